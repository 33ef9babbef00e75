"""The front's side of the nursery: asks for processes, ends them, and learns how they ended.

Must not know what the processes do.
"""

import asyncio
import json
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from qkg.errors import StoreError
from qkg.store.origins import Forked, Interpreter, Origin

PACKET: Final = 65_536
PATIENCE: Final = 5.0


@dataclass(frozen=True)
class Exit:
    """How a process ended: its exit code, or the negative number of the signal, and its last words."""

    status: int
    said: str


LOST: Final = Exit(0, "")


@dataclass(frozen=True)
class Child:
    """One process: the nursery that it was born in, and its number there."""

    home: "Children"
    number: int

    def kill(self) -> None:
        """End it now; nothing happens when it has ended."""
        self.home.kill(self.number)

    async def exit(self) -> Exit:
        """How it ended, once it has; LOST when nobody can say."""
        return await self.home.exit_of(self.number)


class Children:
    """One nursery process; started at once, used from one event loop."""

    def __init__(self, origin: Origin | None = None) -> None:
        self._origin = origin or Interpreter()
        self._control: socket.socket | None = None
        self._ready: asyncio.Future[bool] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._exits: dict[int, asyncio.Future[Exit]] = {}
        self._last = 0
        self._start()

    def _start(self) -> None:
        self._control = self._origin.start()
        self._control.setblocking(False)

    @property
    def process(self) -> int:
        """The process id of the nursery."""
        return self._origin.process

    async def cradle(self, database: str, quads: int) -> "Children | None":
        """A nursery whose readers hold that checkpoint in memory; None when it cannot be had."""
        options = {"database": database, "quads": quads}

        def forked() -> tuple[socket.socket, Callable[[], None]]:
            child, channel = self.fork("cradle", options, socket.SOCK_SEQPACKET)
            return channel, child.kill

        made = Children(Forked(forked))
        try:
            there = await made.ready()
        except asyncio.CancelledError:
            made.close()
            raise
        return made if there else None

    async def ready(self) -> bool:
        """Wait until the nursery says that it is ready, as a cradle does; False when it ends before."""
        self._ready = asyncio.get_running_loop().create_future()
        self._attend()
        return await self._ready

    def fork(
        self, role: str, options: Mapping[str, Any], kind: int = socket.SOCK_STREAM
    ) -> tuple[Child, socket.socket]:
        """A new process of that role, and the channel to it."""
        self._attend()
        ours, theirs = socket.socketpair(socket.AF_UNIX, kind)
        self._last += 1
        order = json.dumps({"op": "fork", "id": self._last, "role": role, "options": options}).encode()
        with theirs:
            self._send(order, theirs)
        self._exits[self._last] = asyncio.get_running_loop().create_future()
        ours.setblocking(False)
        return Child(self, self._last), ours

    def kill(self, identity: int) -> None:
        """End a process now; nothing happens when it has ended."""
        if identity in self._exits and self._control is not None:
            try:
                self._control.send(json.dumps({"op": "kill", "id": identity}).encode())
            except OSError:
                self._lose()

    async def exit_of(self, identity: int) -> Exit:
        """How a process ended, once it has; LOST when nobody can say."""
        future = self._exits.get(identity)
        if future is None:
            return LOST
        try:
            return await asyncio.wait_for(asyncio.shield(future), PATIENCE)
        except TimeoutError:
            return LOST
        finally:
            if future.done():
                self._exits.pop(identity, None)

    def close(self) -> None:
        """End the nursery and all its children."""
        if self._control is not None and self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(self._control.fileno())
        if self._control is not None:
            self._control.close()
            self._control = None
        self._origin.stop(PATIENCE)
        self._settle()

    def _attend(self) -> None:
        if self._control is None:
            self._start()
            self._loop = None
        loop = asyncio.get_running_loop()
        if self._loop is not loop and self._control is not None:
            loop.add_reader(self._control.fileno(), self._hear)
            self._loop = loop

    def _send(self, order: bytes, handle: socket.socket) -> None:
        for attempt in (1, 2):
            try:
                if self._control is not None:
                    socket.send_fds(self._control, [order], [handle.fileno()])
                return
            except OSError as error:
                if attempt == 2:  # noqa: PLR2004 - a second nursery that fails is one too many
                    raise StoreError("no process can be started for the store") from error
                self._lose()
                self._attend()

    def _hear(self) -> None:
        while self._control is not None:
            try:
                packet = self._control.recv(PACKET)
            except BlockingIOError:
                return
            except OSError:
                packet = b""
            if not packet:
                return self._lose()
            report = json.loads(packet)
            if "ready" in report:
                self._answer_ready(there=True)
                continue
            future = self._exits.get(report["exit"])
            if future is not None and not future.done():
                future.set_result(Exit(report["status"], report["said"]))
        return None

    def _lose(self) -> None:
        """The nursery is gone, and by the kernel's hand all its children."""
        if self._control is not None and self._loop is not None:
            self._loop.remove_reader(self._control.fileno())
            self._control.close()
        self._control = self._loop = None
        self._origin.stop()
        self._settle()

    def _answer_ready(self, there: bool) -> None:
        if self._ready is not None and not self._ready.done():
            self._ready.set_result(there)

    def _settle(self) -> None:
        self._answer_ready(there=False)
        for future in self._exits.values():
            if not future.done():
                future.set_result(LOST)
        self._exits.clear()
