"""What a node is joined to: counts by predicate and direction, and one of these groups a page at a time.

Counts are aggregates, so a hub with a hundred thousand edges costs one scan and no memory.
"""

import asyncio
from dataclasses import dataclass
from typing import Final, Literal

from pyoxigraph import NamedNode

from qkg.graphview.drawn import drawn
from qkg.graphview.labels import labels_of
from qkg.graphview.listing import outside
from qkg.graphview.nodes import described, text
from qkg.graphview.plumbing import PLUMBING
from qkg.graphview.subgraph import Extent, Labels, Node, Subgraph, Triple
from qkg.store.view import Solution, View

Direction = Literal["out", "in"]
DIRECTIONS: Final[tuple[Direction, Direction]] = ("out", "in")

COUNTED: Final = {
    "out": """SELECT ?predicate (COUNT(DISTINCT ?other) AS ?count) ?node {{
      ?node ?predicate ?other FILTER(isIRI(?other)) {kept}
    }} GROUP BY ?predicate ?node""",
    "in": """SELECT ?predicate (COUNT(DISTINCT ?other) AS ?count) ?node {{
      ?other ?predicate ?node FILTER(isIRI(?other)) {kept}
    }} GROUP BY ?predicate ?node""",
}
LISTED: Final = {
    "out": """SELECT DISTINCT ?other ?node ?predicate {{
      ?node ?predicate ?other FILTER(isIRI(?other)) }} ORDER BY ?other LIMIT {limit} OFFSET {offset}""",
    "in": """SELECT DISTINCT ?other ?node ?predicate {{
      ?other ?predicate ?node FILTER(isIRI(?other)) }} ORDER BY ?other LIMIT {limit} OFFSET {offset}""",
}
TOTAL: Final = {
    "out": "SELECT (COUNT(DISTINCT ?other) AS ?count) ?node ?predicate {"
    " ?node ?predicate ?other FILTER(isIRI(?other)) } GROUP BY ?node ?predicate",
    "in": "SELECT (COUNT(DISTINCT ?other) AS ?count) ?node ?predicate {"
    " ?other ?predicate ?node FILTER(isIRI(?other)) } GROUP BY ?node ?predicate",
}


@dataclass(frozen=True)
class Branch:
    """A predicate and a direction, seen from a node."""

    predicate: str
    direction: Direction

    def between(self, node: str, other: str) -> Triple:
        """The triple that joins the node with a neighbour on this branch."""
        return (node, self.predicate, other) if self.direction == "out" else (other, self.predicate, node)


@dataclass(frozen=True)
class Group:
    """The neighbours of a node over one predicate in one direction: how many."""

    predicate: str
    direction: Direction
    count: int
    plumbing: bool


@dataclass(frozen=True)
class Neighbours:
    """The menu of a node: itself, its groups (largest first, plumbing last), names of the predicates."""

    node: Node
    groups: tuple[Group, ...]
    names: dict[str, Labels]

    @property
    def known(self) -> bool:
        """Whether the graph says anything about this node at all."""
        return bool(self.groups or self.node.labels or self.node.kinds)


async def neighbours(view: View, iri: str, plumbing: bool = True) -> Neighbours:
    """Count the neighbours of a node; with ``plumbing`` the predicates that are hidden by default too."""
    node = NamedNode(iri)
    kept = "" if plumbing else outside("predicate", PLUMBING)
    out, into, (nodes, kinds) = await asyncio.gather(
        view.rows(COUNTED["out"].format(kept=kept), node=node),
        view.rows(COUNTED["in"].format(kept=kept), node=node),
        described(view, [iri]),
    )
    groups = [*_groups(out, "out"), *_groups(into, "in")]
    groups.sort(key=lambda one: (one.plumbing, -one.count, one.predicate, one.direction))
    names = await labels_of(view, {NamedNode(group.predicate) for group in groups})
    return Neighbours(nodes[0], tuple(groups), {**kinds, **names})


def _groups(rows: list[Solution], direction: Direction) -> list[Group]:
    found = [(text(row, "predicate"), int(text(row, "count"))) for row in rows if "predicate" in row]
    return [Group(iri, direction, count, NamedNode(iri) in PLUMBING) for iri, count in found]


async def expand(view: View, iri: str, branch: Branch, limit: int, offset: int = 0) -> Subgraph:
    """A node with one page of its neighbours on one branch; the extent counts the neighbours."""
    bound = {"node": NamedNode(iri), "predicate": NamedNode(branch.predicate)}
    rows, totals = await asyncio.gather(
        view.rows(LISTED[branch.direction].format(limit=int(limit), offset=int(offset)), **bound),
        view.rows(TOTAL[branch.direction], **bound),
    )
    others = [text(row, "other") for row in rows]
    total = int(text(totals[0], "count")) if totals and "count" in totals[0] else 0
    triples = [branch.between(iri, other) for other in others]
    return await drawn(view, [iri, *others], triples, Extent(total, len(others), limit, offset))
