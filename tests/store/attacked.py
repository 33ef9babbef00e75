"""An embedded store under attack, in the hands of a test, and what its processes are."""

import asyncio
import os
from collections.abc import Awaitable

import pyoxigraph as ox

from qkg.media import GRAPH_FORMATS, ROW_FORMATS, by_name
from qkg.store.answer import collect
from qkg.store.contract import Request
from qkg.store.embedded import EmbeddedStore

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
