"""The writer under attack: nothing acknowledged is lost, nothing half-done is seen."""

import asyncio
import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from tests.store.written import CSV, INSERT, Under, fill

from qkg.errors import NoSuchGeneration, QueryTimeout, StoreFull, WriterLost
from qkg.store import folder, generations
from qkg.store.answer import collect
from qkg.store.contract import Request, Update
from qkg.store.embedded import EmbeddedStore
from qkg.store.generations import Retention
from qkg.store.limits import Limits
from qkg.store.pen import Writing

ENDLESS = "INSERT { ?a ?b ?i } WHERE { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?j { ?g1 ?h1 ?i } }"


def test_nothing_acknowledged_is_lost(written: Callable[..., Under]) -> None:
    """A counter is written while the writer is killed at every moment of its work."""
    under = written()
    under.update(INSERT.format(0))

    async def count(last: int) -> list[int]:
        kept = [0]
        for number in range(1, last):
            task = asyncio.ensure_future(under.store.update(Update(INSERT.format(number))))
            await asyncio.sleep(0.004 * (number % 12))
            with suppress(StopIteration, ProcessLookupError, FileNotFoundError):
                os.kill(under.writer(), signal.SIGKILL)
            with suppress(WriterLost):
                await task
                kept.append(number)
        return kept

    kept = under.run(count(25))
    shown = {int(one) for one in under.values("SELECT ?o { <urn:s> <urn:p> ?o }")}
    assert set(kept) == shown, "what was acknowledged is there, and what was refused is not"
    assert len(kept) < 25, "no kill hit a write"
    again = written()
    assert {int(one) for one in again.values("SELECT ?o { <urn:s> <urn:p> ?o }")} == shown
    assert again.update(INSERT.format(1000)) > 1


