"""Where a query is read before it goes to an engine: our own engine parses it over a store without a quad.

In a reader process that can be killed, so that a text that takes for ever to plan ends that process alone.
Errors therefore have the same class, place and hint as on the embedded store.
"""

from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import Final

from qkg.media import GRAPH_FORMATS, ROW_FORMATS
from qkg.store import folder, generations
from qkg.store.children import Children
from qkg.store.contract import Request
from qkg.store.generations import Checkpoint
from qkg.store.limits import Limits
from qkg.store.pool import Pool
from qkg.store.wire import ROWS, TRIPLES, query_job

KEPT: Final = 1024
ENOUGH: Final = 65_536
JSON: Final = ROW_FORMATS[0]
LINES: Final = next(one for one in GRAPH_FORMATS if one.name == "nt")


class Desk:
    """Reads queries; ``kind`` says whether a query answers with rows or with triples."""

    def __init__(self, children: Children, place: Path, limits: Limits) -> None:
        folder.build(place, "", lambda _engine: None)
        self._pool = Pool(children, limits, generations.newest(place), lambda number: _only(place, number))
        self._known: OrderedDict[tuple[object, ...], bytes] = OrderedDict()

    async def start(self) -> None:
        """Wait until a reader is ready."""
        await self._pool.start()

    async def kind(self, request: Request, seconds: float) -> bytes:
        """ROWS or TRIPLES; raises what is wrong with the text, its values or its formats."""
        key = (
            request.text,
            tuple(sorted(request.bindings)),
            frozenset(request.prefixes.items()),
            request.rows is None,
            request.graph is None,
        )
        if key not in self._known:
            self._known[key] = await self._read(request, seconds)
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        return self._known[key]

    async def _read(self, request: Request, seconds: float) -> bytes:
        rows, graph = (JSON if request.rows else None), (LINES if request.graph else None)
        asked = replace(request, rows=rows, graph=graph, default_graphs=None, named_graphs=None)
        answer = await self._pool.run(
            query_job(asked), {ROWS: rows, TRIPLES: graph}, None, seconds, request.text
        )
        size = 0
        async for block in answer:
            size += len(block)
            if size > ENOUGH:
                break
        await answer.aclose()
        return ROWS if answer.format is JSON else TRIPLES

    def close(self) -> None:
        """End the readers."""
        self._pool.close()


def _only(place: Path, number: int) -> Checkpoint:
    return generations.read(place, number)
