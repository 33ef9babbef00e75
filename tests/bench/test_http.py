"""The measuring client against a real server on the loopback."""

import time
from collections.abc import Iterator

import pytest
from bench.http import Broken, Client, request_bytes
from tests.bench.conftest import Quiet, listening


class Handler(Quiet):
    """Answers by the path: with a length, in chunks, cut off, or never."""

    def do_GET(self) -> None:
        """One answer of the asked kind."""
        kind = self.path.partition("?")[0]
        if kind == "/slow":
            time.sleep(0.5)
            self.close_connection = True
            return
        self.send_response(200)
        if kind == "/chunked":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\na\nb\r\n2\r\n\nc\r\n0\r\n\r\n")
        else:
            self.send_header("Content-Length", "9" if kind == "/cut" else "5")
            self.end_headers()
            self.wfile.write(b"a\nb\nc")
            self.close_connection = kind == "/cut"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The server's port."""
    with listening(Handler) as found:
        yield found


@pytest.mark.parametrize("path", ["/length", "/chunked"])
def test_bodies_are_read_to_their_end_on_one_connection(port: int, path: str) -> None:
    """Twice on the same socket: nothing of the first answer is left over."""
    client = Client(port, 5)
    for _ in range(2):
        reply = client.ask(request_bytes(path, "ASK {}", "*/*"))
        assert (reply.status, reply.body, reply.size, reply.newlines) == (200, b"a\nb\nc", 5, 2)
    client.close()


def test_a_cut_answer_is_broken_and_never_short(port: int) -> None:
    """An answer that ends early raises."""
    client = Client(port, 5)
    with pytest.raises(Broken):
        client.ask(request_bytes("/cut", "ASK {}", "*/*"))
    client.close()


def test_the_deadline_counts_the_whole_answer(port: int) -> None:
    """A server that says nothing runs into the client's time."""
    client = Client(port, 0.1)
    with pytest.raises(TimeoutError):
        client.ask(request_bytes("/slow", "ASK {}", "*/*"))
