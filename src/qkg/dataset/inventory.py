"""The size and the SHA-256 of each dump, measured once for each generation, one after the other.

Measuring starts when someone first asks, works in the background, and passes each dump once for its plain and
its packed form. Must not know HTTP. Needs a running event loop.
"""

import asyncio
import hashlib
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Final

from qkg.dataset.dumps import Dump, blocks, packed
from qkg.errors import QkgError
from qkg.store.contract import Generation, Store

KEPT: Final = 10_000
"""So many measurements are kept; the oldest go first."""
Key = tuple[int, str]


@dataclass(frozen=True)
class Measured:
    """What is known of a file."""

    size: int
    sha256: bytes


@dataclass
class _Total:
    """Counts and hashes what passes."""

    size: int = 0
    hash: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, block: bytes) -> None:
        """Take a block; large ones let other threads run meanwhile."""
        self.size += len(block)
        self.hash.update(block)

    def measured(self) -> Measured:
        """The sum."""
        return Measured(self.size, self.hash.digest())


class Inventory:
    """Knows the dumps that were measured, and measures those asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[Key, Measured] = {}
        self._wanted: dict[Key, asyncio.Task[None]] = {}
        self._turn = asyncio.Lock()

    def known(self, generation: Generation, dump: Dump) -> Measured | None:
        """What was measured; when nothing was, measuring is now under way."""
        found = self._known.get((generation.number, dump.name))
        if found is None:
            self._measuring(generation, dump.as_packed(packed=False))
        return found

    async def measured(self, generation: Generation, dump: Dump, seconds: float) -> Measured | None:
        """The same, after waiting for it up to so many seconds."""
        key = (generation.number, dump.name)
        if key not in self._known:
            task = self._measuring(generation, dump.as_packed(packed=False))
            await asyncio.wait([task], timeout=seconds)
        return self._known.get(key)

    def _measuring(self, generation: Generation, plain: Dump) -> asyncio.Task[None]:
        key = (generation.number, plain.name)
        task = self._wanted.get(key)
        if task is None:
            task = self._wanted[key] = asyncio.get_running_loop().create_task(
                self._measure(generation.number, plain)
            )
            task.add_done_callback(lambda _: self._wanted.pop(key, None))
        return task

    async def _measure(self, generation: int, plain: Dump) -> None:
        """Pass the dump once; a store that is closed or has dropped the generation leaves it unknown."""
        first, second = _Total(), _Total()
        try:
            async with self._turn, aclosing(blocks(self._store, plain, generation)) as stream:
                async for block in packed(_passing(stream, first)):
                    second.add(block)
        except QkgError:
            return
        self._known[generation, plain.name] = first.measured()
        self._known[generation, plain.as_packed().name] = second.measured()
        while len(self._known) > KEPT:
            del self._known[next(iter(self._known))]


async def _passing(blocks: AsyncGenerator[bytes, None], total: _Total) -> AsyncGenerator[bytes]:
    async for block in blocks:
        total.add(block)
        yield block
