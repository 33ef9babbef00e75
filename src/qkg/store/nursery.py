"""The nursery: a process that has imported the engine, holds no store, and forks readers and writers.

A fork from here is ready in milliseconds, where a new interpreter takes a tenth of a second, and is safe,
because there is one thread and no open store. It speaks JSON in packets over one socket with its front:
``{"op": "fork", "id", "role", "options"}`` with a file descriptor, ``{"op": "kill", "id"}``; it answers
``{"exit": id, "status": …, "said": …}``. When the front is gone, everything here ends.
A *cradle* is a nursery that was forked from the first one and holds a generation in memory, which its
readers share with it; it says ``{"ready": true}`` once it does.
"""

import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

import pyoxigraph as ox

from qkg.store import reader, writer
from qkg.store.confinement import deaf, die_with, no_core
from qkg.store.copying import in_memory

PACKET: Final = 65_536
SAID: Final = 2_000


@dataclass
class Child:
    """A forked process: its number for the front, and the file that catches what it says when it dies."""

    id: int
    said: int


class Nursery:
    """Forks, ends and buries."""

    def __init__(self, control: socket.socket, engine: ox.Store | None = None) -> None:
        self._control, self._engine = control, engine
        self._children: dict[int, Child] = {}
        self._bell, self._ringer = socket.socketpair()
        for end in (self._bell, self._ringer):
            end.setblocking(False)

    def run(self) -> None:
        """Until the front hangs up."""
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._ringer.fileno())
        with selectors.DefaultSelector() as ready:
            ready.register(self._control, selectors.EVENT_READ, self._listen)
            ready.register(self._bell, selectors.EVENT_READ, self._bury)
            while all(key.data() for key, _ in ready.select()):
                pass
        self._end_all()

    def _listen(self) -> bool:
        try:
            packet, handles, _, _ = socket.recv_fds(self._control, PACKET, 1)
        except ConnectionError:
            return False
        if not packet:
            return False
        order = json.loads(packet)
        if order["op"] == "fork":
            self._fork(order, handles[0])
        elif order["op"] == "kill":
            self._kill(order["id"])
        return True

    def _fork(self, order: Mapping[str, Any], handle: int) -> None:
        said = os.memfd_create("said")
        parent, child = os.getpid(), os.fork()
        if child == 0:
            self._become(order, handle, said, parent)
        os.close(handle)
        self._children[child] = Child(order["id"], said)

    def _become(self, order: Mapping[str, Any], handle: int, said: int, parent: int) -> NoReturn:
        code = 1
        try:
            die_with(parent)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(said, 2)
            for other in (self._control.detach(), self._bell.detach(), self._ringer.detach(), said):
                os.close(other)
            for child in self._children.values():
                os.close(child.said)
            no_core()
            self._play(order["role"], socket.socket(fileno=handle), order["options"])
            code = 0
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        finally:
            os._exit(code)

    def _play(self, role: str, channel: socket.socket, options: Mapping[str, Any]) -> None:
        if role == "reader":
            reader.run(channel, options, self._engine)
        elif role == "writer":
            writer.run(channel, options)
        else:
            cradle(channel, options)

    def _kill(self, identity: int) -> None:
        for process, child in self._children.items():
            if child.id == identity:
                os.kill(process, signal.SIGKILL)

    def _bury(self) -> bool:
        self._bell.recv(PACKET)
        while self._children:
            process, status = os.waitpid(-1, os.WNOHANG)
            if not process:
                return True
            child = self._children.pop(process)
            report = {
                "exit": child.id,
                "status": os.waitstatus_to_exitcode(status),
                "said": _said(child.said),
            }
            try:
                self._control.send(json.dumps(report).encode())
            except OSError:
                return False
        return True

    def _end_all(self) -> None:
        for process in self._children:
            os.kill(process, signal.SIGKILL)
        for process in self._children:
            os.waitpid(process, 0)


def cradle(control: socket.socket, options: Mapping[str, Any]) -> None:
    """A nursery around a copy of a generation in memory."""
    engine = in_memory(options["database"], options["quads"])
    gc.freeze()
    control.send(json.dumps({"ready": True}).encode())
    Nursery(control, engine).run()


def _said(handle: int) -> str:
    try:
        size = os.fstat(handle).st_size
        return os.pread(handle, SAID, max(0, size - SAID)).decode("utf-8", "replace")
    finally:
        os.close(handle)


def main(arguments: list[str]) -> None:
    """The process: the socket is a descriptor inherited from the front."""
    deaf()
    for module in arguments[1:]:
        importlib.import_module(module)
    Nursery(socket.socket(fileno=int(arguments[0]))).run()


if __name__ == "__main__":
    main(sys.argv[1:])
