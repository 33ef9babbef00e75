"""The shapes as values: their words, their severity, and those that one SPARQL query answers for the graph.

Implements what SHACL calls SPARQL-based constraints (SHACL §5) for shapes whose only target is one fixed
node: their ``sh:value`` is the culprit. The engine answers them a hundred times faster than the validator.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from qkg.check.document import Document
from qkg.check.finding import ERROR, WARNING, Words
from qkg.namespaces import PREFIXES
from qkg.terms import Term

SHAPE: Final = "https://w3id.org/qkg/shape/"
SH: Final = PREFIXES["sh"]
_MINOR: Final = (SH + "Warning", SH + "Info")
_WHOLE: Final = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?shape ?this ?select WHERE {
  ?shape sh:targetNode ?this ; sh:sparql/sh:select ?select .
  FILTER NOT EXISTS { ?shape sh:targetClass|sh:targetSubjectsOf|sh:property|sh:node|sh:not|sh:or ?other }
} ORDER BY ?shape ?select
"""
_DECLARED: Final = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?prefix ?namespace WHERE { ?one sh:prefix ?prefix ; sh:namespace ?namespace }
"""


@dataclass(frozen=True)
class Breach:
    """A shape that a node does not satisfy; ``path`` is a property, or empty."""

    shape: str
    node: str
    path: str = ""
    value: str = ""


@dataclass(frozen=True)
class Whole:
    """A shape that is one query over the whole graph."""

    shape: str
    this: str
    select: str


class Shapes:
    """The shapes of the documents, to be asked."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._take([quad for one in documents for quad in one.quads])

    @classmethod
    def of_quads(cls, quads: Sequence[ox.Quad]) -> "Shapes":
        """The shapes among these quads."""
        made = cls(())
        made._take(quads)
        return made

    def _take(self, quads: Sequence[ox.Quad]) -> None:
        self.quads = list(quads)
        self._store = ox.Store()
        self._store.extend(self.quads)
        self.wholes = [Whole(**row) for row in _rows(self._store, _WHOLE)]

    def words(self, shape: str) -> Words:
        """The shape's message in both languages."""
        found = {
            term.language: term.value
            for term in self._objects(shape, "message")
            if isinstance(term, ox.Literal)
        }
        fallback = next(iter(found.values()), code(shape))
        return Words(found.get("zh", fallback), found.get("en", fallback))

    def severity(self, shape: str) -> str:
        """``error`` for a violation, else ``warning``."""
        values = [str(getattr(one, "value", "")) for one in self._objects(shape, "severity")]
        return WARNING if set(values) & set(_MINOR) else ERROR

    def breaches(self, store: ox.Store) -> Iterator[Breach]:
        """What the whole-graph shapes find."""
        prefixes = {row["prefix"]: row["namespace"] for row in _rows(self._store, _DECLARED)}
        for whole in self.wholes:
            for row in _rows(store, whole.select, prefixes, whole.this):
                yield Breach(whole.shape, row.get("value") or whole.this, row.get("path", ""))

    def _objects(self, shape: str, name: str) -> list[object]:
        pattern = (ox.NamedNode(shape), ox.NamedNode(SH + name))
        return sorted((quad.object for quad in self._store.quads_for_pattern(*pattern, None)), key=str)


def code(shape: str) -> str:
    """The stable code of a shape's findings: the local name of its IRI."""
    return shape.removeprefix(SHAPE)


def _rows(
    store: ox.Store, query: str, prefixes: dict[str, str] | None = None, this: str = ""
) -> list[dict[str, str]]:
    bound: dict[ox.Variable, Term] = {ox.Variable("this"): ox.NamedNode(this)} if this else {}
    answer = store.query(query, prefixes=prefixes, substitutions=bound)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError(query)
    names = [one.value for one in answer.variables]
    return [{name: str(getattr(row[name], "value", "")) for name in names} for row in answer]
