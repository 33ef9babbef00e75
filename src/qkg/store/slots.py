"""How many may evaluate at once, and how many may wait: first come, first served.

Must not know readers.
"""

import asyncio
from collections import deque

from qkg.errors import Overloaded


class Slots:
    """``count`` places and a queue of ``queue`` for them."""

    def __init__(self, count: int, queue: int) -> None:
        self._free = count
        self._queue = queue
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def take_now(self) -> bool:
        """A place, if one is free and nobody waits."""
        if self._free and not self._waiting:
            self._free -= 1
            return True
        return False

    async def take(self, seconds: float) -> None:
        """A place, after waiting for at most ``seconds``; Overloaded when the queue is full or too slow."""
        if self.take_now():
            return
        if len(self._waiting) >= self._queue:
            raise Overloaded("too many queries are waiting; try again in a moment", 1)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(seconds):
                await turn
        except TimeoutError as error:
            self._abandon(turn)
            raise Overloaded("no reader became free in time; try again in a moment", 2) from error
        except asyncio.CancelledError:
            self._abandon(turn)
            raise

    def give(self) -> None:
        """Give a place back: to the first who still waits, or to the free ones."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def _abandon(self, turn: "asyncio.Future[None]") -> None:
        if turn in self._waiting:
            self._waiting.remove(turn)
        elif turn.done() and not turn.cancelled():
            self.give()
