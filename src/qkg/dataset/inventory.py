"""Each dump written once for each generation: its size, its SHA-256 and its bytes, packed on disk.

Making one starts when someone first asks and goes on in the background, one after the other. What is held is
the same for everyone, whichever reader of the store wrote it. Must not know HTTP. Needs a running event loop.
"""

import asyncio
import hashlib
import os
import zlib
from collections import OrderedDict
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import Final

from qkg.dataset.dumps import Dump, blocks, packed
from qkg.errors import QkgError
from qkg.store.contract import Generation, Store

ROOM: Final = 2 * 1024**3
"""Bytes of packed dumps held on disk; those longest unused go first."""
BLOCK: Final = 65_536
Key = tuple[int, str]


@dataclass(frozen=True)
class Measured:
    """What is known of a file."""

    size: int
    sha256: bytes


class Nameless:
    """A file without a name, which ends when nobody holds it any more."""

    def __init__(self) -> None:
        with TemporaryFile(buffering=0) as file:
            self._number = os.dup(file.fileno())

    def __del__(self) -> None:
        os.close(self._number)

    def write(self, data: bytes) -> None:
        """Add bytes at the end."""
        while data:
            data = data[os.write(self._number, data) :]

    def read(self, size: int, at: int) -> bytes:
        """Bytes from a place on."""
        return os.pread(self._number, size, at)


@dataclass(frozen=True)
class Held:
    """A dump that was written: its bytes, packed, in a file without a name, and both measurements."""

    file: Nameless
    plain: Measured
    packed: Measured

    def measured(self, dump: Dump) -> Measured:
        """Of the packed or of the plain form."""
        return self.packed if dump.packed else self.plain

    async def blocks(self, dump: Dump) -> AsyncGenerator[bytes, None]:
        """The bytes of the packed or of the plain form."""
        unpacker = zlib.decompressobj(31)
        for at in range(0, self.packed.size, BLOCK):
            block = await asyncio.to_thread(self.file.read, BLOCK, at)
            yield block if dump.packed else await asyncio.to_thread(unpacker.decompress, block)


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
    """Holds the dumps that were written, and writes those asked for."""

    def __init__(self, store: Store, room: int = ROOM) -> None:
        self._store, self._room = store, room
        self._held: OrderedDict[Key, Held] = OrderedDict()
        self._under_way: dict[Key, asyncio.Task[None]] = {}
        self._turn = asyncio.Lock()

    def known(self, generation: Generation, dump: Dump) -> Measured | None:
        """Size and digest; when they are not known, writing is now under way."""
        held = self.held(generation, dump)
        return held.measured(dump) if held else None

    def held(self, generation: Generation, dump: Dump) -> Held | None:
        """The dump; when it is not there, writing is now under way."""
        key = (generation.number, dump.as_packed(packed=False).name)
        if key not in self._held:
            self._writing(key, dump.as_packed(packed=False))
            return None
        self._held.move_to_end(key)
        return self._held[key]

    async def awaited(self, generation: Generation, dump: Dump, seconds: float) -> Held | None:
        """The dump, after waiting for it up to so many seconds."""
        plain = dump.as_packed(packed=False)
        key = (generation.number, plain.name)
        if key not in self._held:
            await asyncio.wait([self._writing(key, plain)], timeout=seconds)
        return self.held(generation, dump) if key in self._held else None

    def _writing(self, key: Key, plain: Dump) -> asyncio.Task[None]:
        task = self._under_way.get(key)
        if task is None:
            task = self._under_way[key] = asyncio.get_running_loop().create_task(self._write(key, plain))
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        return task

    async def _write(self, key: Key, plain: Dump) -> None:
        """Write the dump once; a store that is closed, or no room for it, leaves it unknown."""
        first, second = _Total(), _Total()
        try:
            file = Nameless()
            async with self._turn, aclosing(blocks(self._store, plain, key[0])) as stream:
                async for block in packed(_passing(stream, first)):
                    second.add(block)
                    if second.size > self._room:
                        return
                    await asyncio.to_thread(file.write, block)
        except (QkgError, OSError):
            return
        self._held[key] = Held(file, first.measured(), second.measured())
        while sum(one.packed.size for one in self._held.values()) > self._room:
            self._held.popitem(last=False)


async def _passing(blocks: AsyncGenerator[bytes, None], total: _Total) -> AsyncGenerator[bytes, None]:
    async for block in blocks:
        total.add(block)
        yield block
