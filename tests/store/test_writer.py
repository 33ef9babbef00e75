"""The writer under attack: nothing acknowledged is lost, nothing half-done seen, rules hold always."""

import asyncio
import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest

from qkg.errors import DuplicateTriple, NoSuchGeneration, QueryTimeout, Refused, StoreFull, WriterLost
from qkg.media import GRAPH_FORMATS, ROW_FORMATS, by_name
from qkg.namespaces import GRAPH, ONTOLOGY, PREFIXES
from qkg.store import folder, generations
from qkg.store.answer import collect
from qkg.store.contract import GraphWrite, Request, Update
from qkg.store.embedded import EmbeddedStore
from qkg.store.generations import Retention
from qkg.store.pen import Writing
from qkg.store.pool import Limits
from qkg.store.survey import DATASET, DESCRIPTION

CSV = by_name("csv", ROW_FORMATS)
NT = by_name("nt", GRAPH_FORMATS)
INSERT = "INSERT DATA {{ GRAPH <urn:new> {{ <urn:s> <urn:p> {} }} }}"
ENDLESS = "INSERT { ?a ?b ?i } WHERE { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?j { ?g1 ?h1 ?i } }"
RULE = f"CONSTRUCT {{ ?s a <{ONTOLOGY}Parent> }} WHERE {{ ?s <{ONTOLOGY}child> ?o }}"


def fill(engine: ox.Store) -> None:
    """Two thousand quads in a graph of somebody else."""
    graph, predicate = ox.NamedNode("urn:g"), ox.NamedNode("urn:p")
    engine.bulk_extend(
        ox.Quad(ox.NamedNode(f"urn:s{number}"), predicate, ox.Literal(number), graph)
        for number in range(2000)
    )


class Under:
    """A store under test with its folder and its loop."""

    def __init__(self, runner: asyncio.Runner, place: Path, store: EmbeddedStore) -> None:
        self.place, self.store, self.run = place, store, runner.run
        self.run(store.start())

    def update(self, text: str) -> int:
        """Apply an update; the number of the generation."""
        return self.run(self.store.update(Update(text))).generation.number

    def values(self, text: str, **more: object) -> list[str]:
        """The lines of a CSV answer without its head."""
        request = Request(text, rows=CSV, **more)  # type: ignore
        return self.run(self._ask(request)).decode().splitlines()[1:]

    async def _ask(self, request: Request) -> bytes:
        return await collect(await self.store.query(request))

    def writer(self) -> int:
        """The process that writes: the one that holds the lock file open."""
        process = self.store._children.process
        with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
            return next(int(one) for one in file.read().split() if _holds(one, self.place / "writer.lock"))


def _holds(process: str, path: Path) -> bool:
    opened = Path(f"/proc/{process}/fd")
    return any(os.path.realpath(one) == str(path) for one in opened.iterdir())


@pytest.fixture
def make(runner: asyncio.Runner, tmp_path: Path) -> Iterator[Callable[..., Under]]:
    """Opens the store in one folder; a second call opens it again, as after a restart."""
    place, made = tmp_path / "store", []
    folder.build(place, "digest", fill)

    def open_one(retention: Retention | None = None, **writing: object) -> Under:
        for before in made:
            runner.run(before.aclose())
        store = EmbeddedStore(place, Limits(workers=2), Writing(**writing), retention)  # type: ignore
        made.append(store)
        return Under(runner, place, store)

    yield open_one
    for store in made:
        runner.run(store.aclose())


def test_nothing_acknowledged_is_lost(make: Callable[..., Under]) -> None:
    """A counter is written while the writer is killed at every moment of its work."""
    under = make()
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
    again = make()
    assert {int(one) for one in again.values("SELECT ?o { <urn:s> <urn:p> ?o }")} == shown
    assert again.update(INSERT.format(1000)) > 1


def test_a_write_that_takes_too_long_is_undone(make: Callable[..., Under]) -> None:
    """At its deadline, while others read; the next write works."""
    under = make(seconds=1.0)

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


def test_a_client_that_leaves_a_write(make: Callable[..., Under]) -> None:
    """At any moment: the write is there or it is not, and the next one works."""
    under = make()

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


