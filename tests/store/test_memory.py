"""Generations held in memory: the same answers, by readers that share one copy, and by the short way."""

import asyncio
import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from qkg.errors import QueryTimeout, StoreDamaged
from qkg.media import GRAPH_FORMATS, ROW_FORMATS
from qkg.store import folder, generations
from qkg.store.answer import collect
from qkg.store.contract import Request, Update
from qkg.store.copying import copied, in_memory
from qkg.store.embedded import EmbeddedStore
from qkg.store.limits import Limits
from qkg.store.pen import Writing

JSON = ROW_FORMATS[0]
MANY = 2_000
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ONE = "SELECT ?p ?o { <urn:s1> ?p ?o }"
HUB = "SELECT ?s ?p { ?s ?p <urn:hub> }"


def fill(engine: ox.Store) -> None:
    """Many subjects around one object, terms of every kind, and an empty graph."""
    hub, graph = ox.NamedNode("urn:hub"), ox.NamedNode("urn:g")
    for number in range(MANY):
        engine.add(ox.Quad(ox.NamedNode(f"urn:s{number}"), ox.NamedNode("urn:p"), hub, graph))
    subject, predicate = ox.NamedNode("urn:s1"), ox.NamedNode("urn:q")
    for value in (
        ox.Literal("甲\n\"'\\\t", language="zh"),
        ox.Literal(5),
        ox.Triple(subject, predicate, hub),
    ):
        engine.add(ox.Quad(subject, predicate, value, graph))
    engine.add(ox.Quad(subject, predicate, hub))
    engine.add_graph(ox.NamedNode("urn:empty"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with one generation."""
    folder.build(tmp_path / "store", "digest", fill)
    return tmp_path / "store"


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """One event loop for a test."""
    with asyncio.Runner() as made:
        yield made


@pytest.fixture
def store(place: Path, runner: asyncio.Runner) -> Iterator[EmbeddedStore]:
    """A store that holds in memory what it may; its readers have the time that tests of time need."""
    made = EmbeddedStore(place, Limits(workers=2, seconds=20, held_quads=MANY * 2), Writing())
    runner.run(made.start())
    yield made
    runner.run(made.aclose())


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something is so, for ten seconds at most."""
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        await asyncio.sleep(0.02)


def children(process: int) -> list[int]:
    """The processes that a process has started and that live."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [int(one) for one in listed]


def cradles(store: EmbeddedStore) -> list[int]:
    """The children of the nursery that have readers of their own."""
    return [one for one in children(store._children.process) if len(children(one)) >= 3]


async def rows(store: EmbeddedStore, text: str) -> list[str]:
    """The rows of a query, by a reader, in an order of their own."""
    return bindings(await collect(await store.query(Request(text, JSON))))


def bindings(body: bytes) -> list[str]:
    """Rows as texts, sorted."""
    return sorted(map(json.dumps, json.loads(body)["results"]["bindings"]))


@pytest.mark.parametrize("read", [copied, in_memory])
def test_a_copy_is_the_same(place: Path, read: Callable[[str, int], ox.Store]) -> None:
    """Every quad, of every kind of term, and the empty graph."""
    found = generations.newest(place)
    disk, memory = ox.Store.read_only(str(found.database)), read(str(found.database), found.quads)
    assert set(memory) == set(disk)
    assert set(memory.named_graphs()) == set(disk.named_graphs())


@pytest.mark.parametrize("read", [copied, in_memory])
def test_a_copy_that_lacks_something_is_refused(place: Path, read: Callable[[str, int], ox.Store]) -> None:
    """The note of the generation says how many quads there must be."""
    found = generations.newest(place)
    with pytest.raises(StoreDamaged, match="of 2,005 quads"):
        read(str(found.database), 2_005)


def test_readers_move_into_memory(store: EmbeddedStore, runner: asyncio.Runner) -> None:
    """They are born of a process that holds the generation, give the same rows, and keep their deadline."""

    async def ask() -> None:
        await until(lambda: len(cradles(store)) == 1)
        assert len(await rows(store, "SELECT * { ?s ?p ?o }")) == MANY + 4
        begin = time.monotonic()
        with pytest.raises(QueryTimeout):
            await store.query(Request(ENDLESS, JSON, seconds=0.3))
        assert time.monotonic() - begin < 2
        assert len(await rows(store, HUB)) == MANY + 1
        assert set(await store.graphs()) == {"urn:g", "urn:empty"}

    runner.run(ask())


def test_the_copy_dies(store: EmbeddedStore, runner: asyncio.Runner) -> None:
    """Whoever asks afterwards is answered from disk."""

    async def ask() -> None:
        await until(lambda: len(cradles(store)) == 1)
        os.kill(cradles(store)[0], signal.SIGKILL)
        await until(lambda: not cradles(store))
        for _ in range(20):
            assert len(await rows(store, HUB)) == MANY + 1
        await until(lambda: len(children(store._children.process)) == 3)
        assert not cradles(store)

    runner.run(ask())


def test_a_new_generation_is_seen_at_once_and_held_later(
    store: EmbeddedStore, runner: asyncio.Runner
) -> None:
    """No answer is of the state before, by no way; the copy before goes."""

    async def ask() -> None:
        await until(lambda: len(cradles(store)) == 1)
        before = cradles(store)
        await until(lambda: store.at_once(Request(ONE, JSON)) is not None)
        await store.update(Update("INSERT DATA { GRAPH <urn:new> { <urn:s1> <urn:p> 'new' } }"))
        assert store.at_once(Request(ONE, JSON)) is None
        assert len(await rows(store, ONE)) == 6
        await until(lambda: store.at_once(Request(ONE, JSON)) is not None)
        whole = store.at_once(Request(ONE, JSON))
        assert whole is not None
        assert len(bindings(whole.body)) == 6
        await until(lambda: bool(cradles(store)) and cradles(store) != before)
        assert len(cradles(store)) == 1

    runner.run(ask())


def test_the_short_way_says_the_same(store: EmbeddedStore, runner: asyncio.Runner) -> None:
    """From disk, then from memory, in every format for rows, as a reader does."""

    async def ask() -> None:
        await until(lambda: store.at_once(Request(ONE, JSON)) is not None)
        await compare()
        await until(lambda: store._lane._held)
        await compare()

    async def compare() -> None:
        for text in (ONE, "SELECT ?s { ?s <urn:p> <urn:hub> } LIMIT 7", "SELECT * { <urn:none> a ?o }"):
            for chosen in ROW_FORMATS:
                whole = store.at_once(Request(text, chosen))
                assert whole is not None
                assert whole.format == chosen
                body = await collect(await store.query(Request(text, chosen)))
                assert len(whole.body.splitlines()) == len(body.splitlines())
        whole = store.at_once(Request(ONE, JSON))
        assert whole is not None
        assert bindings(whole.body) == await rows(store, ONE)

    runner.run(ask())


def test_the_short_way_ends_early(store: EmbeddedStore, runner: asyncio.Runner) -> None:
    """What is long, wrong or of another kind is left to a reader; the loop was never held for long."""

    async def ask() -> None:
        await until(lambda: store.at_once(Request(ONE, JSON)) is not None)
        for text in (
            HUB,
            "SELECT ?o { nowhere:a ?p ?o }",
            "SELECT ?o { <a> ?p ?o }",
            "SELECT * { ?s ?p ?o }",
        ):
            assert store.at_once(Request(text, JSON)) is None
        assert store.at_once(Request(ONE, None, GRAPH_FORMATS[0])) is None
        assert store.at_once(Request(ONE, JSON, generation=7)) is None
        assert store._lane._long == {("", "?s", "?p", "<urn:hub>")}
        assert len(await rows(store, HUB)) == MANY + 1

    runner.run(ask())
