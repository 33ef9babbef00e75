"""One step outward from a set of nodes: edges that leave or enter them, bounded; and which nodes are hubs.

A hub is a node with more edges than ``hub``: almost everything is near it, so nothing follows from being near
it. Must not know what is searched for.
"""

import asyncio
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass

from pyoxigraph import NamedNode

from qkg.graphview.edges import named
from qkg.graphview.listing import outside, values
from qkg.graphview.nodes import text
from qkg.graphview.subgraph import Triple
from qkg.store.view import View

DEGREES = """SELECT ?node (COUNT(*) AS ?count) {{ {listed}
  {{ ?node ?predicate ?other }} UNION {{ ?other ?predicate ?node }} FILTER(isIRI(?other)) {kept}
}} GROUP BY ?node"""
OUT = """SELECT ?source ?predicate ?target {{
  {listed} ?source ?predicate ?target FILTER(isIRI(?target)) {kept}
}} LIMIT {most}"""
INTO = """SELECT ?source ?predicate ?target {{
  {listed} ?source ?predicate ?target FILTER(isIRI(?source)) {kept}
}} LIMIT {most}"""


@dataclass(frozen=True)
class Rails:
    """Where steps may go: ``through`` some predicates (none: any), never over ``without`` or to ``avoid``."""

    through: Collection[NamedNode] = ()
    without: Collection[NamedNode] = ()
    avoid: Collection[NamedNode] = ()
    hub: int = 1000

    def kept(self) -> str:
        """The rails as a group of query text."""
        only = values("predicate", self.through) if self.through else ""
        return f"{only} {outside('predicate', self.without)}"


@dataclass(frozen=True)
class Step:
    """What a step found: its edges, and whether the limit cut it."""

    triples: tuple[Triple, ...] = ()
    cut: bool = False


async def step(view: View, ids: Iterable[str], rails: Rails, most: int) -> Step:
    """All edges of these nodes in both directions, at most ``most`` in each."""
    nodes = named(ids)
    if not nodes or most < 1:
        return Step(cut=bool(nodes))
    kept = rails.kept()
    sides = await asyncio.gather(
        view.rows(OUT.format(listed=values("source", nodes), kept=kept, most=most + 1)),
        view.rows(INTO.format(listed=values("target", nodes), kept=kept, most=most + 1)),
    )
    rows = [row for side in sides for row in side[:most]]
    triples = {(text(row, "source"), text(row, "predicate"), text(row, "target")) for row in rows}
    return Step(
        without(triples, {node.value for node in rails.avoid}), any(len(side) > most for side in sides)
    )


def without(triples: Iterable[Triple], avoided: Set[str]) -> tuple[Triple, ...]:
    """The edges that touch none of these nodes, in a stable order."""
    return tuple(sorted(one for one in triples if avoided.isdisjoint((one[0], one[2]))))


async def hubs_among(view: View, ids: Iterable[str], rails: Rails) -> set[str]:
    """Those of these nodes that have more edges than a hub may."""
    nodes = named(ids)
    if not nodes:
        return set()
    rows = await view.rows(DEGREES.format(listed=values("node", nodes), kept=rails.kept()))
    return {text(row, "node") for row in rows if "node" in row and int(text(row, "count")) > rails.hub}