def test_left_overs_are_swept(make: Callable[..., Under]) -> None:
    """A generation that was never finished does not count, and goes."""
    under = make()
    left = under.place / "generations" / ".000002"
    left.mkdir()
    (left / "db").mkdir()
    (under.place / "live").mkdir()
    (under.place / "live" / "CURRENT").write_text("nonsense")
    assert under.update(INSERT.format(1)) == 2
    assert sorted(os.listdir(under.place / "generations")) == ["000001", "000002"]


def test_a_committed_generation_is_found_again(make: Callable[..., Under], runner: asyncio.Runner) -> None:
    """The newest one on disk is what a restart serves."""
    under = make()
    under.update(INSERT.format(1))
    again = make()
    assert again.run(again.store.health()).generation.number == 2
    assert again.values("SELECT ?o { <urn:s> <urn:p> ?o }", generation=1) == []


def test_retention(make: Callable[..., Under]) -> None:
    """Three are kept, however old; an older one can no longer be asked for."""
    under = make(Retention(keep=3, age=timedelta(0)))
    for number in range(6):
        under.update(INSERT.format(number))
    assert [one.number for one in under.run(under.store.generations())] == [5, 6, 7]
    assert under.values("SELECT (COUNT(*) AS ?n) { <urn:s> ?p ?o }", generation=5) == ["4"]
    with pytest.raises(NoSuchGeneration):
        under.values("SELECT * { ?s ?p ?o }", generation=2)


def test_a_generation_that_is_read_stays(make: Callable[..., Under]) -> None:
    """A long export goes on over the old state, whatever is committed meanwhile."""
    under = make(Retention(keep=1, age=timedelta(0)))

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


def test_past_generations_under_load(make: Callable[..., Under]) -> None:
    """Many past states at once do not make many readers."""
    under = make()
    for number in range(6):
        under.update(INSERT.format(number))
    for _ in range(2):
        for number in range(1, 8):
            text = "SELECT (COUNT(*) AS ?n) { <urn:s> ?p ?o }"
            assert under.values(text, generation=number) == [str(number - 1)]
    process = under.store._children.process
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
        assert len(file.read().split()) <= 3 + 2 + 1 + 1


def test_commits_of_another_program_are_followed(make: Callable[..., Under], runner: asyncio.Runner) -> None:
    """A second front on the folder serves them within moments."""
    under = make()
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


def test_inference_follows_each_commit(make: Callable[..., Under]) -> None:
    """What no longer follows goes; what is stated is not inferred as well."""
    under = make(rules={"parent": RULE})
    asked = f"SELECT ?g {{ GRAPH ?g {{ ?s a <{ONTOLOGY}Parent> }} }}"
    stated = f"GRAPH <{GRAPH}one> {{ <urn:x> <{ONTOLOGY}child> <urn:y> }}"
    under.update(f"INSERT DATA {{ {stated} }}")
    assert under.values(asked) == [GRAPH + "inferred"]
    under.update(f"INSERT DATA {{ GRAPH <{GRAPH}one> {{ <urn:x> a <{ONTOLOGY}Parent> }} }}")
    assert under.values(asked) == [GRAPH + "one"]
    under.update(f"CLEAR GRAPH <{GRAPH}one>")
    assert under.values(asked) == []


def described() -> list[ox.Triple]:
    """What a description says beside its counts."""
    return [ox.Triple(DATASET, ox.NamedNode("urn:more"), ox.Literal("more"))]


def test_the_description_follows_each_commit(make: Callable[..., Under]) -> None:
    """Its counts are those of the same generation, inferences included; who writes to it is overwritten."""
    under = make(rules={"parent": RULE}, describer=f"{__name__}:described")
    counted = (
        f"SELECT ?n {{ GRAPH {DESCRIPTION} {{ {DATASET} <{PREFIXES['void']}triples> ?n ; <urn:more> ?m }} }}"
    )
    under.update(f"INSERT DATA {{ GRAPH <{GRAPH}one> {{ <urn:x> <{ONTOLOGY}child> <urn:y> , <urn:z> }} }}")
    assert under.values(counted) == ["2003"], "2,000 at the start, two written, one inferred"
    under.update(f"DELETE DATA {{ GRAPH <{GRAPH}one> {{ <urn:x> <{ONTOLOGY}child> <urn:y> }} }}")
    assert under.values(counted) == ["2002"]
    under.update(f"DELETE WHERE {{ GRAPH {DESCRIPTION} {{ ?s ?p ?o }} }}")
    assert under.values(counted) == ["2002"]


