"""A store inside this process, read-only: for one person's command, which starts no other process.

Evaluation and serialisation happen together on worker threads with a deep stack; whole answers leave them.
There is no deadline and no memory limit here, and one generation only.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from qkg.errors import NoSuchGeneration, QkgError, ReadOnly
from qkg.media import Format
from qkg.store import evaluation
from qkg.store.contract import Committed, Generation, GraphWrite, Health, Key, Request, Update
from qkg.store.wire import TRIPLES
from qkg.store.workers import Workers


class Gathered:
    """A sink that keeps all blocks, and the answer (``qkg.store.contract.Answer``) made of them."""

    def __init__(self, generation: Generation, rows: Format | None, graph: Format | None) -> None:
        self.generation = generation
        self._rows, self._graph = rows, graph
        self._kind = b""
        self.blocks: list[bytes] = []

    @property
    def format(self) -> Format:
        """The format that was written."""
        found = self._graph if self._kind == TRIPLES else self._rows
        if found is None:
            raise AssertionError("nothing was written")
        return found

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The blocks."""
        for block in self.blocks:
            yield block

    async def aclose(self) -> None:
        """Forget the blocks."""
        self.blocks = []

    def begin(self, kind: bytes) -> None:
        """Take the kind of answer."""
        self._kind = kind

    def write(self, block: bytes) -> int:
        """Take a block."""
        self.blocks.append(block)
        return len(block)

    def flush(self) -> None:
        """Nothing waits."""


class InProcessStore:
    """``qkg.store.contract.Store`` over an engine that it is given."""

    def __init__(
        self,
        engine: ox.Store,
        workers: int = 1,
        generation: Generation | None = None,
        context: Path | None = None,
    ) -> None:
        self._engine, self._context = engine, context
        self._workers = Workers(workers)
        self._generation = generation or Generation(1, datetime.now(UTC))

    async def start(self) -> None:
        """Nothing has to be started."""

    async def query(self, request: Request) -> Gathered:
        """Evaluate a query; see the contract."""
        sink = self._sink(request.rows, request.graph, request.generation)
        return await self._into(
            sink, lambda: evaluation.answer(self._engine, request, sink, context=self._context)
        )

    def at_once(self, _request: Request) -> None:
        """Nothing is answered on the caller's thread."""

    async def dump(
        self, format: Format, graphs: Sequence[str] | None = None, generation: int | None = None
    ) -> Gathered:
        """The quads of these graphs or of all; see the contract."""
        sink = self._sink(None, format, generation)
        return await self._into(
            sink, lambda: evaluation.dump(self._engine, format, graphs, sink, self._context)
        )

    async def graph(self, graph: str | None, format: Format, generation: int | None = None) -> Gathered:
        """The triples of one graph; see the contract."""
        sink = self._sink(None, format, generation)
        return await self._into(
            sink, lambda: evaluation.graph(self._engine, graph, format, sink, self._context)
        )

    async def has_graph(self, graph: str | None, generation: int | None = None) -> bool:
        """Whether the graph is there."""
        self._known(generation)
        return evaluation.has(self._engine, graph)

    async def graphs(self, generation: int | None = None) -> dict[str, int]:
        """The named graphs and their sizes."""
        self._known(generation)
        return await asyncio.wrap_future(self._workers.submit(lambda: evaluation.sizes(self._engine)))

    async def update(self, _update: Update) -> Committed:
        """Refused."""
        raise ReadOnly("this store takes no writes")

    async def write(self, _write: GraphWrite) -> Committed:
        """Refused."""
        raise ReadOnly("this store takes no writes")

    async def repeated(self, _key: Key) -> Committed | None:
        """Nothing is ever written."""
        return None

    async def load(self, _paths: Sequence[tuple[str, Format, str | None]]) -> Committed:
        """Refused."""
        raise ReadOnly("this store takes no writes")

    async def generations(self) -> list[Generation]:
        """The one that is there."""
        return [self._generation]

    async def health(self) -> Health:
        """How the store is."""
        return Health(True, "ready", 0, 1, self._generation, len(self._engine))

    async def aclose(self) -> None:
        """End the worker threads."""
        self._workers.close()

    def _sink(self, rows: Format | None, graph: Format | None, generation: int | None) -> Gathered:
        self._known(generation)
        return Gathered(self._generation, rows, graph)

    def _known(self, generation: int | None) -> None:
        if generation not in (None, self._generation.number):
            raise NoSuchGeneration(f"generation {generation} is not here, or no longer kept")

    async def _into(self, sink: Gathered, work: Callable[[], None]) -> Gathered:
        try:
            await asyncio.wrap_future(self._workers.submit(work))
        except QkgError:
            raise
        except Exception as error:
            raise evaluation.translated(error) from error
        return sink
