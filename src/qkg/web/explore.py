"""``/explore``: the graph view. The server lists what an article is about; script draws it.

``?article=`` another article than the newest, ``?node=`` one thing with its neighbours, or several as they
are, ``?picture=`` a picture that the server keeps. What the reader does then stands after the ``#`` of the
address, which never reaches the server.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from qkg.errors import BadParameter
from qkg.graphview.drawn import drawn
from qkg.graphview.edges import edges_among
from qkg.graphview.formats.offered import PICTURES
from qkg.graphview.neighbourhood import neighbourhood
from qkg.graphview.overview import overview
from qkg.graphview.plumbing import CLASSIFYING, PLUMBING
from qkg.graphview.subgraph import Node, Subgraph, said
from qkg.media import Format
from qkg.web import graph_asking as asked
from qkg.web import pictures
from qkg.web.linking import address
from qkg.web.pages import words
from qkg.web.place import Data, Elsewhere, Json, Place, Shown
from qkg.web.visit import Visit

LISTED: Final = 80
IRI: Final[Json] = {"type": "string", "format": "uri"}
PARAMETERS: Final[tuple[Json, ...]] = tuple(
    {"name": name, "in": "query", "schema": schema, "description": told}
    for name, schema, told in (
        ("node", IRI, "a thing to begin with; with several, these alone"),
        ("article", IRI, "an article to begin with"),
        ("picture", {"type": "string"}, "the name of a shared picture"),
    )
)


Link = tuple[str, str, str | None]
"""Relation, name and page of what a node is linked with."""


@dataclass(frozen=True)
class Item:
    """A node as a row: its name, its page, and what it is linked with."""

    name: str
    href: str | None
    links: Sequence[Link]


@dataclass(frozen=True)
class Group:
    """The nodes of one class."""

    name: str
    rows: Sequence[Item]


def explore() -> Place:
    """The place."""
    return Place("/explore", "The graph view", _show, _data, PICTURES, parameters=PARAMETERS)


async def _data(visit: Visit, format: Format) -> Data:
    """The graph service that has the same picture as data."""
    if kept := visit.parameter("picture"):
        raise Elsewhere(f"/graph/subgraph?{urlencode({'picture': kept, 'format': format.name})}")
    nodes = [node for node in visit.parameters("node") if node]
    if len(nodes) > 1:
        way = urlencode([*(("node", node) for node in nodes), ("format", format.name)])
        raise Elsewhere(f"/graph/subgraph?{way}")
    if nodes:
        way = urlencode({"iri": nodes[0], "format": format.name})
        raise Elsewhere(f"/graph/neighbourhood?{way}")
    article = visit.parameter("article")
    way = urlencode({**({"article": article} if article else {}), "format": format.name})
    raise Elsewhere(f"/graph/overview?{way}")


async def _show(visit: Visit) -> Shown:
    told = words(visit.language)
    kept = pictures.shared(visit.parameter("picture"), visit.settings) if visit.parameter("picture") else ""
    picture = await _picture(visit, kept)
    values = {
        "groups": _groups(visit, picture),
        "nodes": len(picture.nodes),
        "edges": len(picture.edges),
        "island": {"page": f"/{visit.fixed}" if visit.fixed else "", "picture": kept},
    }
    return Shown("explore.html", told.explore_title, told.explore_lead, values)


async def _picture(visit: Visit, kept: str) -> Subgraph:
    held = pictures.nodes_of(kept)[:LISTED]
    nodes = held or [one.value for one in asked.iris(visit, "node", LISTED)]
    if len(nodes) == 1 and not held:
        return await neighbourhood(visit.view, nodes[0], 1, LISTED, PLUMBING | CLASSIFYING)
    if nodes:
        edges = await edges_among(visit.view, nodes, PLUMBING | CLASSIFYING)
        return await drawn(visit.view, nodes, [edge.triple for edge in edges])
    article = asked.iri(visit, "article") if visit.parameter("article") else None
    try:
        return (await overview(visit.view, article, LISTED)).picture
    except BadParameter:
        if article is not None:
            raise
        return Subgraph((), ())


def _groups(visit: Visit, picture: Subgraph) -> list[Group]:
    names = {node.id: said(node.labels, visit.language, node.id) for node in picture.nodes}
    by_kind: dict[str, list[Node]] = {}
    for node in picture.nodes:
        by_kind.setdefault(node.kind or "", []).append(node)
    return [
        Group(
            said(picture.names.get(kind, {}), visit.language, kind),
            [
                Item(names[node.id], _way(visit, node.id), _links(visit, picture, node.id, names))
                for node in nodes
            ],
        )
        for kind, nodes in by_kind.items()
    ]


def _links(
    visit: Visit, picture: Subgraph, iri: str, names: dict[str, str]
) -> list[tuple[str, str, str | None]]:
    return [
        (
            said(picture.names.get(edge.predicate, {}), visit.language, edge.predicate),
            names.get(edge.target, edge.target),
            _way(visit, edge.target),
        )
        for edge in picture.edges
        if edge.source == iri
    ]


def _way(visit: Visit, iri: str) -> str | None:
    found = address(NamedNode(iri).value)
    return visit.to(found) if found is not None and found.startswith("/") else found
