"""A proxy before an engine that does harm when told to: it cuts, caps, stalls, lies about status, hangs up.

``harm`` names what is done to requests whose body or address contains ``about``; without it all passes.
``at`` does something of the test's own at the first such request, just before that goes to the engine.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import httpx

CAP = 1000
SKIPPED = ("content-length", "transfer-encoding", "connection", "date", "server", "content-encoding")


class Proxy:
    """Stands at ``address`` before the engine at ``behind`` (scheme, host and port)."""

    def __init__(self, behind: str) -> None:
        self._harm, self._about = "", ""
        self.met = 0
        self._deed: Callable[[], None] | None = None
        self._released = threading.Event()
        self._client = httpx.Client(base_url=behind, trust_env=False, timeout=120)
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                proxy.handle(self)

            do_GET = do_PUT = do_POST

            def log_message(self, *_: Any) -> None:
                """Nothing is printed."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign] # clients that went away
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def doing(self, harm: str, about: str = "") -> Iterator[None]:
        """Harm for a while."""
        self._harm, self._about, self.met = harm, about, 0
        self._released.clear()
        try:
            yield
        finally:
            self._harm = ""
            self._released.set()

    @contextmanager
    def at(self, about: str, deed: Callable[[], None]) -> Iterator[None]:
        """Do this, once."""
        self._deed = deed
        with self.doing("", about):
            yield

    def close(self) -> None:
        """Let go of all who wait, and end."""
        self._released.set()
        self._server.shutdown()
        self._server.server_close()
        self._client.close()

    def handle(self, request: BaseHTTPRequestHandler) -> None:
        """One request."""
        body = request.rfile.read(int(request.headers.get("content-length", 0)))
        meant = self._about in request.path or self._about.encode() in body
        harm = self._harm if meant else ""
        deed, self._deed = (self._deed, None) if meant else (None, self._deed)
        self.met += bool(harm or deed)
        if deed is not None:
            deed()
        if harm == "drop":
            return self._hang_up(request)
        if harm == "stall":
            self._released.wait(120)
            return self._hang_up(request)
        if harm == "full":
            return self._full(request)
        headers = {name: value for name, value in request.headers.items() if name.lower() not in ("host",)}
        try:
            answer = self._client.request(request.command, request.path, content=body, headers=headers)
        except httpx.HTTPError:
            return self._hang_up(request)
        if harm == "lose":
            return self._hang_up(request)
        self._give(request, answer, harm)
        return None

    @staticmethod
    def _hang_up(request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True
        request.connection.close()

    @staticmethod
    def _full(request: BaseHTTPRequestHandler) -> None:
        """What an engine says when there is no room."""
        said = b"java.io.IOException: No space left on device"
        request.send_response(500)
        request.send_header("Content-Length", str(len(said)))
        request.end_headers()
        request.wfile.write(said)

    def _give(self, request: BaseHTTPRequestHandler, answer: httpx.Response, harm: str) -> None:
        content, status = answer.content, answer.status_code
        if harm == "cap":
            content = _capped(content)
        elif harm == "tail":
            content += b"\nError: the query timed out"
        elif harm.isdigit():
            status = int(harm)
        request.send_response(status)
        for name, value in answer.headers.multi_items():
            if name.lower() not in SKIPPED:
                request.send_header(name, value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        if harm == "drip":
            return self._drip(request, content)
        request.wfile.write(content[: len(content) // 2] if harm == "cut" else content)
        if harm == "cut":
            request.wfile.flush()
            self._hang_up(request)

    def _drip(self, request: BaseHTTPRequestHandler, content: bytes) -> None:
        """A byte a second, for as long as somebody takes them."""
        for byte in content:
            request.wfile.write(bytes((byte,)))
            request.wfile.flush()
            if self._released.wait(1):
                return


def _capped(content: bytes) -> bytes:
    found = json.loads(content)
    found["results"]["bindings"] = found["results"]["bindings"][:CAP]
    return json.dumps(found).encode()


def origin(address: str) -> str:
    """Scheme, host and port of an engine's address."""
    parts = urlsplit(address.removeprefix("sparql+"))
    return f"{parts.scheme}://{parts.netloc}"
