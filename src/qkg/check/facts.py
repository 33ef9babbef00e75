"""Triples to be looked up by two of their terms, in rdflib's terms: a tenth of the work of a whole graph."""

from collections.abc import Collection, Iterable, Iterator

from rdflib.term import Node

Fact = tuple[Node, Node, Node]


class Facts:
    """Each triple once, however often it is given."""

    def __init__(self, triples: Iterable[Fact]) -> None:
        self._objects: dict[tuple[Node, Node], dict[Node, None]] = {}
        self._subjects: dict[tuple[Node, Node], dict[Node, None]] = {}
        for subject, predicate, value in triples:
            self._objects.setdefault((subject, predicate), {})[value] = None
            self._subjects.setdefault((predicate, value), {})[subject] = None

    def objects(self, subject: Node, predicate: Node) -> Collection[Node]:
        """The values of a property."""
        return self._objects.get((subject, predicate), ())

    def subjects(self, predicate: Node, value: Node) -> Collection[Node]:
        """What has the value."""
        return self._subjects.get((predicate, value), ())

    def having(self, predicate: Node) -> Iterator[Node]:
        """All subjects of a property."""
        return (subject for subject, name in self._objects if name == predicate)

    def values(self, predicate: Node) -> Iterator[Node]:
        """All objects of a property."""
        return (value for name, value in self._subjects if name == predicate)

    def up_to(self, predicate: Node, value: Node) -> set[Node]:
        """The value and all from which a path of this property leads to it."""
        found, ahead = {value}, [value]
        while ahead:
            new = set(self.subjects(predicate, ahead.pop())) - found
            found |= new
            ahead.extend(new)
        return found
