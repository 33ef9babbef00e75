"""Stores beside the present one: the next is opened, the last is kept until what began there has ended."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from qkg.errors import QkgError
from qkg.store.contract import Store

KEPT: Final = 20.0
"""Seconds that the last store stays open: a page asks more than once for the generation it began with."""
LONGEST: Final = 900.0
EVERY: Final = 0.5
Opened = Callable[[str], Awaitable[Store]]


class Moving:
    """Opens stores and lets them go; ``last`` is the one before the present, while it is open."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._leaving: set[asyncio.Task[None]] = set()
        self.last: Store | None = None

    async def open(self, place: str) -> Store:
        """The store at a place, ready to answer."""
        store = await self._opened(place)
        try:
            await store.start()
            await store.has_graph(None)
        except BaseException:
            await store.aclose()
            raise
        return store

    def retire(self, store: Store) -> None:
        """Close it in a while, when nothing runs on it any more."""
        self.last = store
        task = asyncio.get_running_loop().create_task(self._retired(store))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def _retired(self, store: Store) -> None:
        until = time.monotonic() + LONGEST
        try:
            await asyncio.sleep(KEPT)
            while time.monotonic() < until and (await store.health()).busy:
                await asyncio.sleep(EVERY)
        finally:
            if self.last is store:
                self.last = None
            with suppress(QkgError, OSError):
                await store.aclose()

    async def aclose(self) -> None:
        """Close those that are left."""
        for task in list(self._leaving):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
