"""The embedded store under attack: whatever ends one reader ends nothing else, and nothing stays behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from qkg.errors import (
    OutOfMemory,
    Overloaded,
    QkgError,
    QueryTimeout,
    ReaderLost,
    ReadOnly,
    StoreLocked,
    StreamBroken,
    TooDeep,
)
from qkg.media import GRAPH_FORMATS, ROW_FORMATS, by_name
from qkg.store import folder
from qkg.store.answer import collect
from qkg.store.contract import Request, Update
from qkg.store.embedded import EmbeddedStore
from qkg.store.pen import Writing
from qkg.store.pool import Limits

CSV = by_name("csv", ROW_FORMATS)
TTL = by_name("ttl", GRAPH_FORMATS)
QUADS = 20_000
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HUGE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
SORT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
PROMPT = 0.5
INSERT = "INSERT DATA { GRAPH <urn:new> { <urn:s> <urn:p> %d } }"


def fill(engine: ox.Store) -> None:
    """Twenty thousand quads in one graph."""
    graph, predicate = ox.NamedNode("urn:g"), ox.NamedNode("urn:p")
    engine.bulk_extend(
        ox.Quad(ox.NamedNode(f"urn:s{number}"), predicate, ox.Literal(f"text {number}"), graph)
        for number in range(QUADS)
    )


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that is only read."""
    place = tmp_path_factory.mktemp("template") / "store"
    folder.build(place, "digest", fill)
    return place


