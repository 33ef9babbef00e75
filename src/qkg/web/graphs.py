"""``/graph/<name>``: the page of a named graph; its data are the files of ``/dump``, which stream.

A graph that was withdrawn answers 410. Any other IRI of ours that the graph speaks of has a page too.
"""

from collections.abc import Sequence
from typing import Final

from pyoxigraph import NamedNode

from qkg.errors import NoSuchPage, Withdrawn
from qkg.media import GRAPH_FORMATS, Format
from qkg.namespaces import GRAPH, PREFIXES
from qkg.resources.graphs import size, withdrawal
from qkg.web.linking import SPACE, node
from qkg.web.pages import words
from qkg.web.place import Data, Elsewhere, Place, Shown
from qkg.web.things import TWINS, Things
from qkg.web.visit import Visit

DUMPED: Final = tuple(
    one for one in GRAPH_FORMATS if one.name in ("ttl", "nt", "jsonld", "rdf", "trig", "nq")
)
TOPIC: Final = NamedNode(PREFIXES["foaf"] + "primaryTopic")


class GraphPages:
    """The places of named graphs, and of whatever else has an IRI of ours."""

    def __init__(self, things: Things) -> None:
        self._things = things

    def places(self) -> Sequence[Place]:
        """A graph; anything else, to be tried last."""
        example = {"name": "cqn-2021-05-13"}
        return (Place("/graph/{name}", "A named graph", self._show, self._data, DUMPED, example=example),)

    def last(self) -> Sequence[Place]:
        """Anything else that the graph speaks of."""
        example = {"rest": "shape"}
        return (Place("/{rest:path}", "Any other IRI", self._any, self._any_data, TWINS, example=example),)

    async def _show(self, visit: Visit) -> Shown:
        graph = await _there(visit)
        number = await size(visit.view, graph)
        more = {"graph_size": number, "graph_name": visit.here["name"]}
        try:
            shown = await self._things.shown(visit, graph)
        except NoSuchPage:
            told = words(visit.language)
            values = {**more, "iri": graph.value, "formats": DUMPED}
            return Shown("graph.html", visit.here["name"], f"{told.graph_kind}: {graph.value}", values)
        values = {**shown.values, **more, "formats": DUMPED}
        return Shown(shown.template, shown.title, shown.description, values, shown.json_ld)

    async def _data(self, visit: Visit, format: Format) -> Data:
        await _there(visit)
        raise Elsewhere(f"/dump/{visit.here['name']}.{format.suffix}")

    async def _any(self, visit: Visit) -> Shown:
        try:
            return await self._things.shown(visit, node(SPACE + visit.path))
        except NoSuchPage:
            raise await self._nothing(visit) from None

    async def _any_data(self, visit: Visit, format: Format) -> Data:
        try:
            return await self._things.data_of(visit, node(SPACE + visit.path), format)
        except NoSuchPage:
            raise await self._nothing(visit) from None

    async def _nothing(self, visit: Visit) -> NoSuchPage:
        """The error for an address where nothing is, with what may have been meant."""
        path = visit.path.removeprefix("/").removeprefix("page/").removeprefix("id/").removeprefix("data/")
        near = await self._things.near(visit, path)
        return NoSuchPage(f"There is nothing at {visit.path[:200]}.", near)


async def _there(visit: Visit) -> NamedNode:
    """The graph when it is there; Withdrawn or NoSuchPage else."""
    graph = node(GRAPH + visit.here["name"])
    if await visit.view.store.has_graph(graph.value, visit.view.generation.number):
        return graph
    gone = await withdrawal(visit.view, graph, visit.language)
    if gone is None:
        raise NoSuchPage(f"There is no graph {visit.here['name'][:100]}.")
    told = words(visit.language)
    when = told.graph_withdrawn_at.format(time=gone.time) if gone.time else told.graph_withdrawn
    raise Withdrawn(f"{when} {gone.reason.text}" if gone.reason else when)
