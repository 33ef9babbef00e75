"""A query on its way to a reader and back without a task of its own: for small answers that come soon.

Whatever takes longer, grows larger or fails is handed over, as far as it has come, to the long way. Identical
queries that arrive meanwhile wait for it there.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from qkg.errors import Cancelled
from qkg.store.contract import Begun
from qkg.web.evaluating import PATIENCE, Evaluations
from qkg.web.results import Finished, Key

MOST: Final = 131_072
"""Bytes; a larger answer is a stream."""
Home = Callable[[Finished | None, Begun | None], None]
"""Told once: the answer, or what is to be gone on with."""


@dataclass(slots=True, eq=False)
class Errand:
    """One evaluation that has begun."""

    evaluations: Evaluations
    key: Key
    begun: Begun
    home: Home
    timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Wait for news, but not for long."""
        self.evaluations.take_off(self.key)
        self.timer = asyncio.get_running_loop().call_later(PATIENCE, self.hand_over)
        self.begun.tell(self._news)

    def hand_over(self) -> None:
        """Let the long way go on from here."""
        self._end(None)

    def _news(self) -> None:
        if self.begun.failed or self.begun.size > MOST:
            return self._end(None)
        body = self.begun.whole()
        if body is not None:
            self._end(Finished(self.begun.format, self.begun.generation, {"": body}))
        return None

    def _end(self, found: Finished | None) -> None:
        if self.timer is None:
            return
        self.timer.cancel()
        self.timer = None
        self.begun.tell(None)
        # Those who wait look again a turn of the loop later, when the long way has taken off in its turn.
        self.evaluations.land(self.key, found or Cancelled("the first of these queries takes the long way"))
        self.home(found, None if found else self.begun)
