"""The packaged SHACL shapes as readers see them: what each asks, in words, and of which class.

Shapes are no part of the loaded graph; they are read from their files at the first visit.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from qkg.namespaces import PREFIXES
from qkg.resources.labels import Label, chosen, named
from qkg.terms import Term

SPACE: Final = "https://w3id.org/qkg/shape/"
_SH: Final = PREFIXES["sh"]
TARGET, MESSAGE = NamedNode(_SH + "targetClass"), NamedNode(_SH + "message")
PROPERTY, PATH, SEVERITY = NamedNode(_SH + "property"), NamedNode(_SH + "path"), NamedNode(_SH + "severity")
TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")
SHAPES: Final = (NamedNode(_SH + "NodeShape"), NamedNode(_SH + "PropertyShape"))


class Shapes:
    """All shapes of some Turtle files."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths

    @cached_property
    def _triples(self) -> dict[Term, list[Triple]]:
        found: dict[Term, list[Triple]] = defaultdict(list)
        for path in self._paths:
            for quad in parse(path=path, format=RdfFormat.TURTLE):
                found[quad.subject].append(quad.triple)
        return dict(found)

    @cached_property
    def all(self) -> list[NamedNode]:
        """Every shape, in the order of the files."""
        return [
            one
            for one in self._triples
            if isinstance(one, NamedNode) and any(kind in SHAPES for kind in self.values(one, TYPE))
        ]

    def __contains__(self, shape: object) -> bool:
        """Whether the files say something of this IRI."""
        return shape in self._triples

    def values(self, shape: Term, predicate: NamedNode) -> list[Term]:
        """The values of a property of a shape."""
        return [one.object for one in self._triples.get(shape, ()) if one.predicate == predicate]

    def of_class(self, term: NamedNode, above: Iterable[NamedNode]) -> list[NamedNode]:
        """The shapes that hold for a class, those of the classes above it included."""
        classes = {term, *above}
        return [one for one in self.all if classes & set(self.values(one, TARGET))]

    def parts(self, shape: NamedNode) -> list[NamedNode]:
        """Its property shapes."""
        return [one for one in self.values(shape, PROPERTY) if isinstance(one, NamedNode)]

    def message(self, shape: NamedNode, language: str) -> Label:
        """What it asks, in words; its name where it has none."""
        label = chosen(self.values(shape, MESSAGE), language)
        return label or named(NamedNode("https://w3id.org/qkg/id/shape/" + name(shape)), None)

    def everything(self) -> list[Triple]:
        """All that the files say."""
        return [triple for triples in self._triples.values() for triple in triples]

    def triples(self, shape: NamedNode) -> list[Triple]:
        """The shape with all that it is made of."""
        found: list[Triple] = []
        waiting: list[Term] = [shape]
        seen: set[Term] = set()
        while waiting:
            if (one := waiting.pop()) in seen:
                continue
            seen.add(one)
            found.extend(self._triples.get(one, ()))
            waiting.extend(
                triple.object
                for triple in self._triples.get(one, ())
                if isinstance(triple.object, BlankNode)
                or (isinstance(triple.object, NamedNode) and triple.object.value.startswith(SPACE))
            )
        return found


def name(shape: NamedNode) -> str:
    """The last part of the IRI."""
    return shape.value.removeprefix(SPACE)
