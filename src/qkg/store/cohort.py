"""The readers of one generation: those that are free, those that work, those being born.

Born first from the nursery, which is quick, with the generation on disk; after ``settle`` from a cradle,
which holds it in memory. Must not know deadlines or queues; it hands out links and takes them back.
"""

import asyncio
import socket
from collections import deque
from contextlib import suppress
from typing import Any, Final

from qkg.errors import ReaderLost, StoreError
from qkg.store.children import Child, Children
from qkg.store.generations import Checkpoint
from qkg.store.link import Link

REST: Final = 0.5
"""Seconds before the next attempt when a reader did not come to life."""


class Cohort:
    """Readers of one checkpoint, up to ``size`` of them kept; an eager cohort has them ready beforehand."""

    def __init__(
        self, children: Children, checkpoint: Checkpoint, size: int, options: dict[str, Any], eager: bool
    ) -> None:
        self.checkpoint = checkpoint
        self._eager = eager
        self.retired = False
        self._nursery = children
        self._cradle: Children | None = None
        self._size = size
        self._options = {**options, "database": str(checkpoint.database)}
        self._idle: deque[Link] = deque()
        self._busy: set[Link] = set()
        self._awaited = 0
        self._births: set[asyncio.Task[None]] = set()

    @property
    def busy(self) -> int:
        """Readers that work, or are awaited for it: so long the generation and its copy stay."""
        return len(self._busy) + self._awaited

    @property
    def idle(self) -> int:
        """Readers that wait for work."""
        return len(self._idle)

    def take_now(self) -> Link | None:
        """A free reader, if there is one; the one used last, whose memory is warm."""
        while self._idle:
            link = self._idle.pop()
            if link.alive:
                self._busy.add(link)
                return link
        return None

    async def take(self) -> Link:
        """A free reader, or a new one; ReaderLost when none can start, even at the second attempt."""
        return self.take_now() or await self._awaited_birth()

    async def _awaited_birth(self) -> Link:
        self._awaited += 1
        link = None
        try:
            link = await self._born_or_again()
            self._busy.add(link)
        finally:
            self._awaited -= 1
            if link is None:
                self._leave()
        return link

    async def _born_or_again(self) -> Link:
        """One whose nursery dies while it is born says nothing about the query that waits for it."""
        with suppress(ReaderLost):
            return await self._born()
        return await self._born()

    def give(self, link: Link, reusable: bool) -> None:
        """Take a reader back; one that cannot go on is ended and replaced."""
        self._busy.discard(link)
        link.exchange = None
        if reusable and link.alive and not self.retired and self.idle < self._size and self._at_home(link):
            self._idle.append(link)
            return
        self._end(link)
        self.fill()
        self._leave()

    def fill(self) -> None:
        """Have new readers born until the cohort is whole."""
        if self.retired or not self._eager:
            return
        missing = self._size - len(self._idle) - len(self._busy) - len(self._births)
        for _ in range(missing):
            birth = asyncio.get_running_loop().create_task(self._add())
            self._births.add(birth)
            birth.add_done_callback(self._births.discard)

    async def settle(self) -> None:
        """Have the generation held in memory and its readers born there; if that cannot be, all stays."""
        checkpoint = self.checkpoint
        self._cradle = await self._nursery.cradle(str(checkpoint.database), checkpoint.quads)
        for stranger in list(self._idle):
            if self._at_home(stranger):
                continue
            self._welcome(await self._born())
            if stranger in self._idle:
                self._idle.remove(stranger)
                self._end(stranger)
        self._leave()

    async def warm(self) -> None:
        """Wait until one reader is ready; ReaderLost when none can start."""
        if not self._idle and not self._busy:
            self._idle.append(await self._born())

    def trim(self) -> None:
        """End the reader that has been free the longest."""
        if self._idle:
            self._end(self._idle.popleft())

    def retire(self) -> None:
        """Keep no reader any more; those that work finish first."""
        self.retired = True
        while self._idle:
            self._end(self._idle.pop())
        self._leave()

    def close(self) -> None:
        """End every reader now."""
        self.retire()
        for birth in self._births:
            birth.cancel()
        for link in list(self._busy):
            self._end(link)
        if self._cradle is not None:
            self._cradle.close()

    async def _add(self) -> None:
        try:
            link = await self._born()
        except ReaderLost:
            asyncio.get_running_loop().call_later(REST, self.fill)
            return
        self._welcome(link if self._at_home(link) else await self._instead(link))

    async def _instead(self, link: Link) -> Link:
        """A reader in place of one that was born on disk while the copy in memory was made."""
        self._end(link)
        return await self._born()

    def _welcome(self, link: Link) -> None:
        if self.retired:
            self._end(link)
            self._leave()
        else:
            self._idle.append(link)

    async def _born(self) -> Link:
        child, channel = self._fork()
        link = await Link.open(child, channel, self._lost)
        try:
            await link.ready
        except asyncio.CancelledError:
            self._end(link)
            raise
        if not link.alive:
            end = await child.exit()
            raise ReaderLost(f"a reader could not start: {end.said.strip() or end.status}")
        return link

    def _fork(self) -> tuple[Child, socket.socket]:
        if self._cradle is not None:
            try:
                return self._cradle.fork("reader", self._options)
            except StoreError:
                self._cradle = None
        return self._nursery.fork("reader", self._options)

    def _at_home(self, link: Link) -> bool:
        return link.child.home is (self._cradle or self._nursery)

    def _leave(self) -> None:
        """When nobody reads this generation any more, its copy in memory goes."""
        if self.retired and not self.busy and self._cradle is not None:
            self._cradle.close()
            self._cradle = None

    def _end(self, link: Link) -> None:
        link.close()
        link.child.kill()

    def _lost(self, link: Link) -> None:
        """A channel has closed: when nobody worked there, all that is to do is to replace it."""
        if link in self._idle:
            self._idle.remove(link)
            self.fill()
        elif link.exchange is not None:
            link.exchange.lost()
