"""Named graphs: how large one is, and whether it was withdrawn.

A withdrawn graph leaves a tombstone in ``graph/withdrawn``: its IRI with ``prov:invalidatedAtTime`` and, as
``rdfs:comment``, the reason. Without one, a graph of an earlier state that is still kept counts too.
"""

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from qkg.namespaces import GRAPH
from qkg.resources.labels import Label, chosen
from qkg.store.view import View

WITHDRAWN: Final = GRAPH + "withdrawn"
"""The graph that holds the tombstones."""
_SIZE: Final = "SELECT ?graph (COUNT(*) AS ?number) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_TOMBSTONE: Final = f"""
SELECT ?graph ?time ?reason WHERE {{ GRAPH <{WITHDRAWN}> {{
  ?graph prov:invalidatedAtTime ?time . OPTIONAL {{ ?graph rdfs:comment ?reason }} }} }}"""


@dataclass(frozen=True)
class Withdrawal:
    """When a graph was withdrawn, as its tombstone writes it, and why; both may be unknown."""

    time: str = ""
    reason: Label | None = None


async def size(view: View, graph: NamedNode) -> int:
    """The number of triples; 0 where there is no such graph."""
    rows = await view.rows(_SIZE, graph=graph)
    number = rows[0]["number"] if rows else None
    return int(number.value) if isinstance(number, Literal) else 0


async def withdrawal(view: View, graph: NamedNode, language: str) -> Withdrawal | None:
    """The withdrawal of a graph that is not there; None where it never was, as far as is known."""
    rows = await view.rows(_TOMBSTONE, graph=graph)
    if rows:
        time = rows[0]["time"]
        reason = chosen([row["reason"] for row in rows if "reason" in row], language)
        return Withdrawal(time.value if isinstance(time, Literal) else "", reason)
    for kept in await view.store.generations():
        if kept < view.generation and await view.store.has_graph(graph.value, kept.number):
            return Withdrawal()
    return None
