"""The embedded store under attack: deadlines, memory, depth, slow and greedy clients end one query only."""

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.store.attacked import (
    CSV,
    ENDLESS,
    HUGE,
    INSERT,
    PROMPT,
    QUADS,
    SORT,
    Under,
    children,
    fill,
    memory,
    nursery,
)

from qkg.errors import (
    OutOfMemory,
    Overloaded,
    QkgError,
    QueryTimeout,
    ReadOnly,
    StoreLocked,
    StreamBroken,
    TooDeep,
)
from qkg.store import folder
from qkg.store.contract import Request, Update
from qkg.store.embedded import EmbeddedStore
from qkg.store.pen import Writing


@pytest.mark.parametrize(
    "text",
    [
        ENDLESS,
        "SELECT * { " + " ".join(f"?s <urn:p{number}> ?o{number} ." for number in range(500)) + " }",
        "SELECT (COUNT(*) AS ?n) { ?s (<urn:a>|!<urn:a>)* ?o . ?x ?y ?z . ?u ?v ?w }",
    ],
    ids=["cartesian", "star-of-500", "paths"],
)
def test_a_deadline_is_met(attacked: Callable[..., Under], text: str) -> None:
    """In planning and in evaluation, to within half a second, while others are answered."""
    under = attacked()

    async def late() -> float:
        started = time.monotonic()
        with pytest.raises(QueryTimeout, match="after 1 seconds"):
            await under.ask(text, seconds=1)
        return time.monotonic() - started

    took = under.run(under.beside(late()))
    assert 1 <= float(str(took)) < 1 + PROMPT
    under.run(under.settled())


def test_a_deadline_breaks_a_stream(attacked: Callable[..., Under]) -> None:
    """What has begun ends with an error, never as if it were complete."""
    under = attacked()

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


def test_too_much_memory_ends_one_query(attacked: Callable[..., Under]) -> None:
    """A sort that does not fit is refused as such, and the memory is free again."""
    under = attacked(memory=300 * 1024**2, seconds=30)

    async def sort() -> None:
        with pytest.raises(OutOfMemory):
            await under.ask(SORT)

    under.run(under.beside(sort()))
    under.run(under.settled())
    assert all(memory(one) < 300 * 1024**2 for one in children(nursery(under.store)))


@pytest.mark.parametrize("levels", [250, 25_000])
def test_deep_nesting_answers_or_fails_cleanly(attacked: Callable[..., Under], levels: int) -> None:
    """Guarded or not, others do not notice."""
    nested = "CONCAT(" * levels + '"x"' + ")" * levels
    for guarded in (True, False):
        under = attacked(guarded=guarded, memory=1024**3)

        async def deep(under: Under = under) -> str:
            try:
                return await under.ask(f"SELECT ({nested} AS ?x) {{}}")
            except (TooDeep, OutOfMemory) as error:
                return type(error).__name__

        answer = under.run(under.beside(deep()))
        assert answer == "x\r\nx\r\n" if levels < 1000 else answer
        assert answer in ("x\r\nx\r\n", "TooDeep", "OutOfMemory")
        under.run(under.settled())


def test_a_slow_consumer_bounds_memory(attacked: Callable[..., Under]) -> None:
    """The reader waits; neither side piles up what is not read."""
    under = attacked()

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


def test_a_large_answer_passes_whole(attacked: Callable[..., Under]) -> None:
    """In every format that streams, beginning and end are there."""
    under = attacked()
    rows = under.run(under.ask("SELECT * { ?s ?p ?o . ?s ?q ?r . VALUES ?n { 1 2 3 4 5 } }"))
    assert rows.count("\r\n") == 5 * QUADS + 1
    turtle = under.run(under.ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
    assert len(list(ox.parse(turtle, ox.RdfFormat.TURTLE))) == QUADS


def test_a_full_queue_is_said(attacked: Callable[..., Under]) -> None:
    """Two work, eight wait, the others are told to come again; then all is well."""
    under = attacked(seconds=2)

    async def crowd() -> list[object]:
        asked = [under.ask(ENDLESS) for _ in range(20)]
        return await asyncio.gather(*asked, return_exceptions=True)

    kinds = [type(one) for one in under.run(crowd())]
    assert kinds.count(Overloaded) >= 10
    assert set(kinds) == {Overloaded, QueryTimeout}
    under.run(under.settled())


def test_the_packaged_store_takes_no_writes(attacked: Callable[..., Under]) -> None:
    """And says what would."""
    under = attacked()
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


def test_an_error_of_the_engine_is_one_of_ours(attacked: Callable[..., Under]) -> None:
    """Not a traceback, not a dead reader."""
    under = attacked()
    with pytest.raises(QkgError):
        under.run(under.ask("SELECT ?s { ?s ?p ?o } GROUP BY ?p"))
    assert under.run(under.count()) == QUADS
