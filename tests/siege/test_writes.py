"""What was acknowledged is never lost: the writer killed, the server killed, the disk full."""

import http.client
import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.disks import disk
from tests.siege.bystanders import Bystanders
from tests.siege.fortress import MEBI, TRIES, WRITER, Fortress, Got

Build = Callable[..., Fortress]
GRAPH = "https://example.org/marks"
TURTLE = {"Content-Type": "text/turtle", **WRITER}


def mark(number: int) -> str:
    """An update that leaves a mark, with some weight."""
    triple = f'<https://example.org/m{number}> <https://example.org/p> "{number}"'
    return f"INSERT DATA {{ GRAPH <{GRAPH}> {{ {triple} }} }}"


def marks(fortress: Fortress) -> set[int]:
    """The marks that can be read."""
    got = fortress.ask(f"SELECT ?n {{ GRAPH <{GRAPH}> {{ ?s <https://example.org/p> ?n }} }}")
    assert got.status == 200, got
    return {int(line) for line in got.body.split()[1:]}


class Scribe:
    """Writes marks one after the other and remembers which were acknowledged, and what else was answered."""

    def __init__(self, fortress: Fortress) -> None:
        self._fortress, self._stop = fortress, threading.Event()
        self._thread = threading.Thread(target=self._write, daemon=True)
        self.acknowledged: set[int] = set()
        self.tried = 0
        self.others: list[Got] = []
        self._thread.start()

    def _write(self) -> None:
        while not self._stop.is_set():
            self.tried += 1
            try:
                got = self._fortress.change(mark(self.tried))
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
                continue
            if got.status == 204:
                self.acknowledged.add(self.tried)
            else:
                self.others.append(got)

    def wait_for(self, count: int, seconds: float = 30) -> None:
        """Until so many more are acknowledged."""
        wanted, end = len(self.acknowledged) + count, time.monotonic() + seconds
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < end, f"no more is acknowledged: {self.others[-1:]}"
            time.sleep(0.01)

    def stop(self) -> None:
        """Enough."""
        self._stop.set()
        self._thread.join(30)


def test_the_writer_is_killed_again_and_again(build: Build) -> None:
    """Nothing acknowledged is missing, at most one at a time is refused, and readers never notice."""
    fortress, chance = build(), random.Random(7)  # noqa: S311 - not a secret
    with Bystanders(fortress):
        scribe = Scribe(fortress)
        for _ in range(6):
            scribe.wait_for(2)
            time.sleep(chance.random() * 0.1)
            for process in fortress.holders("writer.lock"):
                os.kill(process, signal.SIGKILL)
        scribe.wait_for(2)
        scribe.stop()
        found = marks(fortress)
    assert scribe.acknowledged <= found
    assert found - scribe.acknowledged <= set(range(1, scribe.tried + 1))
    assert {got.status for got in scribe.others} <= {503}


def test_the_server_is_killed_in_the_middle_of_writes(build: Build) -> None:
    """No process of it is left, and the next server has all that was acknowledged."""
    fortress = build()
    acknowledged: set[int] = set()
    for _ in range(3):
        scribe = Scribe(fortress)
        scribe.wait_for(3)
        fortress.process.kill()
        assert fortress.wait_for_none(5) == []
        scribe.stop()
        acknowledged |= scribe.acknowledged
        fortress.again()
        assert scribe.acknowledged <= marks(fortress)
    assert len(acknowledged) >= 3
    assert fortress.change(mark(0)).status == 204


def test_an_update_that_never_ends(build: Build) -> None:
    """It is ended by its deadline, changes nothing, and the next one goes through."""
    fortress = build(QKG_UPDATE_SECONDS="2")
    many = " ".join(f"GRAPH ?g{n} {{ ?a{n} ?b{n} ?c{n} }}" for n in range(3))
    endless = f"INSERT {{ GRAPH <{GRAPH}> {{ ?a0 ?b1 ?c2 }} }} WHERE {{ {many} }}"
    with Bystanders(fortress):
        for _ in range(TRIES):
            got = fortress.change(endless)
            if got.seconds < 2.5:
                break
        assert (got.status, got.seconds < 2.5) == (504, True), got
        assert marks(fortress) == set()
        assert fortress.change(mark(1)).status == 204
        assert marks(fortress) == {1}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 48 MiB of its own; skipped where one cannot be mounted."""
    with disk(tmp_path / "disk", 48) as place:
        yield place


def heap(number: int) -> bytes:
    """About two megabytes of Turtle that do not pack well."""
    noise = random.Random(number)  # noqa: S311 - not a secret
    lines = (
        f'<https://example.org/{number}/{i}> <https://example.org/p> "{noise.randbytes(400).hex()}" .'
        for i in range(2500)
    )
    return "\n".join(lines).encode()


def fill_up(fortress: Fortress) -> tuple[list[int], Got]:
    """Write graphs until one is refused; which were taken, and the refusal."""
    taken: list[int] = []
    for number in range(60):
        got = fortress.send(
            "PUT", f"/graph-store?graph=https://example.org/heap{number}", heap(number), TURTLE
        )
        if got.status not in (200, 201, 204):
            return taken, got
        taken.append(number)
    raise AssertionError("the disk was never full")


def test_the_disk_is_full(small_disk: Path, build: Build, filled: Path) -> None:
    """What does not fit is refused with 507; all before it is there, reading goes on, and room helps."""
    shutil.copytree(filled, small_disk / "store")
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"\0" * 8 * MEBI)
    fortress = build(small_disk / "store", QKG_KEEP_GENERATIONS="1", QKG_KEEP_HOURS="0")
    with Bystanders(fortress):
        taken, refused = fill_up(fortress)
        assert refused.status == 507, refused
        for number in taken:
            assert fortress.count(f"https://example.org/heap{number}") == 2500
        assert fortress.count(f"https://example.org/heap{len(taken)}") == 0
        ballast.unlink()
        assert fortress.change(mark(1)).status == 204
        assert marks(fortress) == {1}
    fortress.process.terminate()
    fortress.again()
    assert marks(fortress) == {1}


def test_a_file_may_not_grow(build: Build) -> None:
    """The same where no disk can be made small: the system refuses to let files grow beyond a size.

    A commit writes the store's description anew, some megabytes in the engine's log; ten thousand triples
    more do not fit.
    """
    fortress = build(QKG_TEST_FILE_SIZE=str(10 * MEBI))
    with Bystanders(fortress):
        assert fortress.change(mark(1)).status == 204
        statuses = []
        for number in range(3):
            many = b"".join(heap(10 * number + one) for one in range(4))
            statuses.append(fortress.send("PUT", f"/graph-store?graph={GRAPH}{number}", many, TURTLE).status)
        assert 507 in statuses, statuses
        assert marks(fortress) == {1}