def test_a_write_that_takes_too_long_is_undone(written: Callable[..., Under]) -> None:
    """At its deadline, while others read; the next write works."""
    under = written(seconds=1.0)

    async def late() -> None:
        task = asyncio.ensure_future(under.store.update(Update(ENDLESS)))
        while not task.done():
            answer = await collect(await under.store.query(Request("ASK { <urn:s7> ?p ?o }", rows=CSV)))
            assert answer == b"true"
            await asyncio.sleep(0.02)
        with pytest.raises(QueryTimeout, match="nothing of it was kept"):
            await task

    under.run(late())
    assert under.update(INSERT.format(1)) == 2
    assert under.values("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == ["2001"]


def test_a_client_that_leaves_a_write(written: Callable[..., Under]) -> None:
    """At any moment: the write is there or it is not, and the next one works."""
    under = written()

    async def leave(number: int) -> bool:
        task = asyncio.ensure_future(under.store.update(Update(INSERT.format(number))))
        await asyncio.sleep(0.005 * number)
        return task.cancel()

    left = [under.run(leave(number)) for number in range(16)]
    assert any(left)
    under.update(INSERT.format(100))
    shown = {int(one) for one in under.values("SELECT ?o { <urn:s> <urn:p> ?o }")}
    assert 100 in shown
    assert shown <= {*range(16), 100}


def test_left_overs_are_swept(written: Callable[..., Under]) -> None:
    """A generation that was never finished does not count, and goes."""
    under = written()
    left = under.place / "generations" / ".000002"
    left.mkdir()
    (left / "db").mkdir()
    (under.place / "live").mkdir()
    (under.place / "live" / "CURRENT").write_text("nonsense")
    assert under.update(INSERT.format(1)) == 2
    assert sorted(os.listdir(under.place / "generations")) == ["000001", "000002"]


def test_a_committed_generation_is_found_again(written: Callable[..., Under], runner: asyncio.Runner) -> None:
    """The newest one on disk is what a restart serves."""
    under = written()
    under.update(INSERT.format(1))
    again = written()
    assert again.run(again.store.health()).generation.number == 2
    assert again.values("SELECT ?o { <urn:s> <urn:p> ?o }", generation=1) == []


def test_retention(written: Callable[..., Under]) -> None:
    """Three are kept, however old; an older one can no longer be asked for."""
    under = written(Retention(keep=3, age=timedelta(0)))
    for number in range(6):
        under.update(INSERT.format(number))
    assert [one.number for one in under.run(under.store.generations())] == [5, 6, 7]
    assert under.values("SELECT (COUNT(*) AS ?n) { <urn:s> ?p ?o }", generation=5) == ["4"]
    with pytest.raises(NoSuchGeneration):
        under.values("SELECT * { ?s ?p ?o }", generation=2)


def test_a_generation_that_is_read_stays(written: Callable[..., Under]) -> None:
    """A long export goes on over the old state, whatever is committed meanwhile."""
    under = written(Retention(keep=1, age=timedelta(0)))

    async def export() -> int:
        many = "SELECT * { ?a ?b ?c . ?d ?e ?f . FILTER(?c < 200) }"
        answer = await under.store.query(Request(many, rows=CSV))
        for number in range(3):
            await under.store.update(Update(f"DELETE WHERE {{ GRAPH <urn:g> {{ <urn:s{number}> ?p ?o }} }}"))
        assert 1 in [one.number for one in await under.store.generations()]
        return (await collect(answer)).count(b"\r\n")

    assert under.run(export()) == 200 * 2000 + 1
    under.update(INSERT.format(1))
    assert [one.number for one in under.run(under.store.generations())] == [5]


def test_past_generations_under_load(written: Callable[..., Under]) -> None:
    """Many past states at once do not make many readers."""
    under = written()
    for number in range(6):
        under.update(INSERT.format(number))
    for _ in range(2):
        for number in range(1, 8):
            text = "SELECT (COUNT(*) AS ?n) { <urn:s> ?p ?o }"
            assert under.values(text, generation=number) == [str(number - 1)]
    process = under.store._children.process
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
        assert len(file.read().split()) <= 3 + 2 + 1 + 1


def test_commits_of_another_program_are_followed(
    written: Callable[..., Under], runner: asyncio.Runner
) -> None:
    """A second front on the folder serves them within moments."""
    under = written()
    other = EmbeddedStore(under.place, Limits(workers=1))
    runner.run(other.start())
    under.update(INSERT.format(1))

    async def follow() -> int:
        for _ in range(100):
            number = (await other.health()).generation.number
            if number == 2:
                return number
            await asyncio.sleep(0.05)
        return 0

    assert runner.run(follow()) == 2
    runner.run(other.aclose())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 24 MB; skipped where one cannot be made."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["/bin/mount", "-t", "tmpfs", "-o", "size=24m", "qkg-test", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small file system can only be mounted by root")
    yield place
    subprocess.run(["/bin/umount", "-l", str(place)], check=False)


def test_a_full_disk_keeps_the_store_whole(runner: asyncio.Runner, small_disk: Path) -> None:
    """The write is refused in one sentence; reading goes on, and writing too once there is room."""
    place = small_disk / "store"
    folder.build(place, "digest", fill)
    under = Under(runner, place, EmbeddedStore(place, Limits(workers=2), Writing()))
    ballast = small_disk / "ballast"
    try:
        under.update(INSERT.format(1))
        free = os.statvfs(small_disk)
        ballast.write_bytes(b"x" * max(0, free.f_bavail * free.f_bsize - 1_000_000))
        big = " ".join(f"<urn:s{number}> <urn:p> 'text {number} {'x' * 200}' ." for number in range(20_000))
        with pytest.raises(StoreFull):
            under.update(f"INSERT DATA {{ GRAPH <urn:big> {{ {big} }} }}")
        assert under.values("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == ["2001"]
        ballast.unlink()
        under.update(INSERT.format(2))
        assert under.values("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == ["2002"]
    finally:
        runner.run(under.store.aclose())


def test_notes_of_generations_are_plain(written: Callable[..., Under]) -> None:
    """Number, time and size stand beside each state, for people and for backups."""
    under = written()
    under.update(INSERT.format(1))
    note = json.loads((generations.place(under.place, 2) / generations.NOTE).read_text())
    assert (note["number"], note["quads"]) == (2, 2001)
    assert note["time"].endswith("+00:00")
