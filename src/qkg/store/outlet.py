"""The reader's end of an answer: blocks from the engine, gathered into few large frames.

The engine writes 8 KB at a time. The first block leaves at once, later ones together; an answer that fits
in one block leaves in one piece: head, data and end.
"""

import socket
from typing import Final

from qkg.store.wire import DATA, END, ERROR, HEAD, HEADER, frame

FIRST: Final = 8_192
GATHERED: Final = 65_536


class Outlet:
    """A binary file that the engine can write to."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._waiting: list[bytes] = []
        self._size = 0
        self._limit = FIRST
        self._head = b""
        self.bytes = 0

    def begin(self, kind: bytes) -> None:
        """Say what kind of answer follows; kept back until there is a first block."""
        self._head = frame(HEAD, kind)

    def write(self, block: bytes) -> int:
        """Take a block from the engine."""
        self._waiting.append(block)
        self._size += len(block)
        if self._size >= self._limit:
            self._send(b"")
            self._limit = GATHERED
        return len(block)

    def flush(self) -> None:
        """The engine's flush; the end decides what leaves."""

    def end(self, content: bytes = b"") -> None:
        """Send what waits, and the end."""
        self._send(frame(END, content))

    def fail(self, content: bytes) -> None:
        """Send an error in place of what waits."""
        self._waiting.clear()
        self._channel.sendall(frame(ERROR, content))

    def _send(self, tail: bytes) -> None:
        head = HEADER.pack(DATA, self._size) if self._size else b""
        data = b"".join((self._head, head, *self._waiting, tail))
        self.bytes += self._size
        self._waiting.clear()
        self._size, self._head = 0, b""
        self._channel.sendall(data)
