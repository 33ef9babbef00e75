"""The stand-in for wrk: many connections from this process."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from bench.crowd import Lookup, Sockets, encoded
from tests.bench.conftest import Quiet, listening


class Handler(Quiet):
    """Remembers what it was asked; refuses under /bad."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """A short answer."""
        self.asked.append(self.path)
        self.send_response(500 if self.path.startswith("/bad") else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The server's port."""
    with listening(Handler) as found:
        yield found


@pytest.fixture
def subjects(tmp_path: Path) -> Path:
    """Two subjects."""
    path = tmp_path / "subjects.txt"
    path.write_text("one\ntwo\n", encoding="ascii")
    return path


@pytest.mark.parametrize("fresh", [True, False])
def test_fresh_texts_never_repeat_and_repeated_ones_always_do(port: int, subjects: Path, fresh: bool) -> None:
    """Else a cache would answer, or would not."""
    Handler.asked.clear()
    rate = Sockets().press(port, "/good", Lookup("<@S@> ?p@N@", subjects, fresh), 3, 0.2)
    assert rate.rps > 0
    assert (rate.bad, rate.lost, rate.client) == (0, 0, "asyncio")
    assert len(set(Handler.asked)) == (len(Handler.asked) if fresh else 1)


def test_refusals_are_no_answers(port: int, subjects: Path) -> None:
    """A server that fails quickly must not look fast."""
    rate = Sockets().press(port, "/bad", Lookup("@S@", subjects, False), 2, 0.3)
    assert rate.rps == 0
    assert rate.bad > 0


def test_the_marks_survive_the_encoding() -> None:
    """The client puts the subject and the number in their place."""
    assert encoded("<@S@> ?p@N@") == "%3C@S@%3E%20%3Fp@N@"
