"""The index follows the store, and the one before answers until the next stands."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.search.conftest import HEAD, make

from qkg.errors import IndexNotReady
from qkg.search import keeper
from qkg.search.finding import Page, find
from qkg.search.index import Gone, Index
from qkg.search.keeper import Keeper
from qkg.store import folder
from qkg.store.contract import Update
from qkg.store.embedded import EmbeddedStore
from qkg.store.limits import Limits
from qkg.store.pen import Writing

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
ONE = 'graph:a { <urn:x> rdfs:label "甲"@zh . }'


@asynccontextmanager
async def kept(place: Path) -> AsyncIterator[tuple[EmbeddedStore, Keeper, list[Index]]]:
    """A store that takes writes, its keeper, and the indexes that took over."""
    folder.build(place, "test", lambda engine: engine.load((HEAD + ONE).encode(), ox.RdfFormat.TRIG))
    store = EmbeddedStore(place, Limits(workers=2, seconds=20), Writing())
    seen: list[Index] = []
    made = Keeper(store, seen.append)
    try:
        yield store, made, seen
    finally:
        await made.aclose()
        await store.aclose()


def test_a_new_label_is_found_after_a_commit(tmp_path: Path) -> None:
    """The answer says its generation; the old index answers in between."""

    async def work() -> None:
        async with kept(tmp_path / "store") as (store, made, seen):
            found, before = await made.ask(find, "甲", Page())
            assert found.total == 1
            insertion = f'INSERT DATA {{ GRAPH <urn:g> {{ <urn:y> {LABEL} "乙"@zh }} }}'
            committed = await store.update(Update(insertion))
            assert committed.generation.number > before.number
            async with asyncio.timeout(20):
                while (answer := await made.ask(find, "乙", Page()))[1] != committed.generation:
                    assert answer[0].total == 0
                    await asyncio.sleep(0.02)
            assert answer[0].total == 1
            assert [one.documents for one in seen] == [1, 2]

    asyncio.run(work())


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database has no name while it is used, and the folder it was built in is gone."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    index = make(ONE)
    assert list(tmp_path.iterdir()) == []
    assert index.ask(find, "甲", Page()).total == 1
    index.close()


def test_a_closed_index_says_so() -> None:
    """Whoever asks it afterwards is told at once, more than once."""
    index = make(ONE)
    index.close()
    for _ in range(2):
        with pytest.raises(Gone):
            index.ask(find, "甲", Page())


def test_the_first_search_waits_only_so_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it is told to come back."""
    monkeypatch.setattr(keeper, "PATIENCE", 0.0)

    async def work() -> None:
        async with kept(tmp_path / "store") as (_, made, _):
            with pytest.raises(IndexNotReady):
                await made.current()

    asyncio.run(work())


def test_a_build_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last words of the process are in the error."""
    monkeypatch.setattr(keeper, "DATABASE", "x")
    monkeypatch.setattr("sys.executable", "/bin/false")

    with pytest.raises(OSError, match="building ended with 1"):
        make(ONE)
