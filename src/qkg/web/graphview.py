"""The graph services: neighbours, expansion, neighbourhoods, paths, subgraphs, overviews and evidence.

Each answers with JSON; pictures also as files for other tools, by suffix or ``?format=``. Must not know how
pictures are found.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from qkg.errors import BadParameter, NoSuchPage
from qkg.graphview import evidence, neighbourhood, neighbours, nodes, overview, paths, result
from qkg.graphview.drawn import MOST_NODES, drawn
from qkg.graphview.edges import edges_among
from qkg.graphview.formats import plain
from qkg.graphview.formats import words as wording
from qkg.graphview.formats.offered import JSON, PICTURES, written
from qkg.graphview.neighbours import Branch
from qkg.graphview.subgraph import Extent, Subgraph
from qkg.media import Format
from qkg.web import graph_asking as asked
from qkg.web import graph_schemas as schemas
from qkg.web import pictures
from qkg.web.fetching import check_services
from qkg.web.graph_schemas import Told
from qkg.web.place import Data, Place
from qkg.web.visit import Visit

USUAL: Final = 300
OVERVIEW: Final = 80
Answer = Callable[[Visit, Format], Awaitable[Data]]


def graph_places() -> tuple[Place, ...]:
    """The places, all below ``/graph/``."""
    return (
        _place("neighbours", _neighbours, schemas.NEIGHBOURS, (JSON,)),
        _place("expand", _expand, schemas.EXPAND),
        _place("neighbourhood", _neighbourhood, schemas.NEIGHBOURHOOD),
        _place("path", _path, schemas.PATH, kept=False),
        _place("subgraph", _subgraph, schemas.SUBGRAPH, kept=False),
        _place("overview", _overview, schemas.OVERVIEW),
        _place("nodes", _nodes, schemas.NODES, (JSON,)),
        _place("evidence", _evidence, schemas.EVIDENCE, (JSON,)),
    )


def _place(
    name: str, data: Answer, told: Told, twins: tuple[Format, ...] = PICTURES, kept: bool = True
) -> Place:
    return Place(
        f"/graph/{name}",
        told.summary,
        data=data,
        twins=twins,
        kept=kept,
        parameters=told.parameters,
        schema=told.answer,
    )


def _json(visit: Visit, **content: Any) -> Data:
    told = {"generation": visit.view.generation.number, **content}
    return Data(json.dumps(told, ensure_ascii=False).encode())


def _picture(visit: Visit, format: Format, graph: Subgraph, **more: Any) -> Data:
    headers = {}
    if graph.extent is not None:
        headers = {"QKG-Total": str(graph.extent.total), "QKG-Shown": str(graph.extent.shown)}
    if format is JSON:
        return Data(_json(visit, **plain.of_graph(graph), **more).body, headers)
    return Data(written(graph, format, visit.language), headers)


async def _neighbours(visit: Visit, _format: Format) -> Data:
    found = await neighbours.neighbours(
        visit.view, asked.iri(visit, "iri"), asked.flag(visit, "plumbing", otherwise=True)
    )
    if not found.known:
        raise NoSuchPage(f"the graph says nothing about <{found.node.id}>")
    return _json(visit, **wording.of_neighbours(found))


async def _expand(visit: Visit, format: Format) -> Data:
    branch = Branch(asked.iri(visit, "predicate"), asked.direction(visit))
    limit, offset = asked.page(visit)
    graph = await neighbours.expand(visit.view, asked.iri(visit, "iri"), branch, limit, offset)
    return _picture(visit, format, graph)


async def _neighbourhood(visit: Visit, format: Format) -> Data:
    graph = await neighbourhood.neighbourhood(
        visit.view,
        asked.iri(visit, "iri"),
        asked.number(visit, "depth", 1, 1, neighbourhood.DEEPEST),
        asked.number(visit, "limit", USUAL, 1, MOST_NODES),
        asked.hidden(visit),
    )
    return _picture(visit, format, graph)


async def _path(visit: Visit, format: Format) -> Data:
    rails, bounds = asked.rails(visit), asked.bounds(visit)
    ends = asked.iri(visit, "from"), asked.iri(visit, "to")
    found = await paths.paths(visit.view, *ends, rails, bounds)
    told = {
        "paths": [list(route) for route in found.paths],
        "search": {
            "stopped": found.stopped,
            "searchedLength": found.searched,
            "edgesMet": found.edges,
            "hubs": list(found.hubs),
            "ignored": sorted(one.value for one in rails.without),
            "bounds": {
                "paths": bounds.paths,
                "length": bounds.length,
                "edges": bounds.edges,
                "hub": rails.hub,
            },
        },
    }
    return _picture(visit, format, found.picture, **told)


async def _subgraph(visit: Visit, format: Format) -> Data:
    limit = asked.number(visit, "limit", USUAL, 1, MOST_NODES)
    query, ids = visit.parameter("query"), [one.value for one in asked.iris(visit, "node")]
    if kept := visit.parameter("picture"):
        ids = pictures.nodes_of(pictures.shared(kept, visit.settings))
    if bool(query) == bool(ids):
        raise BadParameter("give one of query (SPARQL), node (one or more IRIs) and picture (a shared one)")
    if ids:
        shown = list(dict.fromkeys(ids))
        triples = [edge.triple for edge in await edges_among(visit.view, shown, asked.hidden(visit))]
        extent = Extent(len(shown), len(shown), MOST_NODES)
        return _picture(visit, format, await drawn(visit.view, shown, triples, extent))
    await check_services(query, visit.settings.allow_service.split())
    return _picture(visit, format, await result.subgraph_of(visit.view, query, limit))


async def _overview(visit: Visit, format: Format) -> Data:
    article = asked.iri(visit, "article") if visit.parameter("article") else None
    limit = asked.number(visit, "limit", OVERVIEW, 1, MOST_NODES)
    found = await overview.overview(visit.view, article, limit)
    groups = [
        {**plain.named(one.kind, found.names.get(one.kind)), "total": one.total, "shown": one.shown}
        for one in found.groups
    ]
    return _picture(visit, format, found.picture, article=found.article, groups=groups)


async def _nodes(visit: Visit, _format: Format) -> Data:
    wanted = [one.value for one in asked.iris(visit, "iri")]
    if not wanted:
        raise BadParameter("iri is missing: one or more IRIs")
    found, names = await nodes.described(visit.view, wanted)
    return _json(visit, nodes=[plain.of_node(one) for one in found], names=plain.of_names(names))


async def _evidence(visit: Visit, _format: Format) -> Data:
    limit, offset = asked.page(visit)
    if visit.parameter("iri"):
        about = asked.flag(visit, "about", otherwise=False)
        found = await evidence.of_node(visit.view, asked.iri(visit, "iri"), about, limit, offset)
    elif visit.parameter("source"):
        triple = (asked.iri(visit, "source"), asked.iri(visit, "predicate"), asked.iri(visit, "target"))
        found = await evidence.of_edge(visit.view, triple, limit, offset)
    elif pieces := asked.iris(visit, "piece"):
        found = await evidence.of_pieces(visit.view, [one.value for one in pieces], limit, offset)
    else:
        raise BadParameter("give iri (a node), or source, predicate and target (an edge), or piece")
    return _json(visit, **wording.of_evidence(found))
