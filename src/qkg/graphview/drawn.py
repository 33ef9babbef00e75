"""Ids and edges made a whole picture: described nodes, proved edges, names of classes and predicates."""

import asyncio
from collections.abc import Iterable

from pyoxigraph import NamedNode

from qkg.graphview.edges import edges_among, proved
from qkg.graphview.labels import labels_of
from qkg.graphview.nodes import described
from qkg.graphview.subgraph import Edge, Extent, Subgraph, Triple
from qkg.store.view import View

MOST_NODES = 2000
"""A picture never has more; whoever asks for more is told."""


async def drawn(
    view: View, ids: Iterable[str], triples: Iterable[Triple] | None = None, extent: Extent | None = None
) -> Subgraph:
    """The picture of these nodes; with no triples given the edges are all those among them."""
    nodes = list(dict.fromkeys(ids))
    edges = edges_among(view, nodes) if triples is None else proved(view, triples)
    (found, kinds), joined = await asyncio.gather(described(view, nodes), edges)
    names = await labels_of(view, _predicates(joined))
    return Subgraph(tuple(found), tuple(joined), {**kinds, **names}, extent)


def _predicates(edges: Iterable[Edge]) -> set[NamedNode]:
    return {NamedNode(edge.predicate) for edge in edges}
