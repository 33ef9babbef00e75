"""The short way for lookups: evaluated at once in the front's own process, without a reader.

Only what ``lookup`` lets through comes here, so that no query can hold the event loop: the engine writes
8 KB at a time, and after MOST bytes it is stopped and the query goes to a reader like any other; what runs
over once is remembered. In memory a lookup may pass over entries that give no row, at most half the quads of
a generation that is small enough to be held: 5 ms for 300,000. Then one literal more than MOST bytes.
Engine objects stay inside one call on one thread. Must not know readers.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import pyoxigraph as ox

from qkg.errors import StoreDamaged
from qkg.store.contract import Request, Whole
from qkg.store.copying import copied
from qkg.store.generations import Checkpoint
from qkg.store.lookup import Lookup, lookup

MOST: Final = 16_384
REMEMBERED: Final = 10_000
STOOD_SECONDS: Final = 1.0
"""So long a generation stands before it is worth a copy in memory."""


class Lane:
    """Lookups in the newest generation, opened when one is asked for; until then there is no short way."""

    def __init__(self, held_quads: int) -> None:
        self._most_held = held_quads
        self._engine: ox.Store | None = None
        self._number = 0
        self._held = False
        self._task: asyncio.Task[None] | None = None
        self._long: set[Lookup] = set()

    def answer(self, request: Request, checkpoint: Checkpoint) -> Whole | None:
        """The answer, or None when a reader has to give it (also when the query is wrong)."""
        found = lookup(request)
        if found is None or request.generation not in (None, checkpoint.generation.number):
            return None
        if self._number != checkpoint.generation.number or not self._held:
            self._prepare(checkpoint)
        if self._number != checkpoint.generation.number or found in self._long:
            return None
        body = self._evaluated(request, found)
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

    def close(self) -> None:
        """Prepare nothing any more."""
        if self._task is not None:
            self._task.cancel()

    def _remember(self, found: Lookup) -> None:
        if len(self._long) >= REMEMBERED:
            self._long.clear()
        self._long.add(found)

    def _prepare(self, checkpoint: Checkpoint) -> None:
        """Open a new generation; take an open one into memory. One thing at a time, on another thread."""
        if self._task is not None:
            return
        number, place = checkpoint.generation.number, str(checkpoint.database)
        if self._number != number:
            opening = self._take(number, lambda: ox.Store.read_only(place))
        elif checkpoint.quads <= self._most_held:
            opening = self._take(number, lambda: copied(place, checkpoint.quads), STOOD_SECONDS)
        else:
            self._held = True
            return
        self._task = asyncio.get_running_loop().create_task(opening)

    async def _take(self, number: int, opened: Callable[[], ox.Store], after: float = 0) -> None:
        try:
            await asyncio.sleep(after)
            with suppress(OSError, StoreDamaged):
                engine = await asyncio.to_thread(opened)
                self._held = self._number == number
                self._number, before = number, [self._engine]
                self._engine = engine
                self._long.clear()
                await asyncio.to_thread(before.clear)
        finally:
            self._task = None


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
