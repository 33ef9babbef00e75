"""The front's side of the writer: started at the first write, one write at a time, restarted when it dies.

A write that did not answer in time, or whose process died, is looked for on disk: the generation is there,
and then it was committed, or it is not, and then nothing of it was kept.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from qkg.errors import QkgError, QueryTimeout, WriterLost
from qkg.store import generations
from qkg.store.children import Child, Children
from qkg.store.death import cause
from qkg.store.generations import Checkpoint
from qkg.store.link import Link
from qkg.store.wire import END, ERROR, job, to_error, to_values

DIED: Final = "the process that wrote died; nothing of the write was kept"


@dataclass(frozen=True)
class Writing:
    """How writes are done: limits, inference rules by name, checks before the commit."""

    seconds: float = 60.0
    load_seconds: float = 3600.0
    memory: int = 4 * 1024**3
    rules: Mapping[str, str] = field(default_factory=dict)
    unique: bool = True
    validator: str = ""
    """``module:function``, imported in the writer; see ``qkg.store.writer.Validator``."""
    describer: str = ""
    """The same for ``qkg.store.writer.Describer``; without one the store has no description of itself."""

    def options(self, folder: Path) -> dict[str, Any]:
        """For a writer on that folder, as plain values."""
        return {
            "folder": str(folder),
            "memory": self.memory,
            "load_seconds": self.load_seconds,
            "rules": dict(self.rules),
            "unique": self.unique,
            "validator": self.validator,
            "describer": self.describer,
        }


class Pen:
    """Writes to the store in one folder."""

    def __init__(self, children: Children, folder: Path, writing: Writing) -> None:
        self._children, self._folder, self._writing = children, folder, writing
        self._turn = asyncio.Lock()
        self._link: Link | None = None
        self._last: Child | None = None
        """The writer before: its lock is free when it has ended, which is later than when it hangs up."""
        self._reply: asyncio.Future[Any] | None = None

    async def perform(self, name: str, seconds: float, **fields: Any) -> tuple[Checkpoint, bool]:
        """Do one write: the newest generation after it, and whether its graph was new."""
        async with self._turn:
            link = await self._ready()
            before = generations.listed(self._folder)[-1]
            try:
                async with asyncio.timeout(seconds):
                    done = await self._ask(link, job(name, **fields))
                return generations.read(self._folder, done["generation"][0]), done["created"]
            except (TimeoutError, WriterLost) as error:
                return await self._after(link, before, self._why(error, seconds))
            except asyncio.CancelledError:
                self._end(link)
                raise

    def close(self) -> None:
        """End the writer."""
        if self._link is not None:
            self._end(self._link)

    async def _ready(self) -> Link:
        if self._link is None or not self._link.alive:
            if self._last is not None:
                await self._last.exit()
            self._last, channel = self._children.fork("writer", self._writing.options(self._folder))
            link = await Link.open(self._last, channel, self._lost)
            reply = self._reply = asyncio.get_running_loop().create_future()
            link.exchange = self
            try:
                await asyncio.wait((link.ready, reply), return_when=asyncio.FIRST_COMPLETED)
                if reply.done():
                    reply.result()
            except BaseException:
                self._end(link)
                raise
            self._link = link
        return self._link

    async def _ask(self, link: Link, content: bytes) -> Any:
        self._reply = asyncio.get_running_loop().create_future()
        link.ask(content, self)
        return await self._reply

    def heard(self, kind: int, content: bytes) -> None:
        """A frame of the writer."""
        if self._reply is None or self._reply.done():
            return
        if kind == END:
            self._reply.set_result(to_values(content))
        elif kind == ERROR:
            self._reply.set_exception(to_error(content))

    def lost(self) -> None:
        """The writer has died."""
        if self._reply is not None and not self._reply.done():
            self._reply.set_exception(WriterLost(DIED))

    def _lost(self, link: Link) -> None:
        if link.exchange is self:
            self.lost()

    async def _after(self, link: Link, before: int, error: QkgError) -> tuple[Checkpoint, bool]:
        self._end(link)
        end = await link.child.exit()
        newest = generations.newest(self._folder)
        if newest.generation.number > before:
            return newest, False
        if isinstance(error, WriterLost):
            found = cause(end, "")
            error = found if type(found).__name__ == "OutOfMemory" else error
        raise error

    @staticmethod
    def _why(error: Exception, seconds: float) -> QkgError:
        if isinstance(error, QkgError):
            return error
        return QueryTimeout(f"the write was ended after {seconds:g} seconds; nothing of it was kept")

    def _end(self, link: Link) -> None:
        link.exchange = None
        link.close()
        link.child.kill()
        self._link = None
