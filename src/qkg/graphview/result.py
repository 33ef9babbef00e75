"""A query's answer as a picture: CONSTRUCT and DESCRIBE as their triples, SELECT as its things.

In a row of SELECT every IRI is a node. Variables ``source`` and ``target`` make an edge (with ``predicate``,
else dcterms:relation); without them the edges are those of the graph among the nodes. Literals are no nodes.
"""

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from qkg.errors import UnsupportedQuery
from qkg.graphview.drawn import MOST_NODES, drawn
from qkg.graphview.subgraph import Extent, Subgraph, Triple
from qkg.namespaces import PREFIXES
from qkg.store.answer import collect_up_to
from qkg.store.view import TRIPLES, View
from qkg.terms import Term

LONGEST = 8 * 1024 * 1024
"""Bytes of an answer that become a picture."""
TOO_LONG = "the answer is too large for a picture; add a LIMIT to the query"
RELATED = PREFIXES["dcterms"] + "relation"


async def subgraph_of(view: View, query: str, limit: int) -> Subgraph:
    """The picture of a query's answer; the extent counts its nodes."""
    answer = await view.answer(query)
    data = await collect_up_to(answer, LONGEST, TOO_LONG)
    if answer.format is TRIPLES:
        triples = [quad.triple for quad in ox.parse(data, ox.RdfFormat.N_TRIPLES)]
        return await _of_triples(view, triples, limit)
    result = ox.parse_query_results(data, ox.QueryResultsFormat.JSON)
    if isinstance(result, ox.QueryBoolean):
        raise UnsupportedQuery("ASK answers yes or no; a picture needs CONSTRUCT, DESCRIBE or SELECT")
    names = [variable.value for variable in result.variables]
    rows = [{name: row[name] for name in names} for row in result]
    return await _of_rows(view, rows, limit)


async def _of_triples(view: View, triples: Iterable[ox.Triple], limit: int) -> Subgraph:
    found = [
        (_id(one.subject), one.predicate.value, _id(one.object))
        for one in triples
        if _is_node(one.subject) and _is_node(one.object)
    ]
    return await _cut(view, (end for source, _, target in found for end in (source, target)), found, limit)


async def _of_rows(view: View, rows: Sequence[dict[str, Term | None]], limit: int) -> Subgraph:
    ids = [_id(term) for row in rows for name, term in row.items() if name != "predicate" and _is_node(term)]
    triples = [_edge(row) for row in rows if _is_node(row.get("source")) and _is_node(row.get("target"))]
    return await _cut(view, ids, triples or None, limit)


def _edge(row: dict[str, Term | None]) -> Triple:
    predicate = row.get("predicate")
    name = predicate.value if isinstance(predicate, ox.NamedNode) else RELATED
    return _id(row["source"]), name, _id(row["target"])


async def _cut(view: View, ids: Iterable[str], triples: Sequence[Triple] | None, limit: int) -> Subgraph:
    nodes = list(dict.fromkeys(ids))
    shown = nodes[: min(limit, MOST_NODES)]
    inside = set(shown)
    if triples is not None:
        triples = [one for one in triples if one[0] in inside and one[2] in inside]
    return await drawn(view, shown, triples, Extent(len(nodes), len(shown), limit))


def _is_node(term: object) -> bool:
    return isinstance(term, ox.NamedNode | ox.BlankNode)


def _id(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)
