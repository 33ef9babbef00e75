"""A breaker before an endpoint: after failures in a row nothing is sent for a while, then one trial.

Failures are refused connections, answers 5xx and silence beyond the deadline of a connection; not the
timeout of a query, and not what the engine refuses. When silence opens it, those who wait for an answer are
told at once. Must not know HTTP.
"""

import asyncio
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from qkg.errors import EngineUnavailable

FAILURES: Final = 3
FIRST_SECONDS: Final = 1.0
LONGEST_SECONDS: Final = 5.0


class Breaker:
    """Closed: all passes. Open: nothing does, until its time is over; then one call may try."""

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._name, self._clock = name, clock
        self._failures = 0
        self._pause = FIRST_SECONDS
        self._until = 0.0
        self._trying = False
        self._waiting: set[asyncio.Future[None]] = set()
        self.reason = ""

    @property
    def open(self) -> bool:
        """Whether the endpoint is held to be down."""
        return self._failures >= FAILURES

    @property
    def retry_after(self) -> int:
        """Whole seconds until the next trial."""
        return max(1, math.ceil(self._until - self._clock()))

    def enter(self) -> None:
        """Before a call; EngineUnavailable while the breaker is open."""
        if not self.open:
            return
        if self._trying or self._clock() < self._until:
            raise EngineUnavailable(f"{self._name} is not reached: {self.reason}", self.retry_after)
        self._trying = True

    def succeeded(self) -> None:
        """The endpoint answered as it should."""
        self._failures, self._pause, self._trying, self.reason = 0, FIRST_SECONDS, False, ""

    @contextmanager
    def watched(self) -> Iterator[asyncio.Future[None]]:
        """A future that is done when silence opens the breaker."""
        gone = asyncio.get_running_loop().create_future()
        self._waiting.add(gone)
        try:
            yield gone
        finally:
            self._waiting.discard(gone)

    def failed(self, reason: str, silent: bool = False) -> None:
        """The endpoint did not; ``silent``: it takes no connection, or says nothing at all."""
        self.reason = reason
        self._failures += 1
        if self.open:
            self._until = self._clock() + self._pause
            self._pause = min(self._pause * 2, LONGEST_SECONDS)
            for gone in self._waiting if silent else ():
                if not gone.done():
                    gone.set_result(None)
        self._trying = False

    def left(self) -> None:
        """The call was given up by us: it says nothing of the endpoint."""
        self._trying = False
