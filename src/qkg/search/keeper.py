"""The index of the newest generation, built again after each commit while the one before it still answers.

A process of its own builds, at low priority; the loop that serves only copies the
answers it is built from.
"""

import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from sqlite3 import Connection
from typing import Concatenate, Final, ParamSpec, TypeVar

from qkg.errors import IndexNotReady, QkgError
from qkg.search.building import DATABASE
from qkg.search.gathering import gather
from qkg.search.index import Gone, Index, open_index
from qkg.store.contract import Generation, Store
from qkg.store.view import View

LOOKED: Final = 0.25
"""Seconds between two looks for a new generation."""
PATIENCE: Final = 5.0
"""Seconds that a search waits for the very first index."""
LOW: Final = 10
"""Niceness of a build: searches and queries go first."""
AGAIN: Final = 10.0
"""Seconds after a build that failed."""
log: Final = logging.getLogger("qkg.search")
P = ParamSpec("P")
T = TypeVar("T")


class Keeper:
    """Follows a store; ``built`` is told of each index that takes over."""

    def __init__(self, store: Store, built: Callable[[Index], None] = lambda _: None) -> None:
        self._store, self._built = store, built
        self._index: Index | None = None
        self._first: asyncio.Event | None = None
        self._following: asyncio.Task[None] | None = None

    @property
    def standing(self) -> Generation | None:
        """The generation of the index that answers."""
        return self._index.generation if self._index is not None else None

    def start(self) -> None:
        """Begin to follow, on the running loop; safe to call twice."""
        if self._following is None:
            self._first = asyncio.Event()
            self._following = asyncio.get_running_loop().create_task(self._follow())

    async def aclose(self) -> None:
        """Stop following and end a build that runs."""
        if self._following is not None:
            self._following.cancel()
            with suppress(asyncio.CancelledError):
                await self._following
        if self._index is not None:
            self._index.close()
            self._index = None

    async def current(self) -> Index:
        """The newest index that stands; IndexNotReady when even the first takes too long."""
        self.start()
        if self._index is None and self._first is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._first.wait(), PATIENCE)
        if self._index is None:
            raise IndexNotReady("the search index is still being built; try again shortly")
        return self._index

    async def ask(
        self, question: Callable[Concatenate[Connection, P], T], *values: P.args, **more: P.kwargs
    ) -> tuple[T, Generation]:
        """What a question to the index answers, and of which generation that is."""
        while True:
            index = await self.current()
            with suppress(Gone):
                asked = partial(index.ask, question, *values, **more)
                return await asyncio.to_thread(asked), index.generation

    async def _follow(self) -> None:
        while True:
            try:
                view = await View.newest(self._store)
                if self._index is None or self._index.generation != view.generation:
                    await self._take(await built(view, LOW))
            except (QkgError, OSError) as error:
                log.warning("no search index: %s", error)
                await asyncio.sleep(AGAIN)
            await asyncio.sleep(LOOKED)

    async def _take(self, index: Index) -> None:
        before, self._index = self._index, index
        if self._first is not None:
            self._first.set()
        self._built(index)
        if before is not None:
            await asyncio.to_thread(before.close)


async def built(view: View, niceness: int = 0) -> Index:
    """An index of the view's generation, built at this niceness."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="qkg-search-") as name:
        folder = Path(name)
        await gather(view, folder)
        documents = await _build(folder, niceness)
        return open_index(folder / DATABASE, view.generation, documents, time.monotonic() - began)


async def _build(folder: Path, niceness: int) -> int:
    command = [sys.executable, "-P", "-m", "qkg.search.building", str(folder), str(niceness)]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.DEVNULL, stdout=pipe, stderr=pipe
    )
    try:
        said, problem = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise OSError(f"building ended with {process.returncode}: {problem.decode(errors='replace')[-500:]}")
    return int(said)
