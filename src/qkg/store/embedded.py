"""The embedded store: a folder of generations, reader processes and one writer process, behind the contract.

Made without an event loop, so that its nursery starts while the rest of the program does; works on one loop.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from qkg.errors import QkgError, ReadOnly
from qkg.media import ROW_FORMATS, Format
from qkg.store import folder as folders
from qkg.store import generations
from qkg.store.answer import Running, collect
from qkg.store.children import Children
from qkg.store.contract import Committed, Generation, GraphWrite, Health, Key, Request, Update, Whole
from qkg.store.generations import Checkpoint, Retention
from qkg.store.lane import Lane
from qkg.store.limits import Limits
from qkg.store.pen import Pen, Writing
from qkg.store.pool import Pool
from qkg.store.wire import ROWS, TRIPLES, job, query_job, to_values

JSON: Final = ROW_FORMATS[0]
FOLLOWED: Final = 1.0
"""Seconds between two looks for generations that another program has committed."""


class EmbeddedStore:
    """``qkg.store.contract.Store`` over a folder; without ``writing`` it takes no writes."""

    def __init__(
        self,
        folder: Path,
        limits: Limits | None = None,
        writing: Writing | None = None,
        retention: Retention | None = None,
        export_seconds: float = 600.0,
    ) -> None:
        folders.read_marker(folder)
        self._folder, self._retention = folder, retention or Retention()
        self._export_seconds = export_seconds
        self._children = Children()
        limits = limits or Limits()
        self._pool = Pool(self._children, limits, generations.newest(folder), self._find)
        self._lane = Lane(limits.held_quads)
        self._writing = writing
        self._pen = Pen(self._children, folder, writing) if writing else None
        self._starting: asyncio.Task[None] | None = None
        self._following: asyncio.Task[None] | None = None
        self._settling: asyncio.Task[None] | None = None
        self._sizes: dict[int, dict[str, int]] = {}
        self._closed = False

    async def start(self) -> None:
        """Wait until a reader is ready; the first call of anything else does the same."""
        if self._starting is None:
            loop = asyncio.get_running_loop()
            self._starting = loop.create_task(self._pool.start())
            self._following = loop.create_task(self._follow())
        await asyncio.shield(self._starting)

    def newest(self) -> Generation | None:
        """The newest generation that can be read; see the contract."""
        started = self._starting is not None and self._starting.done() and not self._closed
        return self._pool.checkpoint.generation if started else None

    def at_once(self, request: Request) -> Whole | None:
        """A lookup's answer by the short way; see the contract."""
        if self._starting is None or not self._starting.done():
            return None
        return self._lane.answer(request, self._pool.checkpoint)

    def ask_now(self, request: Request) -> Running | None:
        """Begin a query if a reader is free; see the contract."""
        if self.newest() is None:
            return None
        formats = {ROWS: request.rows, TRIPLES: request.graph}
        return self._pool.run_now(query_job(request), formats, request.seconds, request.text)

    async def query(self, request: Request) -> Running:
        """Evaluate a query; see the contract."""
        if self._starting is None or not self._starting.done():
            await self.start()
        formats = {ROWS: request.rows, TRIPLES: request.graph}
        return await self._pool.run(
            query_job(request), formats, request.generation, request.seconds, request.text
        )

    async def dump(
        self, format: Format, graphs: Sequence[str] | None = None, generation: int | None = None
    ) -> Running:
        """The quads of these graphs or of all; see the contract."""
        names = None if graphs is None else list(graphs)
        return await self._export(job("dump", format=format.name, graphs=names), format, generation)

    async def graph(self, graph: str | None, format: Format, generation: int | None = None) -> Running:
        """The triples of one graph; see the contract."""
        return await self._export(job("graph", graph=graph, format=format.name), format, generation)

    async def has_graph(self, graph: str | None, generation: int | None = None) -> bool:
        """Whether the graph is there."""
        return bool(await self._small(job("has", graph=graph), generation))

    async def graphs(self, generation: int | None = None) -> dict[str, int]:
        """The named graphs and their sizes; asked once for each generation."""
        number = self._pool.checkpoint.generation.number if generation is None else generation
        if number not in self._sizes:
            found = await self._small(job("sizes"), number)
            self._sizes[number] = found
            for old in sorted(self._sizes)[:-8]:
                del self._sizes[old]
        return dict(self._sizes[number])

    async def update(self, update: Update) -> Committed:
        """Apply an update; see the contract."""
        fields = {"text": update.text, "prefixes": dict(update.prefixes), "source": update.source}
        return await self._write("update", self._seconds(), **fields, **_keyed(update.key))

    async def write(self, write: GraphWrite) -> Committed:
        """Put, post or delete one graph; see the contract."""
        bodies = [(path, format.name) for path, format in write.bodies]
        fields = {"method": write.method, "graph": write.graph, "bodies": bodies, "base": write.base}
        return await self._write("write", self._seconds(), **fields, **_keyed(write.key))

    async def repeated(self, key: Key) -> Committed | None:
        """What the write of that key did; remembered as long as its generation is kept."""
        found = await asyncio.to_thread(generations.made_by, self._folder, key)
        return Committed(found.generation, found.created) if found else None

    async def load(self, paths: Sequence[tuple[str, Format, str | None]]) -> Committed:
        """Load files in bulk, all or none; see the contract."""
        files = [(path, format.name, graph) for path, format, graph in paths]
        seconds = self._writing.load_seconds if self._writing else 0
        return await self._write("load", seconds, files=files)

    async def generations(self) -> list[Generation]:
        """The generations that can be asked for, oldest first."""
        return [one.generation for one in self._kept()]

    async def health(self) -> Health:
        """How the store is."""
        checkpoint = self._pool.checkpoint
        busy, idle = self._pool.busy, self._pool.idle
        ready = not self._closed and self._starting is not None and self._starting.done() and busy + idle > 0
        reason = "ready" if ready else "closed" if self._closed else "no reader is ready yet"
        settled = ready and self._pool.settled and self._lane.settled
        return Health(ready, reason, busy, idle, checkpoint.generation, checkpoint.quads, settled)

    async def aclose(self) -> None:
        """End all processes."""
        if self._closed:
            return
        self._closed = True
        for task in (self._starting, self._following):
            if task is not None:
                task.cancel()
        if self._pen is not None:
            self._pen.close()
        self._lane.close()
        self._pool.close()
        await asyncio.sleep(0)
        self._children.close()

    async def _export(self, content: bytes, format: Format, generation: int | None) -> Running:
        await self.start()
        formats = {ROWS: None, TRIPLES: format}
        return await self._pool.run(content, formats, generation, self._export_seconds)

    async def _small(self, content: bytes, generation: int | None) -> Any:
        await self.start()
        return to_values(await collect(await self._pool.run(content, {ROWS: JSON}, generation)))

    async def _write(self, name: str, seconds: float, **fields: object) -> Committed:
        if self._pen is None:
            raise ReadOnly(
                "this store takes no writes; serve a store of your own with --store to write to it"
            )
        await self.start()
        checkpoint, created = await self._pen.perform(name, seconds, **fields)
        self._settling = asyncio.get_running_loop().create_task(self._settle(checkpoint))
        await asyncio.shield(self._settling)
        return Committed(checkpoint.generation, created)

    async def _settle(self, checkpoint: Checkpoint) -> None:
        """What follows a commit, whether or not its client still waits."""
        await self._pool.advance(checkpoint)
        await self._retain()

    async def _follow(self) -> None:
        """Take over what another program commits to the same folder."""
        while True:
            await asyncio.sleep(FOLLOWED)
            with suppress(QkgError, OSError):
                await self._pool.advance(generations.newest(self._folder))

    async def _retain(self) -> None:
        known = [one.generation for one in self._kept()]
        for gone in generations.expired(known, self._retention, self._pool.read_now(), datetime.now(UTC)):
            self._pool.forget(gone.number)
            await asyncio.to_thread(generations.drop, self._folder, gone.number)

    def _kept(self) -> list[Checkpoint]:
        return [generations.read(self._folder, number) for number in generations.listed(self._folder)]

    def _find(self, number: int) -> Checkpoint:
        return generations.read(self._folder, number)

    def _seconds(self) -> float:
        return self._writing.seconds if self._writing else 0


def _keyed(key: Key | None) -> dict[str, Any]:
    return {"key": [key.name, key.digest]} if key else {}
