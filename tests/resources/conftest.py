"""A view of the packaged graph, and views of small graphs of a test's own; all in this process."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

import pyoxigraph as ox
import pytest

from qkg.dataset.assets import find_assets
from qkg.dataset.cache import open_folder, packaged
from qkg.namespaces import PREFIXES
from qkg.store.inprocess import InProcessStore
from qkg.store.view import View

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
T = TypeVar("T")
Ask = Callable[[str, Callable[[View], Coroutine[Any, Any, T]]], tuple[T, int]]


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    """One event loop for all tests of the session that await."""
    with asyncio.Runner() as one:
        yield one


@pytest.fixture(scope="session")
def view(tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner) -> Iterator[View]:
    """The packaged graph."""
    engine, checkpoint = open_folder(packaged(tmp_path_factory.mktemp("cache")))
    store = InProcessStore(engine, generation=checkpoint.generation, context=find_assets().context)
    yield runner.run(View.newest(store))
    runner.run(store.aclose())


@pytest.fixture
def ask() -> Ask[Any]:
    """What a coroutine over a view of this TriG answers, and how many queries it took."""

    async def answer(trig: str, question: Callable[[View], Coroutine[Any, Any, T]]) -> tuple[T, int]:
        engine = ox.Store()
        engine.load((HEAD + trig).encode(), ox.RdfFormat.TRIG)
        store = InProcessStore(engine)
        try:
            view = await View.newest(store)
            return await question(view), view.asked
        finally:
            await store.aclose()

    return lambda trig, question: asyncio.run(answer(trig, question))
