"""One RDF file as the checks see it: its part in the whole, its graph, its triples, its places.

Must not know how files are found or read: that comes from outside as plain values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from qkg.check.layout import TYPE, Layout, lay_out
from qkg.namespaces import ONTOLOGY, PREFIXES

LAID_OUT = (".ttl", ".nt", ".trig", ".nq")


class Role(Enum):
    """The part that a file plays."""

    VOCABULARY = "vocabulary"
    STUBS = "stubs"
    SCHEMES = "schemes"
    ALIGNMENTS = "alignments"
    EXAMPLES = "examples"
    DATA = "data"
    SHAPES = "shapes"
    STYLE = "style"


TERMS = (Role.VOCABULARY, Role.STUBS)
"""Files that declare classes and properties."""
THINGS = (Role.SCHEMES, Role.EXAMPLES, Role.DATA)
"""Files about things, in which every node has an IRI."""
RULES = (Role.SHAPES, Role.STYLE)
"""Files of shapes: on the data, and on how the vocabulary itself is written."""
UNPUBLISHED = (*RULES, Role.EXAMPLES)
"""Files that do not go into the served graph."""

GRAPH_CLASSES = tuple(ONTOLOGY + name for name in ("ArticleGraph", "MappingGraph"))
_IDENTIFIED = (*GRAPH_CLASSES, PREFIXES["owl"] + "Ontology", PREFIXES["skos"] + "ConceptScheme")
_SHAPES = tuple(PREFIXES["sh"] + name for name in ("NodeShape", "PropertyShape"))
_TERMS = tuple(PREFIXES["owl"] + name for name in ("Ontology", "Class", "ObjectProperty", "DatatypeProperty"))


@dataclass(frozen=True)
class Source:
    """A file to read: its role when known, the name of its graph, and whether it is to be checked."""

    path: Path
    name: str
    role: Role | None = None
    graph: str = ""
    checked: bool = True


@dataclass(frozen=True)
class Document:
    """A file that was read."""

    name: str
    suffix: str
    text: str
    role: Role
    graph: str
    quads: Sequence[ox.Quad]
    checked: bool = True

    @cached_property
    def layout(self) -> Layout:
        """The places in the text; empty for formats that are not read by tokens."""
        return lay_out(self.text) if self.suffix in LAID_OUT else Layout()

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The IRIs that the file says something of."""
        return frozenset(quad.subject.value for quad in self.quads if isinstance(quad.subject, ox.NamedNode))

    @cached_property
    def identities(self) -> frozenset[str]:
        """The graph, ontology or scheme that the file is: another file with the same one replaces it."""
        return typed(self.quads, _IDENTIFIED)


def typed(quads: Sequence[ox.Quad], classes: Sequence[str]) -> frozenset[str]:
    """The IRIs that are instances of one of the classes."""
    found = (quad for quad in quads if quad.predicate.value == TYPE and _value(quad.object) in classes)
    return frozenset(quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode))


def role_of(quads: Sequence[ox.Quad]) -> Role:
    """The role of a file that nobody has placed, by what is in it."""
    if typed(quads, _SHAPES):
        return Role.SHAPES
    return Role.VOCABULARY if typed(quads, _TERMS) else Role.DATA


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""
