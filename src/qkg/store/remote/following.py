"""What the engine holds, as this service knows it: followed twice a second, surveyed now and then.

The catalogue's nonce tells of commits by other services. A survey tells of writes that went past all of them;
they are said, and served from then on under a generation of their own.
"""

import asyncio
import logging
import math
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from qkg.errors import EngineRefused, QkgError
from qkg.store.contract import Generation
from qkg.store.remote.catalogue import Catalogue, strangers
from qkg.store.remote.client import Client
from qkg.store.remote.questions import catalogue, nonce, survey

LOOKED: Final = 0.5
"""Seconds between two looks at the catalogue; a commit is seen by all services within twice of that."""
FRESH: Final = 1.0
"""No answer is given from a state that was not known to be the newest within so many seconds."""
PATIENCE: Final = 2.0
"""So long it is waited for that knowledge; without it answers that were kept are marked."""
SECONDS: Final = 5.0
"""An engine that says nothing for so long to the smallest question has failed once."""
SURVEY_SECONDS: Final = 60.0
REST: Final = 20
"""After a survey it is rested for so many times as long as it took."""
log: Final = logging.getLogger("qkg.engine")


class Following:
    """The newest known state, and what is wrong with the engine, if anything."""

    def __init__(self, client: Client, every: float, silence: float = SECONDS) -> None:
        self._client, self._every, self._silence = client, every, silence
        self._tasks: list[asyncio.Task[None]] = []
        self._took, self._confirmed = 0.0, -math.inf
        self._looked = asyncio.Event()
        self._number = self._ahead = 0
        """The number in the catalogue, and by how much the one that is shown is higher: that only grows."""
        self.state: Catalogue | None = None
        self.trouble = self.refused = self.foreign = ""
        self.stale = False
        """Whether answers are given now from a state that nobody could confirm."""

    @property
    def reason(self) -> str:
        """For the health of the store."""
        if self._client.breaker.open:
            return f"degraded: {self._client.profile.title} is not reached: {self._client.breaker.reason}"
        return f"degraded: {self.refused}" if self.refused else self.foreign or "ready"

    async def start(self) -> None:
        """The first state; raises when the engine cannot be asked."""
        began = time.monotonic()
        known = await catalogue(self._client, SURVEY_SECONDS)
        self._show(known or await survey(self._client, SURVEY_SECONDS))
        self._confirmed = began
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._follow())]
        if self._every:
            self._tasks.append(loop.create_task(self._survey()))

    def take(self, state: Catalogue, adopted: bool = False) -> None:
        """A commit of our own; an adopted state may have a number that was there before."""
        if adopted or state.generation.number > self._number:
            self._show(state)

    def numbered(self, generation: Generation) -> Generation:
        """A generation of the catalogue as it is shown here."""
        return replace(generation, number=generation.number + self._ahead)

    def _show(self, state: Catalogue) -> None:
        """Take a state over under a number that no other state had here."""
        known, old = self.state, state.generation.number <= self._number
        if known is not None and known.nonce and old and known.holdings != state.holdings:
            self._ahead += self._number - state.generation.number + 1
        self._number, self.foreign = state.generation.number, ""
        self.state = replace(state, generation=self.numbered(state.generation))

    async def confirm(self) -> None:
        """Wait a moment until it is known that the state was the newest a second ago, or say ``stale``."""
        now = time.monotonic()
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while self._confirmed < now - FRESH and not self._client.breaker.open:
                    await self._looked.wait()
        self.stale = self._confirmed < now - FRESH

    async def aclose(self) -> None:
        """Follow no more."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(LOOKED)
            try:
                await self._look()
                self.trouble = self.refused = ""
            except QkgError as error:
                if str(error) != self.trouble:
                    log.warning("%s", error)
                self.trouble = str(error)
                self.refused = self.trouble if isinstance(error, EngineRefused) else ""
            self._looked.set()
            self._looked = asyncio.Event()

    async def _look(self) -> None:
        """Confirm the state or take a newer one; what our own commit overtakes is left to the next look."""
        known, began = self.state, time.monotonic()
        found = await nonce(self._client, self._silence)
        fresh = known
        if known is None or (found and found != known.nonce):
            fresh = await catalogue(self._client, SURVEY_SECONDS)
        if fresh is None or self.state is not known:
            return
        if fresh is not known:
            self._show(fresh)
        self._confirmed = began

    async def _survey(self) -> None:
        while True:
            await asyncio.sleep(max(self._every, REST * self._took))
            with suppress(QkgError):
                await self._compare()

    async def _compare(self) -> None:
        """Hold the catalogue against what the engine counts."""
        before, began = self.state, time.monotonic()
        counted = await survey(self._client, SURVEY_SECONDS)
        self._took = time.monotonic() - began
        if before is None or self.state is not before or await nonce(self._client, SECONDS) != before.nonce:
            return
        if not strangers(before, counted):
            return
        self.foreign = (
            "somebody wrote to the engine past qkg: what they wrote is shown, unchecked; "
            "qkg engine adopt takes it into the catalogue"
        )
        log.warning("%s", self.foreign)
        kept = {name: one for name, one in before.holdings.items() if not one.size}
        self._ahead += 1
        generation = Generation(before.generation.number + 1, datetime.now(UTC))
        holdings = {**kept, **counted.holdings}
        self.state = replace(before, generation=generation, holdings=holdings, union=False)
