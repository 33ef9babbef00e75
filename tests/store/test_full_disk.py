"""An engine whose disk is full: what it took stays, what it could not take is not there, and room helps."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.disks import disk, widen
from tests.engines import FOUR, Engine, Engines, remote

from qkg.errors import EngineError, EngineUnavailable, OutOfMemory, QkgError, WriteInDoubt
from qkg.media import GRAPH_FORMATS, ROW_FORMATS, by_name
from qkg.store.answer import collect
from qkg.store.contract import GraphWrite, Request, Store

CSV, NT = by_name("csv", ROW_FORMATS), by_name("nt", GRAPH_FORMATS)
SMALL, WIDE = 36, 1024
SIZE = 2_500
"""Triples of a graph; about two megabytes that do not pack well."""


@pytest.fixture(params=["oxigraph", "fuseki"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a disk of its own, with the four triples."""
    with disk(tmp_path / "disk", SMALL) as place, ExitStack() as stack:
        found = Engines(place, stack)[request.param]
        found.reset(*FOUR)
        yield found


def heap(place: Path, number: int) -> GraphWrite:
    """A graph to be put."""
    noise = random.Random(number)  # noqa: S311 - not a secret
    body = place / f"{number}.nt"
    body.write_text(
        "".join(f'<urn:{number}/{i}> <urn:p> "{noise.randbytes(400).hex()}" .\n' for i in range(SIZE))
    )
    return GraphWrite("put", f"urn:heap{number}", [(str(body), NT)])


async def count(store: Store, number: int) -> int:
    """How many triples of a graph are seen."""
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <urn:heap{number}> {{ ?s ?p ?o }} }}"
    answer = await collect(await store.query(Request(query, rows=CSV)))
    return int(answer.split()[1])


async def filled(store: Store, place: Path) -> tuple[int, QkgError]:
    """Write graphs until one is refused: its number, and what was said."""
    for number in range(100):
        try:
            await store.write(heap(place, number))
        except QkgError as error:
            return number, error
    raise AssertionError("the disk was never full")


async def write_at_last(engine: Engine, store: Store, write: GraphWrite) -> None:
    """With room again, though the engine may rest a little or have to be started anew."""
    for _ in range(240):
        try:
            await store.write(write)
            return
        except (EngineError, EngineUnavailable, OutOfMemory, WriteInDoubt):
            if not engine.server.running:
                await asyncio.to_thread(engine.restart)
            await asyncio.sleep(0.5)
    raise AssertionError("nothing could be written though there was room")


def test_the_disk_of_the_engine_is_full(engine: Engine, runner: asyncio.Runner, tmp_path: Path) -> None:
    """The error names the engine; every graph is whole or not there, before and after."""
    store = remote(engine)
    title = store._client.profile.title  # type: ignore[attr-defined]

    async def story() -> None:
        number, error = await filled(store, tmp_path)
        assert number > 0
        assert isinstance(error, OutOfMemory | WriteInDoubt | EngineError), error
        assert title in str(error)
        assert [await count(store, one) for one in range(number + 1)] == [SIZE] * number + [0]
        widen(tmp_path / "disk", WIDE)
        await write_at_last(engine, store, heap(tmp_path, number))
        assert [await count(store, one) for one in range(number + 1)] == [SIZE] * (number + 1)

    try:
        runner.run(story())
    finally:
        runner.run(store.aclose())
