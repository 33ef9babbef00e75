"""Everything within a few steps of a node, nearest first, up to a number of nodes that is shown.

Hubs belong to it but are not stepped through, or the second step would be half of the graph.
"""

from collections.abc import Collection

from pyoxigraph import NamedNode

from qkg.graphview.drawn import drawn
from qkg.graphview.frontier import Rails, hubs_among, step
from qkg.graphview.plumbing import CLASSIFYING, PLUMBING
from qkg.graphview.subgraph import Extent, Subgraph
from qkg.store.view import View

DEEPEST = 4
MOST_EDGES = 20_000


async def neighbourhood(
    view: View, iri: str, depth: int, limit: int, hidden: Collection[NamedNode] = PLUMBING | CLASSIFYING
) -> Subgraph:
    """The picture around a node; the extent counts nodes met, of which ``limit`` are shown."""
    rails = Rails(without=hidden)
    met, rim = {iri: None}, [iri]
    for _ in range(min(depth, DEEPEST)):
        found = await step(view, rim, rails, MOST_EDGES)
        ends = sorted({end for source, _, target in found.triples for end in (source, target)})
        new = [end for end in ends if end not in met]
        met.update(dict.fromkeys(new))
        if len(met) > limit:
            break
        hubs = await hubs_among(view, new, rails)
        rim = [end for end in new if end not in hubs]
    shown = list(met)[:limit]
    return await drawn(view, shown, extent=Extent(len(met), len(shown), limit))
