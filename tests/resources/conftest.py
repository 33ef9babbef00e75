"""A view of the packaged graph: the real files in a real store, read in this process."""

import asyncio
from collections.abc import Iterator

import pytest

from qkg.dataset.assets import find_assets
from qkg.dataset.cache import open_folder, packaged
from qkg.store.inprocess import InProcessStore
from qkg.store.view import View


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
