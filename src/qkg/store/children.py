"""The front's side of the nursery: asks for processes, ends them, and learns how they ended.

Must not know what the processes do.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from qkg.errors import StoreError

PACKET: Final = 65_536
PATIENCE: Final = 5.0


@dataclass(frozen=True)
class Exit:
    """How a process ended: its exit code, or the negative number of the signal, and its last words."""

    status: int
    said: str


LOST: Final = Exit(0, "")


class Children:
    """One nursery process; started at once, used from one event loop."""

    def __init__(self, imports: tuple[str, ...] = ()) -> None:
        self._imports = imports
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._exits: dict[int, asyncio.Future[Exit]] = {}
        self._last = 0
        self._start()

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-m", "qkg.store.nursery", str(theirs.fileno()), *self._imports]
        self._process = subprocess.Popen(  # noqa: S603 - our own module in our own interpreter
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        theirs.close()
        ours.setblocking(False)
        self._control = ours

    @property
    def process(self) -> int:
        """The process id of the nursery."""
        return self._process.pid if self._process else 0

    def fork(self, role: str, options: Mapping[str, Any]) -> tuple[int, socket.socket]:
        """A new process of that role: its number, and the channel to it."""
        self._attend()
        ours, theirs = socket.socketpair()
        self._last += 1
        order = json.dumps({"op": "fork", "id": self._last, "role": role, "options": options}).encode()
        with theirs:
            self._send(order, theirs)
        self._exits[self._last] = asyncio.get_running_loop().create_future()
        ours.setblocking(False)
        return self._last, ours

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
        if self._process is not None:
            self._process.wait(PATIENCE)
            self._process = None
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
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._settle()

    def _settle(self) -> None:
        for future in self._exits.values():
            if not future.done():
                future.set_result(LOST)
        self._exits.clear()
