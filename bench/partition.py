"""A service behind a cable that can be pulled: in a network namespace of its own, or behind a deaf relay.

The namespace has two pairs of virtual cables: one towards the engine, which is cut, one towards clients,
which stays. It takes the right to make namespaces; without it, the relay before the engine stops passing
bytes, which looks the same to both sides.
"""

import asyncio
import os
import random
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

BLOCK = 65_536


def _ip(*words: str) -> None:
    tool = shutil.which("ip") or "ip"
    subprocess.run([tool, *words], check=True, capture_output=True)


@dataclass
class Cable:
    """A pair of virtual devices from here into a namespace, and the addresses of both ends."""

    space: str
    name: str
    here: str
    there: str

    def lay(self) -> None:
        """Make it and bring both ends up."""
        near, far = f"{self.name}n", f"{self.name}f"
        _ip("link", "add", near, "type", "veth", "peer", "name", far)
        _ip("link", "set", far, "netns", self.space)
        _ip("addr", "add", f"{self.here}/30", "dev", near)
        _ip("link", "set", near, "up")
        _ip("-n", self.space, "addr", "add", f"{self.there}/30", "dev", far)
        _ip("-n", self.space, "link", "set", far, "up")

    def pull(self) -> None:
        """Nothing passes any more, and nobody is told."""
        _ip("link", "set", f"{self.name}n", "down")

    def plug(self) -> None:
        """All passes again."""
        _ip("link", "set", f"{self.name}n", "up")


class Relay:
    """Passes bytes between whoever connects and a port of the loopback; while ``deaf`` it passes none."""

    def __init__(self, port: int) -> None:
        self._port, self._deaf = port, asyncio.Event()
        self._deaf.set()

    async def open(self, host: str) -> int:
        """Listen there; the port."""
        self._server = await asyncio.start_server(self._serve, host, 0)
        return int(self._server.sockets[0].getsockname()[1])

    def deafen(self, deaf: bool) -> None:
        """Stop passing bytes, or go on."""
        self._deaf.clear() if deaf else self._deaf.set()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._deaf.wait()
        with suppress(OSError, asyncio.CancelledError):
            back, forth = await asyncio.open_connection("127.0.0.1", self._port)
            await asyncio.gather(self._pump(reader, forth), self._pump(back, writer))

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while block := await reader.read(BLOCK):
                await self._deaf.wait()
                writer.write(block)
                await writer.drain()
        finally:
            with suppress(OSError):
                writer.close()


class Partition:
    """Where a service stands that is going to be cut off from the engine at that port."""

    def __init__(self, port: int) -> None:
        self._relay = Relay(port)
        number = f"{os.getpid() % 100_000}"
        net = f"10.{random.randint(64, 250)}.{random.randint(0, 254)}"
        self._space = f"qkg-{number}"
        self._cables = [
            Cable(self._space, f"qe{number}", f"{net}.1", f"{net}.2"),
            Cable(self._space, f"qc{number}", f"{net}.5", f"{net}.6"),
        ]
        self.how = "network namespace"

    async def __aenter__(self) -> Self:
        try:
            _ip("netns", "add", self._space)
            _ip("-n", self._space, "link", "set", "lo", "up")
            for cable in self._cables:
                cable.lay()
            self.words, self.host = ["ip", "netns", "exec", self._space], self._cables[1].there
            self.engine_host = self._cables[0].here
        except (OSError, subprocess.CalledProcessError):
            self._clear()
            self.how, self.words = "deaf relay", []
            self.host = self.engine_host = "127.0.0.1"
        self.engine_port = await self._relay.open(self.engine_host)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._relay.close()
        self._clear()

    def _clear(self) -> None:
        with suppress(OSError, subprocess.CalledProcessError):
            _ip("netns", "del", self._space)

    def cut(self) -> None:
        """Pull the cable to the engine."""
        self._cables[0].pull() if self.words else self._relay.deafen(True)

    def join(self) -> None:
        """Plug it in again."""
        self._cables[0].plug() if self.words else self._relay.deafen(False)