@pytest.mark.parametrize("variable", [False, True])
def test_a_triple_in_two_published_graphs_is_refused(make: Callable[..., Under], variable: bool) -> None:
    """By update, whichever way it names the graph; nothing is left of it."""
    under = make()
    triple = "<urn:a> <urn:b> <urn:c>"
    under.update(f"INSERT DATA {{ GRAPH <{GRAPH}one> {{ {triple} }} GRAPH <urn:other> {{ {triple} }} }}")
    text = f"INSERT DATA {{ GRAPH <{GRAPH}two> {{ {triple} }} }}"
    if variable:
        text = f"INSERT {{ GRAPH ?g {{ {triple} }} }} WHERE {{ VALUES ?g {{ <{GRAPH}two> }} }}"
    with pytest.raises(DuplicateTriple, match=f"<urn:a> .* in <{GRAPH}.*> and <{GRAPH}"):
        under.update(text)
    assert GRAPH + "two" not in under.run(under.store.graphs())
    assert under.update(text.replace("urn:c", "urn:d")) == 3


def test_a_triple_in_two_published_graphs_is_refused_by_graph_writes(
    make: Callable[..., Under], tmp_path: Path
) -> None:
    """And by loads."""
    under = make()
    body = tmp_path / "body.nt"
    body.write_text("<urn:a> <urn:b> <urn:c> .\n")
    bodies = [(str(body), NT)]
    under.run(under.store.write(GraphWrite("put", GRAPH + "one", bodies)))  # type: ignore
    with pytest.raises(DuplicateTriple):
        under.run(under.store.write(GraphWrite("post", GRAPH + "two", bodies)))  # type: ignore
    with pytest.raises(DuplicateTriple):
        under.run(under.store.load([(str(body), NT, GRAPH + "two")]))  # type: ignore
    assert GRAPH + "two" not in under.run(under.store.graphs())


VALIDATOR = """
def check(read, changed):
    text = read(changed).decode()
    everything = read(None).decode()
    assert len(everything) >= len(text)
    return "# " + " ".join(changed) if "forbidden" in text else ""
"""


def test_governed_graphs_are_checked_before_the_commit(
    make: Callable[..., Under], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report is the answer and nothing is kept; other graphs are nobody's business."""
    (tmp_path / "strict_rules.py").write_text(VALIDATOR)
    monkeypatch.syspath_prepend(tmp_path)
    under = make(validator="strict_rules:check")
    article = f"<urn:me> a <{ONTOLOGY}ArticleGraph>"
    assert under.update(f"INSERT DATA {{ GRAPH <{GRAPH}a> {{ {article} }} }}") == 2
    with pytest.raises(Refused, match=f"<{GRAPH}a>") as caught:
        under.update(f"INSERT DATA {{ GRAPH <{GRAPH}a> {{ <urn:x> <urn:y> 'forbidden' }} }}")
    assert caught.value.report == f"# {GRAPH}a"
    assert under.update("INSERT DATA { GRAPH <urn:free> { <urn:x> <urn:y> 'forbidden' } }") == 3
    assert under.values("SELECT ?g { GRAPH ?g { <urn:x> ?p ?o } }") == ["urn:free"]


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


def test_notes_of_generations_are_plain(make: Callable[..., Under]) -> None:
    """Number, time and size stand beside each state, for people and for backups."""
    under = make()
    under.update(INSERT.format(1))
    note = json.loads((generations.place(under.place, 2) / generations.NOTE).read_text())
    assert (note["number"], note["quads"]) == (2, 2001)
    assert note["time"].endswith("+00:00")
