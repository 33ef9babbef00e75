"""A running answer on the front's side: blocks arrive, a consumer takes them, a deadline watches.

Must not know pools: who started it is told by ``finished`` when the process is free or must go.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Final

from qkg.errors import InputError, QkgError, StreamBroken
from qkg.media import Format
from qkg.store.contract import Answer, Generation
from qkg.store.link import Link
from qkg.store.wire import DATA, END, ERROR, HEAD, LAST, to_error

HIGH: Final = 256 * 1024
LOW: Final = 64 * 1024


async def collect(answer: Answer) -> bytes:
    """All of an answer."""
    return b"".join([block async for block in answer])


async def collect_up_to(answer: Answer, most: int, too_long: str) -> bytes:
    """All of an answer, or InputError with these words when it has more bytes; the answer is ended."""
    parts, size = [], 0
    try:
        async for block in answer:
            size += len(block)
            if size > most:
                raise InputError(too_long)
            parts.append(block)
    finally:
        await answer.aclose()
    return b"".join(parts)


class Running:
    """An answer (``qkg.store.contract.Answer``) and the exchange that feeds it."""

    def __init__(
        self,
        link: Link,
        formats: Mapping[bytes, Format | None],
        generation: Generation,
        finished: Callable[["Running", bool], None],
    ) -> None:
        self._link, self._generation = link, generation
        self._told: Callable[[], None] | None = None
        self._formats = formats
        self._finished: Callable[[Running, bool], None] | None = finished
        self._format: Format | None = None
        self._blocks: deque[bytes] = deque()
        self._size = 0
        self._ended = False
        self._error: QkgError | None = None
        self._waiting: asyncio.Future[None] | None = None
        self.headed = False

    @property
    def format(self) -> Format:
        """The format that is written."""
        if self._format is None:
            raise AssertionError("the head of the answer has not come")
        return self._format

    @property
    def generation(self) -> Generation:
        """The state of the store that answers."""
        return self._generation

    @property
    def size(self) -> int:
        """Bytes that wait to be taken."""
        return self._size

    @property
    def failed(self) -> bool:
        """Whether it has gone wrong."""
        return self._error is not None

    def tell(self, told: Callable[[], None] | None) -> None:
        """Whom to call when there is news; see the contract."""
        self._told = told

    def whole(self) -> bytes | None:
        """All of it, once it has ended well; see the contract."""
        return b"".join(self._blocks) if self._ended and self._error is None else None

    async def begin(self) -> None:
        """Wait for the first block or the end; raises whatever happens before that."""
        while not (self._blocks or self._ended or self._error):
            await self._wait()
        if self._error and not self.headed:
            raise self._error

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The blocks, once."""
        return self

    async def __anext__(self) -> bytes:
        """The next block; StreamBroken when the rest will not come."""
        while not self._blocks:
            if self._error:
                raise StreamBroken(f"the answer broke off: {self._error}") from self._error
            if self._ended:
                raise StopAsyncIteration
            await self._wait()
        block = self._blocks.popleft()
        self._size -= len(block)
        if self._size <= LOW and self._finished:
            self._link.resume()
        return block

    async def aclose(self) -> None:
        """End the evaluation if it still runs."""
        self.drop()

    def drop(self) -> None:
        """The same for those who cannot wait; nothing is waited for."""
        self._told = None
        self._blocks.clear()
        self._ended = True
        self._release(reusable=False)

    def fail(self, error: QkgError) -> None:
        """End with an error: before the first block it is raised, after it breaks the stream."""
        if self._ended or self._error:
            return
        self._error = error
        self._release(reusable=False)
        self._wake()

    def heard(self, kind: int, content: bytes) -> None:
        """A frame from the process."""
        if kind == DATA:
            self._blocks.append(content)
            self._size += len(content)
            if self._size > HIGH:
                self._link.pause()
        elif kind == HEAD:
            self.headed = True
            self._format = self._formats[content]
            return
        elif kind == END:
            self._ended = True
            self._release(reusable=content != LAST)
        elif kind == ERROR:
            self._error = to_error(content)
            self._release(reusable=True)
        self._wake()

    def lost(self) -> None:
        """The process has gone; ``fail`` follows when it is known why."""

    async def _wait(self) -> None:
        self._waiting = asyncio.get_running_loop().create_future()
        try:
            await self._waiting
        finally:
            self._waiting = None

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
        if self._told is not None:
            self._told()

    def _release(self, reusable: bool) -> None:
        if self._finished is not None:
            finished, self._finished = self._finished, None
            if reusable:
                self._link.resume()
            finished(self, reusable)
