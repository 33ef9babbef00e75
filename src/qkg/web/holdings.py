"""``/dump``: the list of all dumps with size, digest and date, for people and as JSON."""

import json
from typing import Final

from qkg.dataset import dumps
from qkg.dataset.dumps import Dump
from qkg.dataset.inventory import Inventory
from qkg.errors import BadParameter
from qkg.media import Format, Kind
from qkg.web.conditions import http_date
from qkg.web.pages import words
from qkg.web.place import Data, Json, Place, Shown
from qkg.web.visit import Visit

PATH: Final = "/dump"
JSON: Final = Format("json", "application/json", "json", Kind.ROWS, None)
PATIENCE: Final = 1.0
"""Seconds that the list waits for digests; they come one after the other in the background."""
PAGE: Final = 50
"""Graphs on one page of the list."""
PARAMETERS: Final[tuple[Json, ...]] = (
    {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}},
)


class Holdings:
    """The place; sizes and digests come from the inventory as soon as they are known."""

    def __init__(self, inventory: Inventory) -> None:
        self._inventory = inventory

    def place(self) -> Place:
        """The place."""
        summary = "The dumps of the dataset"
        return Place(PATH, summary, self._show, self._data, (JSON,), kept=False, parameters=PARAMETERS)

    async def _show(self, visit: Visit) -> Shown:
        told, listed = words(visit.language), await self._listing(visit)
        page, last = _page(visit), listed["pages"]
        values = {
            "listed": listed,
            "date": http_date(visit.view.generation.time),
            "before": visit.to(PATH, page=str(page - 1)) if page > 1 else "",
            "after": visit.to(PATH, page=str(page + 1)) if page < last else "",
        }
        return Shown("holdings.html", told.dump_title, told.dump_lead, values)

    async def _data(self, visit: Visit, _format: Format) -> Data:
        return Data(json.dumps(await self._listing(visit), ensure_ascii=False).encode())

    async def _listing(self, visit: Visit) -> Json:
        """All files of the whole dataset, and one page of the graphs with the addresses of their files."""
        generation = visit.view.generation
        whole = [one.as_packed(packed) for one in dumps.files(None) for packed in (False, True)]
        for dump in whole:
            await self._inventory.awaited(generation, dump, PATIENCE / len(whole))
        sizes = await visit.view.store.graphs(generation.number)
        graphs = [(one, size) for one, size in sizes.items() if dumps.short(one)]
        begin = (_page(visit) - 1) * PAGE
        return {
            "generation": generation.number,
            "modified": generation.time.isoformat(),
            "files": [self._file(visit, one) for one in whole],
            "pages": max(-(-len(graphs) // PAGE), 1),
            "graphs": [_graph(visit, one, size) for one, size in graphs[begin : begin + PAGE]],
        }

    def _file(self, visit: Visit, dump: Dump) -> Json:
        known = self._inventory.known(visit.view.generation, dump)
        return {
            **_link(visit, dump),
            "mediaType": dump.media_type,
            "graphsKept": dump.quads,
            "bytes": known.size if known else None,
            "sha256": known.sha256.hex() if known else None,
        }


def _graph(visit: Visit, graph: str, size: int) -> Json:
    return {"graph": graph, "triples": size, "files": [_link(visit, one) for one in dumps.files(graph)]}


def _link(visit: Visit, dump: Dump) -> Json:
    return {"name": dump.name, "address": f"{visit.base}{PATH}/{dump.name}"}


def _page(visit: Visit) -> int:
    text = visit.parameter("page", "1")
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0):
        raise BadParameter("page= is a number from 1 on")
    return int(text[:9])
