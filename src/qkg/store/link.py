"""The front's end of the channel to one process: frames in, frames out, with back-pressure.

Must not know what an answer means; it hands frames to the exchange that is under way.
"""

import asyncio
import socket
from collections.abc import Callable
from typing import Final, Protocol, cast

from qkg.store.children import Child
from qkg.store.wire import DATA, HEADER, READY

SIZE: Final = HEADER.size


class Exchange(Protocol):
    """Who takes the frames of one job."""

    def heard(self, kind: int, content: bytes) -> None:
        """A whole frame, or for DATA a part of one."""

    def lost(self) -> None:
        """The process has hung up in the middle."""


class Link(asyncio.Protocol):
    """One process on its channel."""

    def __init__(self, child: Child, on_lost: Callable[["Link"], None]) -> None:
        self.child = child
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.exchange: Exchange | None = None
        self.alive = True
        self._on_lost = on_lost
        self._transport: asyncio.Transport | None = None
        self._rest = b""
        self._missing = 0
        self._paused = False

    @classmethod
    async def open(cls, child: Child, channel: socket.socket, on_lost: Callable[["Link"], None]) -> "Link":
        """A link over the channel; wait for ``ready`` before the first job."""
        loop = asyncio.get_running_loop()
        _, link = await loop.create_connection(lambda: cls(child, on_lost), sock=channel)
        return link

    def ask(self, job: bytes, exchange: Exchange) -> None:
        """Send a job whose frames go to ``exchange`` until it says END or ERROR."""
        self.exchange = exchange
        if self._transport is not None:
            self._transport.write(job)

    def pause(self) -> None:
        """Take nothing more from the process for now."""
        if self._transport is not None and not self._paused and self.alive:
            self._paused = True
            self._transport.pause_reading()

    def resume(self) -> None:
        """Go on after ``pause``."""
        if self._transport is not None and self._paused and self.alive:
            self._paused = False
            self._transport.resume_reading()

    def close(self) -> None:
        """Hang up at once."""
        self.alive = False
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop; another loop's transport need not be of asyncio's own class."""
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, _error: Exception | None) -> None:
        """Called by the loop: the process, or we, have hung up."""
        self.alive = False
        if not self.ready.done():
            self.ready.set_result(None)
        self._on_lost(self)

    def data_received(self, data: bytes) -> None:
        """Called by the loop: cut into frames; the content of DATA is passed on as it comes."""
        if self._rest:
            data, self._rest = self._rest + data, b""
        position, end = 0, len(data)
        while position < end:
            if self._missing:
                part = data[position : position + self._missing]
                self._missing -= len(part)
                position += len(part)
                self._tell(DATA, part)
                continue
            if end - position < SIZE:
                break
            kind, length = HEADER.unpack_from(data, position)
            if kind == DATA:
                self._missing = length
            elif end - position < SIZE + length:
                break
            else:
                self._tell(kind, data[position + SIZE : position + SIZE + length])
                position += length
            position += SIZE
        self._rest = data[position:]

    def _tell(self, kind: int, content: bytes) -> None:
        if kind == READY:
            if not self.ready.done():
                self.ready.set_result(None)
        elif self.exchange is not None:
            self.exchange.heard(kind, content)
