"""A store that follows a switch file, over two stores in memory, and the file itself."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest

from qkg.errors import NoSuchGeneration, NotAStore, ReadOnly
from qkg.media import ROW_FORMATS
from qkg.store import pointer
from qkg.store.answer import collect
from qkg.store.contract import Generation, Request, Store, Update
from qkg.store.inprocess import InProcessStore
from qkg.store.pointer import Pointer
from qkg.store.switched import Switched

JSON = ROW_FORMATS[0]
ASK = "ASK { <urn:here> <urn:is> ?place }"
NOW = datetime.now(UTC)


def at(place: str, number: int) -> Store:
    """A store of that generation; ``new`` holds a triple that ``old`` does not."""
    engine = ox.Store()
    if place == "/new":
        engine.update("INSERT DATA { GRAPH <urn:g> { <urn:here> <urn:is> 1 } }")
    return InProcessStore(engine, workers=1, generation=Generation(number, NOW))


async def opened(place: str) -> Store:
    """The old store stands at generation 7, the new one at 8."""
    if place == "/gone":
        raise NotAStore("there is no store in /gone")
    return at(place, {"/old": 7, "/new": 8}[place])


async def answer(store: Switched, generation: int | None = None) -> tuple[int, bool]:
    """Generation and answer of one question."""
    found = await store.query(Request(ASK, rows=JSON, generation=generation))
    return found.generation.number, b"true" in await collect(found)


def followed(runner: asyncio.Runner, file: Path, steps: Callable[[Switched, list[str]], object]) -> None:
    """Run steps on a store of this file."""
    moves: list[str] = []

    async def work() -> None:
        store = Switched(file, opened, moves.append)
        try:
            await steps(store, moves)  # type: ignore[misc]
        finally:
            await store.aclose()

    runner.run(work())


async def until(true: Callable[[], bool]) -> None:
    """Wait, however slow the machine is."""
    for _ in range(1200):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("nothing happened for a minute")


def test_it_moves_when_the_file_says_so(runner: asyncio.Runner, tmp_path: Path) -> None:
    """Old answers before, new ones after; the old generation is still found by who began with it."""
    file = tmp_path / "readers.json"
    pointer.write(file, Pointer("/old", NOW))

    async def steps(store: Switched, moves: list[str]) -> None:
        assert await answer(store) == (7, False)
        pointer.write(file, Pointer("/new", datetime.now(UTC) + timedelta(seconds=0.5), 8, "/old"))
        await until(lambda: bool(moves))
        assert await answer(store) == (8, True)
        assert await answer(store, 7) == (7, False)
        assert [one.number for one in await store.generations()] == [8]
        assert (await store.health()).ready

    followed(runner, file, steps)


def test_a_move_that_is_taken_back_does_not_happen(runner: asyncio.Runner, tmp_path: Path) -> None:
    """The file is put back before its moment: nobody moves, and writes wait no longer."""
    file = tmp_path / "readers.json"
    pointer.write(file, Pointer("/old", NOW))

    async def steps(store: Switched, moves: list[str]) -> None:
        await store.start()
        pointer.write(file, Pointer("/new", datetime.now(UTC) + timedelta(hours=1), 8, "/old"))
        assert await answer(store) == (7, False)
        await asyncio.sleep(1)
        pointer.write(file, Pointer("/old", NOW))
        assert await answer(store) == (7, False)
        with pytest.raises(ReadOnly):
            await store.update(Update("INSERT DATA { <urn:a> <urn:b> 1 }"))
        assert moves == []

    followed(runner, file, steps)


def test_a_store_that_cannot_be_opened_is_said(runner: asyncio.Runner, tmp_path: Path) -> None:
    """Readers stay on the old one, the service says that it is not ready, and goes on trying."""
    file = tmp_path / "readers.json"
    pointer.write(file, Pointer("/old", NOW))

    async def steps(store: Switched, moves: list[str]) -> None:
        await store.start()
        pointer.write(file, Pointer("/gone", NOW, 8, "/old"))
        health = await store.health()
        while health.ready:
            await asyncio.sleep(0.05)
            health = await store.health()
        assert "there is no store in /gone" in health.reason
        assert await answer(store) == (7, False)
        pointer.write(file, Pointer("/new", NOW, 8, "/old"))
        await until(lambda: bool(moves))
        assert (await store.health()).ready

    followed(runner, file, steps)


def test_generations_from_before_are_not_there(runner: asyncio.Runner, tmp_path: Path) -> None:
    """A service that starts after the move knows nothing of them."""
    file = tmp_path / "readers.json"
    pointer.write(file, Pointer("/new", NOW, 8, "/old"))

    async def steps(store: Switched, _moves: list[str]) -> None:
        assert await answer(store, 8) == (8, True)
        with pytest.raises(NoSuchGeneration, match="before the store was switched"):
            await answer(store, 7)

    followed(runner, file, steps)


def test_until_its_moment_the_store_before_is_current(tmp_path: Path) -> None:
    """A service that starts between announcement and move stands where the others do."""
    told = Pointer("/new", NOW + timedelta(seconds=5), 8, "/old")
    pointer.write(tmp_path / "file", told)
    assert pointer.read(tmp_path / "file") == told
    assert told.current(NOW) == "/old"
    assert told.current(NOW + timedelta(seconds=5)) == "/new"
    assert Pointer("/new", NOW + timedelta(seconds=5)).current(NOW) == "/new"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', '{"format": 1, "at": "now"}'])
def test_another_file_is_no_switch_file(tmp_path: Path, text: str) -> None:
    """Said as what it is, whatever stands in it."""
    (tmp_path / "file").write_text(text)
    with pytest.raises(NotAStore, match="qkg switch"):
        pointer.read(tmp_path / "file")
