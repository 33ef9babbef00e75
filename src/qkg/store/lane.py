"""The short way for lookups and walks: evaluated at once in the front's own process, without a reader.

Only what ``lookup`` and ``walk`` let through comes here, so that no query can hold the event loop: a walk has
its own bounds; for a lookup the engine writes 8 KB at a time, and after MOST bytes it is stopped and the
query goes to a reader like any other. What runs over once is remembered. In memory a look into an index may
pass over entries that give no row, at most half the quads of a generation that is small enough to be held:
5 ms for 300,000. Then one literal more than MOST bytes.
Engine objects stay inside one call on one thread. Must not know readers.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import pyoxigraph as ox

from qkg.errors import StoreDamaged
from qkg.media import ROW_FORMATS
from qkg.store.contract import Request, Whole
from qkg.store.copying import copied
from qkg.store.generations import Checkpoint
from qkg.store.lookup import Lookup, lookup
from qkg.store.walk import Step, Walk, walk
from qkg.store.walking import Foreign, Late, TooFar, walked

JSON: Final = ROW_FORMATS[0]
MOST: Final = 16_384
REMEMBERED: Final = 10_000
STOOD_SECONDS: Final = 1.0
"""So long a generation stands before it is worth a copy in memory."""
Shape = Lookup | tuple[Step, ...]


class Lane:
    """Lookups in the newest generation, opened when one is asked for; until then there is no short way."""

    def __init__(self, held_quads: int) -> None:
        self._most_held = held_quads
        self._engine: ox.Store | None = None
        self._number = 0
        self._wanted = 0
        self._held = False
        self._task: asyncio.Task[None] | None = None
        self._long: set[Shape] = set()

    def answer(self, request: Request, checkpoint: Checkpoint) -> Whole | None:
        """The answer, or None when a reader has to give it (also when the query is wrong)."""
        found = None if "(" in request.text else lookup(request) or _walk(request)
        if found is None or request.generation not in (None, checkpoint.generation.number):
            return None
        self._wanted = checkpoint.generation.number
        if self._number != self._wanted or not self._held:
            self._prepare(checkpoint)
        if self._number != checkpoint.generation.number or _shape(found) in self._long:
            return None
        body = self._walked(request, found) if isinstance(found, Walk) else self._evaluated(request, found)
        return (
            None if body is None or request.rows is None else Whole(request.rows, checkpoint.generation, body)
        )

    def _evaluated(self, request: Request, found: Lookup) -> bytes | None:
        engine: Any = self._engine
        sink = _Sink()
        try:
            result = engine.query(request.text, use_default_graph_as_union=not request.strict)
            result.serialize(sink, request.rows and request.rows.engine)
        except (SyntaxError, ValueError, RuntimeError, OSError):
            return None
        except _Enough:
            self._remember(found)
            return None
        return sink.blocks[0] if len(sink.blocks) == 1 else b"".join(sink.blocks)

    def _walked(self, request: Request, found: Walk) -> bytes | None:
        engine = self._engine
        try:
            return None if engine is None else walked(engine, found, request.strict, MOST)
        except (ValueError, RuntimeError, OSError, Foreign, Late):
            return None
        except TooFar:
            self._remember(found)
            return None

    def close(self) -> None:
        """Prepare nothing any more."""
        if self._task is not None:
            self._task.cancel()

    def _remember(self, found: Lookup | Walk) -> None:
        if len(self._long) >= REMEMBERED:
            self._long.clear()
        self._long.add(_shape(found))

    @property
    def settled(self) -> bool:
        """Whether nothing is being opened or copied."""
        return self._task is None

    def _prepare(self, checkpoint: Checkpoint) -> None:
        """Open a new generation, then take it into memory if it is small; one at a time, on other threads."""
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._taken(checkpoint))

    async def _taken(self, checkpoint: Checkpoint) -> None:
        number, place = checkpoint.generation.number, str(checkpoint.database)
        try:
            with suppress(OSError, StoreDamaged):
                if self._number != number:
                    await self._take(number, lambda: ox.Store.read_only(place))
                await asyncio.sleep(STOOD_SECONDS)
                if checkpoint.quads <= self._most_held and self._wanted == number:
                    await self._take(number, lambda: copied(place, checkpoint.quads))
        finally:
            self._held, self._task = self._number == number, None

    async def _take(self, number: int, opened: Callable[[], ox.Store]) -> None:
        engine = await asyncio.to_thread(opened)
        self._number, before = number, [self._engine]
        self._engine = engine
        self._long.clear()
        await asyncio.to_thread(before.clear)


def _shape(found: Lookup | Walk) -> Shape:
    """What makes the work of a query, without the names that it gives."""
    return found.steps if isinstance(found, Walk) else found


def _walk(request: Request) -> Walk | None:
    """The walk that is asked for, where its answer is written here: as JSON."""
    return walk(request) if request.rows is JSON else None


class _Enough(Exception):
    """The answer is too long for the short way."""


class _Sink:
    """Takes blocks up to a bound."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = []
        self._left = MOST

    def write(self, block: bytes) -> int:
        """Take a block, or raise."""
        self._left -= len(block)
        if self._left < 0:
            raise _Enough
        self.blocks.append(block)
        return len(block)

    def flush(self) -> None:
        """Nothing waits."""