class Under:
    """A store under test with the loop that it lives on."""

    def __init__(self, runner: asyncio.Runner, store: EmbeddedStore) -> None:
        self.store = store
        self.run = runner.run
        self.run(store.start())
        self.run(self.settled())

    async def settled(self) -> None:
        """Wait until nothing works and every reader is there again."""
        for _ in range(200):
            health = await self.store.health()
            if not health.busy and health.idle >= 2:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"the readers did not come back: {health}")

    async def ask(self, text: str, **more: object) -> str:
        """The whole answer as text."""
        request = Request(text, rows=CSV, graph=TTL, **more)  # type: ignore
        return (await collect(await self.store.query(request))).decode()

    async def count(self) -> int:
        """How many triples there are."""
        return int((await self.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")).split()[1])

    async def beside(self, work: Awaitable[object]) -> object:
        """Do the work while others ask all the time; they must not notice."""
        task, asked = asyncio.ensure_future(work), 0
        while not task.done():
            assert "urn:s7" in await self.ask('SELECT ?s { ?s ?p "text 7" }')
            asked += 1
            await asyncio.sleep(0.01)
        assert asked > 0
        return await task


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
        return [int(one) for one in file.read().split()]


def nursery(store: EmbeddedStore) -> int:
    """The store's nursery."""
    return store._children.process


def alive(process: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def memory(process: int) -> int:
    """Bytes of memory that a process holds."""
    with open(f"/proc/{process}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture
def make(runner: asyncio.Runner, template: Path) -> Iterator[Callable[..., Under]]:
    """Opens stores over the template with limits of one's own; ends them, and checks that nothing is left."""
    made: list[EmbeddedStore] = []

    def open_one(**limits: object) -> Under:
        store = EmbeddedStore(template, Limits(**{"workers": 2, **limits}))  # type: ignore
        made.append(store)
        return Under(runner, store)

    yield open_one
    for store in made:
        process = nursery(store)
        born = [process, *children(process)] if process else []
        runner.run(store.aclose())
        assert not [one for one in born if alive(one)]


@pytest.mark.parametrize(
    "text",
    [
        ENDLESS,
        "SELECT * { " + " ".join(f"?s <urn:p{number}> ?o{number} ." for number in range(500)) + " }",
        "SELECT (COUNT(*) AS ?n) { ?s (<urn:a>|!<urn:a>)* ?o . ?x ?y ?z . ?u ?v ?w }",
    ],
    ids=["cartesian", "star-of-500", "paths"],
)
def test_a_deadline_is_met(make: Callable[..., Under], text: str) -> None:
    """In planning and in evaluation, to within half a second, while others are answered."""
    under = make()

    async def late() -> float:
        started = time.monotonic()
        with pytest.raises(QueryTimeout, match="after 1 seconds"):
            await under.ask(text, seconds=1)
        return time.monotonic() - started

    took = under.run(under.beside(late()))
    assert 1 <= float(str(took)) < 1 + PROMPT
    under.run(under.settled())


def test_a_deadline_breaks_a_stream(make: Callable[..., Under]) -> None:
    """What has begun ends with an error, never as if it were complete."""
    under = make()

    async def read() -> int:
        size = 0
        answer = await under.store.query(Request(HUGE, rows=CSV, seconds=1))
        try:
            async for block in answer:
                size += len(block)
        except StreamBroken:
            return size
        raise AssertionError("the stream ended as if it were complete")

    assert under.run(read()) > 0
    under.run(under.settled())


def test_too_much_memory_ends_one_query(make: Callable[..., Under]) -> None:
    """A sort that does not fit is refused as such, and the memory is free again."""
    under = make(memory=300 * 1024**2, seconds=30)

    async def sort() -> None:
        with pytest.raises(OutOfMemory):
            await under.ask(SORT)

    under.run(under.beside(sort()))
    under.run(under.settled())
    assert all(memory(one) < 300 * 1024**2 for one in children(nursery(under.store)))


@pytest.mark.parametrize("levels", [250, 25_000])
def test_deep_nesting_answers_or_fails_cleanly(make: Callable[..., Under], levels: int) -> None:
    """Guarded or not, others do not notice."""
    nested = "CONCAT(" * levels + '"x"' + ")" * levels
    for guarded in (True, False):
        under = make(guarded=guarded, memory=1024**3)

        async def deep(under: Under = under) -> str:
            try:
                return await under.ask(f"SELECT ({nested} AS ?x) {{}}")
            except (TooDeep, OutOfMemory) as error:
                return type(error).__name__

        answer = under.run(under.beside(deep()))
        assert answer == "x\r\nx\r\n" if levels < 1000 else answer
        assert answer in ("x\r\nx\r\n", "TooDeep", "OutOfMemory")
        under.run(under.settled())


def test_a_killed_reader_is_replaced_and_its_query_asked_again(make: Callable[..., Under]) -> None:
    """Nobody notices: not those whose reader was free, not the one whose query had not begun to answer."""
    under = make()
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(?a = <urn:s1>) FILTER(STRLEN(?f) > 3) }"

    async def kill() -> str:
        task = asyncio.ensure_future(under.ask(slow))
        await asyncio.sleep(0.01)
        for process in children(nursery(under.store)):
            os.kill(process, signal.SIGKILL)
        return await task

    assert under.run(kill()).split()[1] == str(QUADS)
    under.run(under.settled())


def test_a_query_whose_readers_die_twice_fails(make: Callable[..., Under]) -> None:
    """It is asked again once, not for ever."""
    under = make()

    async def kill() -> None:
        task = asyncio.ensure_future(under.ask(ENDLESS))
        while not task.done():
            for process in children(nursery(under.store)):
                os.kill(process, signal.SIGKILL)
            await asyncio.sleep(0.05)
        with pytest.raises(ReaderLost):
            await task

    under.run(kill())
    under.run(under.settled())


def test_a_killed_nursery_is_replaced(make: Callable[..., Under]) -> None:
    """Its readers die with it; the next query makes a new one."""
    under = make()
    before = nursery(under.store)
    born = children(before)
    os.kill(before, signal.SIGKILL)

    async def again() -> None:
        await asyncio.sleep(0.3)
        assert await under.count() == QUADS
        await under.settled()

    under.run(again())
    assert nursery(under.store) != before
    assert not [one for one in born if alive(one)]


def test_a_client_that_leaves_ends_the_evaluation(make: Callable[..., Under]) -> None:
    """Before the first byte by being cancelled, in the middle by closing."""
    under = make()

    async def leave() -> None:
        task = asyncio.ensure_future(under.ask(ENDLESS))
        await asyncio.sleep(0.1)
        assert (await under.store.health()).busy == 1
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await under.store.health()).busy == 0
        answer = await under.store.query(Request(HUGE, rows=CSV))
        await anext(answer)
        await answer.aclose()
        await answer.aclose()
        assert (await under.store.health()).busy == 0

    under.run(leave())
    under.run(under.settled())


def test_a_slow_consumer_bounds_memory(make: Callable[..., Under]) -> None:
    """The reader waits; neither side piles up what is not read."""
    under = make()

    async def slow() -> None:
        answer = await under.store.query(Request(HUGE, rows=CSV))
        before = memory(os.getpid())
        for _ in range(20):
            await anext(answer)
            await asyncio.sleep(0.02)
        assert memory(os.getpid()) - before < 16 * 1024**2
        busy = max(memory(one) for one in children(nursery(under.store)))
        assert busy < 200 * 1024**2
        await answer.aclose()

    under.run(slow())


def test_a_large_answer_passes_whole(make: Callable[..., Under]) -> None:
    """In every format that streams, beginning and end are there."""
    under = make()
    rows = under.run(under.ask("SELECT * { ?s ?p ?o . ?s ?q ?r . VALUES ?n { 1 2 3 4 5 } }"))
    assert rows.count("\r\n") == 5 * QUADS + 1
    turtle = under.run(under.ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
    assert len(list(ox.parse(turtle, ox.RdfFormat.TURTLE))) == QUADS


def test_a_full_queue_is_said(make: Callable[..., Under]) -> None:
    """Two work, eight wait, the others are told to come again; then all is well."""
    under = make(seconds=2)

    async def crowd() -> list[object]:
        asked = [under.ask(ENDLESS) for _ in range(20)]
        return await asyncio.gather(*asked, return_exceptions=True)

    kinds = [type(one) for one in under.run(crowd())]
    assert kinds.count(Overloaded) >= 10
    assert set(kinds) == {Overloaded, QueryTimeout}
    under.run(under.settled())


def test_the_packaged_store_takes_no_writes(make: Callable[..., Under]) -> None:
    """And says what would."""
    under = make()
    with pytest.raises(ReadOnly, match="--store"):
        under.run(under.store.update(Update(INSERT % 1)))


def test_two_fronts_on_one_folder(runner: asyncio.Runner, tmp_path: Path) -> None:
    """Both read; the second that wants to write is told in one sentence, until the first has gone."""
    folder.build(tmp_path / "store", "digest", fill)
    first, second = (Under(runner, EmbeddedStore(tmp_path / "store", writing=Writing())) for _ in "12")
    runner.run(first.store.update(Update(INSERT % 1)))
    with pytest.raises(StoreLocked, match="another program writes"):
        runner.run(second.store.update(Update(INSERT % 2)))
    assert runner.run(second.count()) in (QUADS, QUADS + 1)
    runner.run(first.store.aclose())
    runner.run(second.store.update(Update(INSERT % 2)))
    assert runner.run(second.count()) == QUADS + 2
    runner.run(second.store.aclose())


SERVER = """
import asyncio, sys
from pathlib import Path
from qkg.media import ROW_FORMATS
from qkg.store.contract import Request, Update
from qkg.store.embedded import EmbeddedStore
from qkg.store.pen import Writing
async def main():
    store = EmbeddedStore(Path(sys.argv[1]), writing=Writing())
    await store.start()
    await store.update(Update("INSERT DATA { <urn:a> <urn:b> <urn:c> }"))
    print(store._children.process, flush=True)
    await store.query(Request(sys.argv[2], rows=ROW_FORMATS[0]))
asyncio.run(main())
"""


def test_killing_the_server_leaves_no_process(tmp_path: Path) -> None:
    """Not even in the middle of an evaluation."""
    folder.build(tmp_path / "store", "digest", fill)
    command = [sys.executable, "-c", SERVER, str(tmp_path / "store"), ENDLESS]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        process = int(server.stdout.readline())
        time.sleep(0.3)
        born = [process, *children(process)]
        assert len(born) > 2
        server.kill()
    deadline = time.monotonic() + 3
    while [one for one in born if alive(one)]:
        assert time.monotonic() < deadline, "processes were left behind"
        time.sleep(0.02)


def test_an_error_of_the_engine_is_one_of_ours(make: Callable[..., Under]) -> None:
    """Not a traceback, not a dead reader."""
    under = make()
    with pytest.raises(QkgError):
        under.run(under.ask("SELECT ?s { ?s ?p ?o } GROUP BY ?p"))
    assert under.run(under.count()) == QUADS
