"""Nodes and edges as a reader sees them: the values of this package. Must not know queries or formats."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qkg.graphview.period import Period

Labels = Mapping[str, str]
"""Language tag to words; the tag is empty for words without one."""
Proof = Literal["statement", "fact"]
Triple = tuple[str, str, str]
"""Subject, predicate and object of an edge, as IRIs."""


def said(labels: Labels, language: str, iri: str) -> str:
    """The words in that language, else in the other, else the end of the IRI."""
    order = ("zh", "en") if language == "zh" else ("en", "zh")
    found = next((labels[tag] for tag in (*order, "") if tag in labels), None)
    return found or iri.rstrip("/#").replace("#", "/").rpartition("/")[2] or iri


@dataclass(frozen=True)
class Node:
    """A thing, concept or class in the picture.

    kind: its most specific class, for colour and legend; kinds: all its classes. evidence: pieces of evidence
    of its own; statements: pieces behind statements in which it is subject or object.
    """

    id: str
    labels: Labels = field(default_factory=dict)
    kind: str | None = None
    kinds: tuple[str, ...] = ()
    evidence: int = 0
    statements: int = 0
    period: Period | None = None


@dataclass(frozen=True)
class Edge:
    """One triple between two nodes, with the IRIs of the evidence that proves it.

    proof says where from: a statement about this very triple, or the fact that is its subject.
    """

    source: str
    predicate: str
    target: str
    evidence: tuple[str, ...] = ()
    proof: Proof | None = None

    @property
    def triple(self) -> Triple:
        """The edge as a triple of IRIs."""
        return self.source, self.predicate, self.target


@dataclass(frozen=True)
class Extent:
    """How much there is and how much of it is here, so that no cut is silent."""

    total: int
    shown: int
    limit: int
    offset: int = 0

    @property
    def complete(self) -> bool:
        """Whether everything from the offset on is here."""
        return self.offset + self.shown >= self.total


@dataclass(frozen=True)
class Subgraph:
    """A picture: nodes, edges, the labels of their classes and predicates, and how complete it is."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    names: Mapping[str, Labels] = field(default_factory=dict)
    extent: Extent | None = None

    def classes(self) -> list[tuple[str, int]]:
        """The kinds of the nodes, most frequent first."""
        return _ranked(Counter(node.kind for node in self.nodes if node.kind))

    def predicates(self) -> list[tuple[str, int]]:
        """The predicates of the edges, most frequent first."""
        return _ranked(Counter(edge.predicate for edge in self.edges))


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
