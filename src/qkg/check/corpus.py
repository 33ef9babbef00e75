"""All documents together: look up triples across files, and find the place of a subject.

Checked documents are those that findings may be about; the others are context.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import pyoxigraph as ox

from qkg.check.document import RULES, Document, Role
from qkg.check.finding import Spot
from qkg.check.layout import TYPE
from qkg.terms import Term


class Corpus:
    """The documents; a checked one stands in for a context one of the same identity."""

    def __init__(self, documents: Iterable[Document]) -> None:
        given = list(documents)
        taken = frozenset[str]().union(*(one.identities for one in given if one.checked))
        self.documents = [one for one in given if one.checked or not one.identities & taken]
        self.checked = [one for one in self.documents if one.checked]

    @property
    def whole(self) -> bool:
        """Nothing is only context."""
        return len(self.checked) == len(self.documents)

    def having(self, *roles: Role) -> list[Document]:
        """The documents, checked or not, with one of the roles."""
        return [one for one in self.documents if one.role in roles]

    def checked_as(self, *roles: Role) -> list[Document]:
        """The checked documents with one of the roles."""
        return [one for one in self.checked if one.role in roles]

    @property
    def triples(self) -> Iterator[ox.Quad]:
        """Everything but the shapes."""
        return (quad for one in self.documents if one.role not in RULES for quad in one.quads)

    @cached_property
    def store(self) -> ox.Store:
        """The same as one graph to ask."""
        store = ox.Store()
        store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in self.triples)
        return store

    @cached_property
    def _values(self) -> dict[tuple[str, str], list[Term]]:
        found = defaultdict(list)
        for quad in self.triples:
            if isinstance(quad.subject, ox.NamedNode):
                found[quad.subject.value, quad.predicate.value].append(quad.object)
        return found

    @cached_property
    def _owners(self) -> dict[str, list[Document]]:
        found = defaultdict(list)
        for one in self.checked:
            for subject in one.subjects:
                found[subject].append(one)
        return found

    def values(self, subject: str, predicate: str) -> list[Term]:
        """The objects, each once, in the order of the files."""
        return list(dict.fromkeys(self._values.get((subject, predicate), ())))

    def texts(self, subject: str, predicate: str) -> list[str]:
        """The objects as text: the IRI or the literal's characters."""
        return [term.value for term in self.values(subject, predicate) if not isinstance(term, ox.Triple)]

    def pairs(self, predicate: str) -> list[tuple[str, str]]:
        """Subject and object of every triple with the predicate, in all documents, sorted."""
        subjects = sorted(subject for subject, verb in self._values if verb == predicate)
        return [(subject, value) for subject in subjects for value in self.texts(subject, predicate)]

    def types(self, subject: str) -> list[str]:
        """The classes that are stated."""
        return self.texts(subject, TYPE)

    def subjects(self) -> list[str]:
        """The subjects of the checked documents, sorted."""
        return sorted(self._owners)

    def spot(self, subject: str, predicate: str = "", value: str = "") -> Spot | None:
        """Where a checked document says this; None when only the context speaks of the subject."""
        owners: Sequence[Document] = self._owners.get(subject, ())
        for keys in ((subject, predicate, value), (subject, predicate), (subject,)):
            for one in owners:
                place = one.layout.places.get(keys)
                if place is not None:
                    return Spot(one.name, *place)
        return Spot(owners[0].name) if owners else None
