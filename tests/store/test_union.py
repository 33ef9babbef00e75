"""The union graph on each engine: every commit leaves it with what the published graphs hold, once."""

import asyncio
from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from tests.engines import EX, FOUR, Engine, Engines, remote

from qkg.media import GRAPH_FORMATS, ROW_FORMATS
from qkg.store.answer import collect
from qkg.store.contract import Request, Store, Update
from qkg.store.remote.catalogue import UNION
from qkg.store.remote.questions import rows
from qkg.store.remote.store import RemoteStore

A, B, C = (f"<{EX}s> <{EX}p> <{EX}{name}>" for name in "abc")
STEPS = (
    f"INSERT DATA {{ GRAPH <{EX}one> {{ {A} }} GRAPH <{EX}three> {{ {A} . {B} . {C} }} }}",
    f"DELETE DATA {{ GRAPH <{EX}three> {{ {B} }} }} ; INSERT DATA {{ GRAPH <{EX}two> {{ {B} }} }}",
    f"DROP GRAPH <{EX}three>",
    f"INSERT DATA {{ {C} }}",
    f"CLEAR GRAPH <{EX}one> ; DELETE DATA {{ {C} }}",
)
LINES = next(one for one in GRAPH_FORMATS if one.name == "nt")
Triples = Counter[tuple[str, ...]]


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """One event loop for a test."""
    with asyncio.Runner() as made:
        yield made


@pytest.fixture(params=["fuseki", "oxigraph", "virtuoso"])
def engine(request: pytest.FixtureRequest, engines: Engines) -> Engine:
    """Each engine, with four triples in two graphs."""
    found = engines[request.param]
    found.reset(*FOUR)
    return found


def held(runner: asyncio.Runner, engine: Engine) -> Triples:
    """What the engine itself says that the union graph holds."""

    async def ask() -> Triples:
        client = engine.client()
        try:
            query, dataset = "SELECT ?s ?p ?o { ?s ?p ?o }", [("default-graph-uri", UNION)]
            return Counter(_line(row) for row in await rows(client, query, 60, dataset))
        finally:
            await client.aclose()

    return runner.run(ask())


def _line(row: dict[str, object]) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in "spo")


def published(runner: asyncio.Runner, store: Store) -> set[tuple[str, ...]]:
    """What the graphs hold, asked graph by graph."""

    async def ask() -> set[tuple[str, ...]]:
        names = [*await store.graphs()]
        texts = [await collect(await store.graph(name, LINES)) for name in [None, *names]]
        return {_line(dict(zip("spo", one, strict=True))) for text in texts for one in _triples(text)}

    return runner.run(ask())


def _triples(text: bytes) -> Iterator[ox.Triple]:
    return (one.triple for one in ox.parse(text, ox.RdfFormat.N_TRIPLES))


def test_every_commit_keeps_it(engine: Engine, runner: asyncio.Runner) -> None:
    """Triples in two graphs, moved, dropped, in the unnamed graph: all of them once, and nothing else."""
    store = remote(engine)
    try:
        for text in STEPS:
            runner.run(store.update(Update(text)))
            wanted = published(runner, store)
            assert held(runner, engine) == Counter(wanted)
            found = runner.run(_rows(store, "SELECT DISTINCT ?s ?p ?o { ?s ?p ?o }"))
            assert found == len(wanted)
    finally:
        runner.run(store.aclose())


async def _rows(store: Store, query: str) -> int:
    answer = await store.query(Request(query, rows=ROW_FORMATS[0]))
    found = ox.parse_query_results(await collect(answer), ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    return sum(1 for _ in found)


def test_adopting_makes_it_anew(engine: Engine, runner: asyncio.Runner) -> None:
    """What others wrote is in it afterwards, what they took away is not."""
    store = remote(engine)
    assert isinstance(store, RemoteStore)
    try:
        runner.run(store.adopt())
        engine.reset((EX + "one", f"{A} ."), (EX + "new", f"{B} ."))
        runner.run(store.adopt())
        assert held(runner, engine) == Counter(published(runner, store))
        assert len(held(runner, engine)) == 2
    finally:
        runner.run(store.aclose())
