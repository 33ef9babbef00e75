"""What the engine holds, as this service knows it: followed twice a second, surveyed now and then.

The catalogue's nonce tells of commits by other services. A survey tells of writes that went past all of them;
they are said, and served from then on under a generation of their own.
"""

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from qkg.errors import QkgError
from qkg.store.contract import Generation
from qkg.store.remote.catalogue import Catalogue
from qkg.store.remote.client import Client
from qkg.store.remote.questions import catalogue, nonce, survey

LOOKED: Final = 0.5
"""Seconds between two looks at the catalogue; a commit is seen by all services within twice of that."""
SECONDS: Final = 5.0
SURVEY_SECONDS: Final = 60.0
log: Final = logging.getLogger("qkg.engine")


class Following:
    """The newest known state, and what is wrong with the engine, if anything."""

    def __init__(self, client: Client, every: float, writing: bool) -> None:
        self._client, self._every, self._writing = client, every, writing
        self._task: asyncio.Task[None] | None = None
        self._surveyed = 0.0
        self.state: Catalogue | None = None
        self.trouble = ""
        self.foreign = ""

    @property
    def reason(self) -> str:
        """For the health of the store."""
        if self._client.breaker.open:
            return f"degraded: {self._client.profile.title} is not reached: {self._client.breaker.reason}"
        return self.foreign or "ready"

    async def start(self) -> None:
        """The first state; raises when the engine cannot be asked."""
        self.state = await catalogue(self._client, SURVEY_SECONDS) or await survey(
            self._client, SURVEY_SECONDS
        )
        self._surveyed = time.monotonic()
        self._task = asyncio.get_running_loop().create_task(self._follow())

    def take(self, state: Catalogue) -> None:
        """A commit of our own."""
        if self.state is None or state.generation > self.state.generation:
            self.state = state

    async def aclose(self) -> None:
        """Follow no more."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(LOOKED)
            try:
                await self._look()
                self.trouble = ""
            except QkgError as error:
                if str(error) != self.trouble:
                    log.warning("%s", error)
                self.trouble = str(error)

    async def _look(self) -> None:
        known = self.state
        found = await nonce(self._client, SECONDS)
        if known is None or (found and found != known.nonce):
            fresh = await catalogue(self._client, SURVEY_SECONDS)
            if fresh is not None and self.state is known:
                self.state, self.foreign = fresh, ""
        if self._every and time.monotonic() - self._surveyed > self._every:
            await self._compare()

    async def _compare(self) -> None:
        """Hold the catalogue against what the engine counts."""
        before = self.state
        counted = await survey(self._client, SURVEY_SECONDS)
        self._surveyed = time.monotonic()
        if before is None or self.state is not before or await nonce(self._client, SECONDS) != before.nonce:
            return
        sizes = {name: one.size for name, one in before.holdings.items() if one.size}
        if sizes == {name: one.size for name, one in counted.holdings.items()}:
            return
        self.foreign = (
            "somebody wrote to the engine past qkg: what they wrote is shown, unchecked; "
            "qkg engine adopt takes it into the catalogue"
        )
        log.warning("%s", self.foreign)
        kept = {name: one for name, one in before.holdings.items() if not one.size}
        generation = Generation(before.generation.number + 1, datetime.now(UTC))
        self.state = replace(before, generation=generation, holdings={**kept, **counted.holdings})
