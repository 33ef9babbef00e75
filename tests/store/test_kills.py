"""An engine that is killed and stopped for real, and comes back on the same port and folder."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.engines import EX, FOUR, Engine, Engines, remote

from qkg.errors import EngineUnavailable, QkgError
from qkg.media import ROW_FORMATS
from qkg.store.answer import collect
from qkg.store.contract import Request, Store, Update

CSV = next(one for one in ROW_FORMATS if one.name == "csv")
WRITES = 3
"""Writes that are acknowledged before the engine is killed in the middle of the next one."""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Engine]:
    """An engine of this test's own."""
    with ExitStack() as stack:
        engine = Engines(tmp_path, stack)["oxigraph"]
        engine.reset(*FOUR)
        yield engine


async def values(store: Store, text: str) -> set[str]:
    """The one column of an answer."""
    answer = await collect(await store.query(Request(text, rows=CSV)))
    return set(answer.decode().splitlines()[1:])


async def until_ready(store: Store, ready: bool = True) -> str:
    """Wait for the health to be so; the reason that it says."""
    for _ in range(1200):
        health = await store.health()
        if health.ready is ready:
            return health.reason
        await asyncio.sleep(0.1)
    raise AssertionError("the health of the store never changed")


def insert(number: int) -> Update:
    """A write that can be told apart."""
    return Update(f"INSERT DATA {{ GRAPH <{EX}new> {{ <urn:w> <urn:p> {number} }} }}")


@pytest.mark.parametrize("pause", [0.0, 0.1])
def test_nothing_acknowledged_is_lost(own: Engine, runner: asyncio.Runner, pause: float) -> None:
    """Killed at different moments of a write: what was acknowledged is there, and no graph is half."""

    async def story() -> None:
        store = remote(own)
        try:
            await store.start()
            for number in range(WRITES):
                await store.update(insert(number))
            writing = asyncio.ensure_future(store.update(insert(WRITES)))
            await asyncio.sleep(pause)
            os.kill(own.server.pid, signal.SIGKILL)
            await asyncio.to_thread(own.restart)
            acknowledged = {str(number) for number in range(WRITES)}
            (end,) = await asyncio.gather(writing, return_exceptions=True)
            if isinstance(end, BaseException):
                assert isinstance(end, QkgError)
                assert "oxigraph serve" in str(end)
            else:
                acknowledged.add(str(WRITES))
            await until_ready(store)
            there = await values(store, "SELECT ?o { <urn:w> <urn:p> ?o }")
            assert acknowledged <= there <= acknowledged | {str(WRITES)}
            rest = await values(store, f"SELECT ?s {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{EX}new>) }}")
            assert rest == {f"{EX}a", f"{EX}b"}
            assert (await store.graphs())[f"{EX}one"] == 3
        finally:
            await store.aclose()

    runner.run(story())


def test_an_engine_that_stands_still(own: Engine, runner: asyncio.Runner) -> None:
    """Stopped, it is said to be degraded and queries are refused at once; when it goes on, all is well."""

    async def story() -> None:
        store = remote(own)
        try:
            await store.start()
            os.kill(own.server.pid, signal.SIGSTOP)
            try:
                assert "degraded: oxigraph serve" in await until_ready(store, ready=False)
                with pytest.raises(EngineUnavailable):
                    await values(store, "SELECT ?s { ?s ?p ?o }")
            finally:
                os.kill(own.server.pid, signal.SIGCONT)
            await until_ready(store)
            assert len(await values(store, "SELECT ?s { ?s ?p ?o }")) == 2
        finally:
            await store.aclose()

    runner.run(story())
