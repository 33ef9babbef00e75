"""The smallest HTTP client that measures without getting in the way: one raw socket, kept alive.

Knows Content-Length, chunked bodies and bodies that end with the connection. No redirects, no TLS.
"""

import socket
import time
from dataclasses import dataclass
from urllib.parse import quote

BLOCK = 1 << 16
OK = 200


class Broken(Exception):
    """The answer ended early or was no HTTP."""


@dataclass(frozen=True)
class Reply:
    """One answer and its times in seconds. The body is dropped (only counted) unless it was to be kept."""

    status: int
    first: float
    whole: float
    size: int
    newlines: int
    body: bytes


def request_bytes(path: str, query: str, accept: str, beside: str = "") -> bytes:
    """A GET of the SPARQL Protocol, as bytes on the wire; ``beside``: further parameters, encoded."""
    target = f"{path}?query={quote(query, safe='')}{beside}"
    head = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {accept}\r\nConnection: keep-alive\r\n\r\n"
    return head.encode()


class Client:
    """One connection, opened again when the server has closed it."""

    def __init__(self, port: int, seconds: float) -> None:
        self.port, self.seconds = port, seconds
        self._socket: socket.socket | None = None
        self._left = b""

    def close(self) -> None:
        """Leave, also in the middle of an answer."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._left = None, b""

    def ask(self, request: bytes, keep: bool = True) -> Reply:
        """Send and read to the end; TimeoutError after the client's seconds, counted from the sending."""
        fresh = self._socket is None
        try:
            return self._ask(request, keep)
        except (Broken, ConnectionError):
            self.close()
            if fresh:
                raise
            return self._ask(request, keep)
        except TimeoutError:
            self.close()
            raise

    def _ask(self, request: bytes, keep: bool) -> Reply:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=self.seconds)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._until = time.perf_counter() + self.seconds
        start = time.perf_counter()
        self._socket.sendall(request)
        head = self._head()
        first = time.perf_counter() - start
        lines = head.split(b"\r\n")
        fields = {
            name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines[1:])
        }
        body = _Body(keep)
        self._body(fields, body)
        whole = time.perf_counter() - start
        if fields.get(b"connection", b"").lower() == b"close":
            self.close()
        return Reply(int(lines[0].split()[1]), first, whole, body.size, body.newlines, bytes(body.kept))

    def _receive(self) -> bytes:
        if self._socket is None:
            raise Broken("the connection is closed")
        left = self._until - time.perf_counter()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)
        return self._socket.recv(BLOCK)

    def _more(self) -> None:
        block = self._receive()
        if not block:
            raise Broken("the answer ended early")
        self._left += block

    def _until_mark(self, mark: bytes) -> bytes:
        while mark not in self._left:
            self._more()
        part, _, self._left = self._left.partition(mark)
        return part

    def _head(self) -> bytes:
        head = self._until_mark(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1."):
            raise Broken("no HTTP")
        return head if b" 100 " not in head.split(b"\r\n")[0] else self._head()

    def _body(self, fields: dict[bytes, bytes], body: "_Body") -> None:
        if b"chunked" in fields.get(b"transfer-encoding", b"").lower():
            while size := int(self._until_mark(b"\r\n").split(b";")[0], 16):
                self._exactly(size, body)
                self._until_mark(b"\r\n")
            self._until_mark(b"\r\n")
        elif b"content-length" in fields:
            self._exactly(int(fields[b"content-length"]), body)
        else:
            self._to_the_end(body)

    def _exactly(self, size: int, body: "_Body") -> None:
        while size:
            if not self._left:
                self._more()
            part, self._left = self._left[:size], self._left[size:]
            body.take(part)
            size -= len(part)

    def _to_the_end(self, body: "_Body") -> None:
        body.take(self._left)
        while block := self._receive():
            body.take(block)
        self.close()


class _Body:
    """Counts, and keeps when asked to."""

    def __init__(self, keep: bool) -> None:
        self.keep, self.size, self.newlines, self.kept = keep, 0, 0, bytearray()

    def take(self, part: bytes) -> None:
        self.size += len(part)
        self.newlines += part.count(b"\n")
        if self.keep:
            self.kept += part
