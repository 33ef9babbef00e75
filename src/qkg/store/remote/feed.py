"""Bytes from the loop to a thread and back, with an end to how much waits on either side.

``Feed`` is a file that a parser on a thread reads while the loop fills it; ``Outlet`` is a file that a
serialiser writes to and an asynchronous iterator of what it wrote.
"""

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator
from typing import Final

HIGH: Final = 262_144


class Closed(Exception):
    """The other side has gone; the thread has nothing more to do."""


class Feed:
    """What the engine sent, read on a thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._room = asyncio.Event()
        self._there = threading.Condition()
        self._blocks: deque[bytes] = deque()
        self._size, self._at = 0, 0
        self._ended = False
        self._error: BaseException | None = None

    async def put(self, block: bytes) -> None:
        """Add a block; waits while too much waits to be read."""
        with self._there:
            self._blocks.append(block)
            self._size += len(block)
            full = self._size > HIGH
            if full:
                self._room.clear()
            self._there.notify()
        if full:
            await self._room.wait()

    def end(self, error: BaseException | None = None) -> None:
        """No more comes: the reader meets the end, or the error. Only the first call counts."""
        with self._there:
            if not self._ended:
                self._ended, self._error = True, error
            self._there.notify()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size``; waits for them."""
        with self._there:
            while not self._blocks:
                if self._error is not None:
                    raise self._error
                if self._ended:
                    return b""
                self._there.wait()
            block = self._blocks[0]
            stop = len(block) if size < 0 else min(self._at + size, len(block))
            taken, self._at = block[self._at : stop], stop
            if stop == len(block):
                self._blocks.popleft()
                self._at = 0
            self._size -= len(taken)
            if self._size <= HIGH // 2 and not self._room.is_set():
                self._loop.call_soon_threadsafe(self._room.set)
        return taken


class Outlet:
    """What a thread writes, iterated on the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._come = asyncio.Event()
        self._room = threading.Condition()
        self._blocks: deque[bytes] = deque()
        self._size = 0
        self._ended, self._closed = False, False
        self._error: BaseException | None = None
        self.kind = b""

    def begin(self, kind: bytes) -> None:
        """Say whether rows or triples follow."""
        self.kind = kind

    def write(self, block: bytes) -> int:
        """Take a block from the serialiser; waits while nobody takes any away."""
        with self._room:
            while self._size > HIGH and not self._closed:
                self._room.wait()
            if self._closed:
                raise Closed
            self._blocks.append(bytes(block))
            self._size += len(block)
        self._wake()
        return len(block)

    def flush(self) -> None:
        """Nothing waits on a flush."""

    def end(self, error: BaseException | None = None) -> None:
        """No more comes."""
        with self._room:
            self._ended, self._error = True, error
        self._wake()

    def close(self) -> None:
        """Nobody listens any more."""
        with self._room:
            self._closed = True
            self._blocks.clear()
            self._room.notify()

    def _wake(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._come.set)
        except RuntimeError as error:
            raise Closed from error

    async def first(self) -> None:
        """Wait for a block or the end; an error before the first block is raised here."""
        while not (self._blocks or self._ended):
            await self._come.wait()
            self._come.clear()
        if not self._blocks and self._error is not None:
            raise self._error

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The blocks, once; the error after them. Who stops and begins again goes on where that was."""
        while True:
            await self.first()
            with self._room:
                if not self._blocks:
                    return
                block = self._blocks.popleft()
                self._size -= len(block)
                self._room.notify()
            yield block
