"""The short way for lookups: evaluated at once in the front's own process, without a reader.

Only what ``lookup`` lets through comes here, so that no query can hold the event loop: the engine writes
8 KB at a time, and after MOST bytes it is stopped and the query goes to a reader like any other. What runs
over once is remembered. The longest that it can take is the time to write MOST bytes and one literal more.
Engine objects stay inside one call on one thread. Must not know readers.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

import pyoxigraph as ox

from qkg.media import Format
from qkg.store.contract import Generation, Request
from qkg.store.generations import Checkpoint
from qkg.store.lookup import lookup

MOST: Final = 16_384
REMEMBERED: Final = 10_000


class Whole:
    """An answer (``qkg.store.contract.Answer``) that is all there."""

    def __init__(self, format: Format, generation: Generation, body: bytes) -> None:
        self.format, self.generation, self.body = format, generation, body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The one block."""
        yield self.body

    async def aclose(self) -> None:
        """Nothing runs."""


class Lane:
    """Lookups in the newest generation, opened when one is asked for; until then there is no short way."""

    def __init__(self) -> None:
        self._engine: ox.Store | None = None
        self._number = 0
        self._opening: asyncio.Task[None] | None = None
        self._long: set[tuple[str, ...]] = set()

    def answer(self, request: Request, checkpoint: Checkpoint) -> Whole | None:
        """The answer, or None when a reader has to give it (also when the query is wrong)."""
        terms = lookup(request)
        if terms is None or request.generation not in (None, checkpoint.generation.number):
            return None
        if self._number != checkpoint.generation.number or self._engine is None:
            self._open_later(checkpoint)
            return None
        if request.rows is None or terms in self._long:
            return None
        sink = _Sink()
        try:
            result: Any = self._engine.query(request.text, use_default_graph_as_union=not request.strict)
            result.serialize(sink, request.rows.engine)
        except (SyntaxError, ValueError, RuntimeError, OSError):
            return None
        except _Enough:
            self._remember(terms)
            return None
        return Whole(request.rows, checkpoint.generation, b"".join(sink.blocks))

    def close(self) -> None:
        """Open nothing any more."""
        if self._opening is not None:
            self._opening.cancel()

    def _remember(self, terms: tuple[str, ...]) -> None:
        if len(self._long) >= REMEMBERED:
            self._long.clear()
        self._long.add(terms)

    def _open_later(self, checkpoint: Checkpoint) -> None:
        if self._opening is None:
            self._opening = asyncio.get_running_loop().create_task(self._open(checkpoint))

    async def _open(self, checkpoint: Checkpoint) -> None:
        """On another thread, which also lets go of the generation before: neither may hold the loop."""
        try:
            before, self._engine = [self._engine], None
            self._engine = await asyncio.to_thread(_opened, str(checkpoint.database), before)
            self._number = checkpoint.generation.number
            self._long.clear()
        except OSError:
            self._number = 0
        finally:
            self._opening = None


def _opened(database: str, before: list[ox.Store | None]) -> ox.Store:
    before.clear()
    return ox.Store.read_only(database)


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
