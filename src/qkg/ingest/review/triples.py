"""The triples of a draft while decisions are applied to them: looked up by subject, replaced, renamed.

Owns no rule of what may be changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from qkg.namespaces import ONTOLOGY, PREFIXES, THING

TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
LABEL: Final = ox.NamedNode(PREFIXES["rdfs"] + "label")
EVIDENCE: Final = ox.NamedNode(ONTOLOGY + "evidence")
NOT_STATED: Final = ox.NamedNode(ONTOLOGY + "notStated")
Node = ox.NamedNode
Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple


def own(name: str) -> Node:
    """A term of our vocabulary."""
    return ox.NamedNode(ONTOLOGY + name)


def thing(name: str) -> Node:
    """A thing by the end of its IRI, ``kind/slug``."""
    return ox.NamedNode(THING + name)


class Triples:
    """A set of triples with named subjects."""

    def __init__(self, given: Iterable[ox.Triple]) -> None:
        self._of: dict[Node, set[ox.Triple]] = defaultdict(set)
        self.add(given)

    @classmethod
    def read(cls, turtle: str) -> "Triples":
        """Those of a Turtle document; SyntaxError where it is none."""
        return cls(one.triple for one in ox.parse(turtle, ox.RdfFormat.TURTLE))

    def __iter__(self) -> Iterator[ox.Triple]:
        """All of them."""
        return (one for some in self._of.values() for one in some)

    def __len__(self) -> int:
        """How many."""
        return sum(map(len, self._of.values()))

    def add(self, given: Iterable[ox.Triple]) -> None:
        """Some more."""
        for one in given:
            if not isinstance(one.subject, ox.NamedNode):
                raise ValueError("a blank node")
            self._of[one.subject].add(one)

    def subjects(self) -> list[Node]:
        """All that something is said of, in order of IRI."""
        return sorted((one for one, some in self._of.items() if some), key=str)

    def about(self, subject: Node) -> list[ox.Triple]:
        """What is said of one."""
        return sorted(self._of.get(subject, ()), key=str)

    def values(self, subject: Node, predicate: Node) -> list[Term]:
        """The objects, in a fixed order."""
        return [one.object for one in self.about(subject) if one.predicate == predicate]

    def value(self, subject: Node, predicate: Node) -> Term | None:
        """The first of them."""
        return next(iter(self.values(subject, predicate)), None)

    def nodes(self, subject: Node, predicate: Node) -> list[Node]:
        """Those of the objects that are IRIs."""
        return [one for one in self.values(subject, predicate) if isinstance(one, ox.NamedNode)]

    def text(self, subject: Node, predicate: Node, language: str = "") -> str:
        """A literal's text, in a language where one is asked for; empty without one."""
        for one in self.values(subject, predicate):
            if isinstance(one, ox.Literal) and (not language or one.language == language):
                return one.value
        return ""

    def facts(self) -> list[Node]:
        """Everything with evidence."""
        return [one for one in self.subjects() if self.values(one, EVIDENCE)]

    def replace(self, subject: Node, predicate: Node, objects: Iterable[Term]) -> None:
        """These objects and no others."""
        self._of[subject] -= {one for one in self._of[subject] if one.predicate == predicate}
        self._of[subject] |= {ox.Triple(subject, predicate, one) for one in objects}

    def drop(self, gone: Iterable[ox.Triple]) -> None:
        """Take some away."""
        for one in gone:
            if isinstance(one.subject, ox.NamedNode):
                self._of[one.subject].discard(one)

    def forget(self, subject: Node) -> None:
        """Say nothing of one any more."""
        self._of.pop(subject, None)

    def pointing(self, target: Node) -> list[ox.Triple]:
        """What points to one."""
        return sorted((one for one in self if one.object == target), key=str)

    def rename(self, old: Node, new: Node) -> None:
        """One name for another, as subject and as object."""
        for one in [*self.about(old), *self.pointing(old)]:
            self.drop([one])
            subject = new if one.subject == old else one.subject
            self.add([ox.Triple(subject, one.predicate, new if one.object == old else one.object)])
