"""A store that stands where a switch file says, and moves when it says another: ``contract.Store``.

The next store is opened beside the present one and takes over at the moment that the file names, between two
questions; what has begun on the old one ends there. Questions for a generation of the old one find it for a
while. Writes wait while a move is under way. Must not know what kinds of stores there are.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

from qkg.errors import NoSuchGeneration, QkgError, StoreLocked
from qkg.media import Format
from qkg.store import pointer
from qkg.store.contract import (
    Answer,
    Begun,
    Committed,
    Dated,
    Generation,
    GraphWrite,
    Health,
    Key,
    Prompt,
    Request,
    Store,
    Update,
    Whole,
)
from qkg.store.moving import Moving, Opened
from qkg.store.pointer import Pointer

LOOKED: Final = 0.25
"""Seconds between two looks at the file."""
PATIENCE: Final = 30.0
"""A write waits so long for the end of a move."""
T = TypeVar("T")
log: Final = logging.getLogger("qkg.switch")


class Switched:
    """The store of a switch file; ``opened`` opens the one at a place, ``told`` hears where readers moved."""

    def __init__(self, file: Path, opened: Opened, told: Callable[[str], None]) -> None:
        self._file, self._moving, self._told = file, Moving(opened), told
        self._pointer: Pointer | None = None
        self._place = ""
        self._now: Store | None = None
        self._still = asyncio.Event()
        self._starting: asyncio.Task[None] | None = None
        self._following: asyncio.Task[None] | None = None
        self._trouble = ""
        self._closed = False

    async def start(self) -> None:
        """Open the store that the file names; the first call of anything else does the same."""
        if self._starting is None or (self._starting.done() and self._starting.exception()):
            self._starting = asyncio.get_running_loop().create_task(self._begin())
        await asyncio.shield(self._starting)

    async def _begin(self) -> None:
        self._pointer = pointer.read(self._file)
        self._place = self._pointer.current(datetime.now(UTC))
        self._now = await self._moving.open(self._place)
        self._still.set()
        self._following = asyncio.get_running_loop().create_task(self._follow())

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(LOOKED)
            try:
                await self._look()
                self._trouble = ""
            except (QkgError, OSError) as error:
                if str(error) != self._trouble:
                    log.warning("%s: %s", self._file, error)
                self._trouble = str(error)

    async def _look(self) -> None:
        """Read the file; move when it names another store."""
        told = pointer.read(self._file)
        if told.store == self._place:
            self._pointer = told
            self._still.set()
            return
        self._still.clear()
        new = await self._moving.open(told.store)
        try:
            come = await self._moment(told)
        except BaseException:
            await new.aclose()
            raise
        if come:
            self._take(new, told)
        else:
            await new.aclose()

    async def _moment(self, told: Pointer) -> bool:
        """Wait for the moment of a move; False when the file says something else before."""
        while (left := (told.at - datetime.now(UTC)).total_seconds()) > 0:
            await asyncio.sleep(min(left, LOOKED))
            if pointer.read(self._file) != told:
                return False
        return True

    def _take(self, new: Store, told: Pointer) -> None:
        """Nothing waits in here: one question is answered by the old store, the next by the new."""
        old, self._now, self._place, self._pointer = self._now, new, told.store, told
        if old is not None:
            self._moving.retire(old)
        self._still.set()
        self._told(told.store)

    def at_once(self, request: Request) -> Whole | None:
        """What the present store answers at once."""
        return self._now.at_once(request) if self._now and self._here(request.generation) else None

    def newest(self) -> Generation | None:
        """What the present store would read next."""
        return self._prompt.newest() if self._prompt else None

    def ask_now(self, request: Request) -> Begun | None:
        """What the present store begins at once."""
        return self._prompt.ask_now(request) if self._prompt and self._here(request.generation) else None

    async def query(self, request: Request) -> Answer:
        """Evaluate a query; see the contract."""
        return await (await self._of(request.generation)).query(request)

    async def dump(
        self, format: Format, graphs: Sequence[str] | None = None, generation: int | None = None
    ) -> Answer:
        """The quads of these graphs or of all; see the contract."""
        return await (await self._of(generation)).dump(format, graphs, generation)

    async def graph(self, graph: str | None, format: Format, generation: int | None = None) -> Answer:
        """The triples of one graph; see the contract."""
        return await (await self._of(generation)).graph(graph, format, generation)

    async def has_graph(self, graph: str | None, generation: int | None = None) -> bool:
        """Whether the graph is there."""
        return await (await self._of(generation)).has_graph(graph, generation)

    async def graphs(self, generation: int | None = None) -> dict[str, int]:
        """The named graphs and their sizes."""
        return await (await self._of(generation)).graphs(generation)

    async def update(self, update: Update) -> Committed:
        """Apply an update; see the contract."""
        return await self._written(lambda store: store.update(update))

    async def write(self, write: GraphWrite) -> Committed:
        """Put, post or delete one graph; see the contract."""
        return await self._written(lambda store: store.write(write))

    async def repeated(self, key: Key) -> Committed | None:
        """What the write of that key did in the present store."""
        return await (await self._of(None)).repeated(key)

    async def load(self, paths: Sequence[tuple[str, Format, str | None]]) -> Committed:
        """Load files in bulk; see the contract."""
        return await self._written(lambda store: store.load(paths))

    async def generations(self) -> list[Generation]:
        """Those since the move here, oldest first."""
        return [one for one in await (await self._of(None)).generations() if self._here(one.number)]

    async def health(self) -> Health:
        """How the present store is; not ready when a move could not be made in time."""
        if self._now is None:
            with suppress(QkgError):
                await self.start()
        if self._now is None:
            return Health(False, "the store is not open yet", 0, 0, Generation(0, datetime.now(UTC)), 0)
        found = await self._now.health()
        late = self._trouble and not self._still.is_set()
        return replace(found, ready=False, reason=f"could not move: {self._trouble}") if late else found

    async def aclose(self) -> None:
        """End all that runs; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        for task in (self._starting, self._following):
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError, QkgError):
                    await task
        await self._moving.aclose()
        if self._now is not None:
            await self._now.aclose()

    @property
    def stale(self) -> bool:
        """Whether the present store may answer from an older state."""
        store: object = self._now
        return isinstance(store, Dated) and store.stale

    @property
    def _prompt(self) -> Prompt | None:
        """The present store, if it can do without waiting."""
        store: object = self._now
        return store if isinstance(store, Prompt) else None

    def _here(self, generation: int | None) -> bool:
        """Whether a generation is one of the present store's, as the file counts them."""
        return generation is None or self._pointer is None or generation >= self._pointer.since

    async def _of(self, generation: int | None) -> Store:
        """The store that answers for a generation."""
        if self._now is None:
            await self.start()
        if self._now is not None and self._here(generation):
            return self._now
        if self._moving.last is None:
            raise NoSuchGeneration(f"generation {generation} is from before the store was switched")
        return self._moving.last

    async def _written(self, call: Callable[[Store], Awaitable[T]]) -> T:
        """Write to the present store, once it is sure which one that is."""
        store = await self._settled()
        try:
            return await call(store)
        except StoreLocked:
            if await self._settled() is store:
                raise
            return await call(await self._settled())

    async def _settled(self) -> Store:
        await self._of(None)
        if pointer.read(self._file).store != self._place:
            self._still.clear()
        try:
            async with asyncio.timeout(PATIENCE):
                await self._still.wait()
        except TimeoutError as error:
            raise StoreLocked("readers are being moved to another store; try again in a moment") from error
        return await self._of(None)
