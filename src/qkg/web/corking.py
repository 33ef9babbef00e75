"""Fewer writes to the socket: what is written in one turn of the loop goes out as one.

The server writes the head of an answer and its body apart; on a small answer the second system call costs
more than all the rest. Back-pressure stays: no more than a block is held, and only until the next turn.
"""

import asyncio
import socket
import struct
from typing import Any, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST: Final = 65_536
ABORT: Final = "qkg.abort"
"""Where a request's scope has the function that drops the connection with all that waits to be written."""


class Corked:
    """A transport that holds what is written until the loop's next turn; all else is passed on."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport, self._loop = transport, asyncio.get_running_loop()
        self._held: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        """Hold it, or send all when there is much."""
        if not self._held:
            self._loop.call_soon(self.flush)
        self._held.append(data)
        self._size += len(data)
        if self._size > MOST:
            self.flush()

    def now(self, data: bytes) -> None:
        """Send what is held and this, without waiting for the loop's next turn."""
        if self._held:
            self._held.append(data)
            self.flush()
        else:
            self._transport.write(data)

    def flush(self) -> None:
        """Send what is held."""
        if self._held:
            held, self._held, self._size = self._held, [], 0
            self._transport.write(held[0] if len(held) == 1 else b"".join(held))

    def close(self) -> None:
        """Send what is held, then close."""
        self.flush()
        self._transport.close()

    def abort(self) -> None:
        """Drop the connection: nothing that waits is sent any more, by the kernel neither."""
        sock = self._transport.get_extra_info("socket")
        if sock is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._held = []
        self._transport.abort()

    def __getattr__(self, name: str) -> Any:
        """Everything else is the transport's own."""
        return getattr(self._transport, name)


class CorkedProtocol(HttpToolsProtocol):
    """The server's HTTP protocol over a corked transport."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Called by the loop."""
        super().connection_made(cast("asyncio.Transport", Corked(transport)))

    def on_message_begin(self) -> None:
        """Called by the parser at the start of a request."""
        super().on_message_begin()
        self.scope[ABORT] = self.transport.abort  # type: ignore[typeddict-unknown-key]
