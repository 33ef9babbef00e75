"""Servers to attack. One for all attacks that must leave it as it was; new ones for those that kill it."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.siege.bystanders import Bystanders
from tests.siege.fortress import MEBI, Fortress

from qkg.dataset.cache import own

Build = Callable[..., Fortress]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the packaged graph, to be copied."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the siege looks at processes through /proc, which only Linux has")
    place = tmp_path_factory.mktemp("filled") / "store"
    own(place)
    return place


@pytest.fixture(scope="module")
def fortress(
    filled: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Fortress]:
    """One server for all attacks of a module; after them its memory is what it was."""
    place = tmp_path_factory.mktemp("siege") / "store"
    shutil.copytree(filled, place)
    made = Fortress(environment, place, QKG_QUERY_MEMORY_BYTES=str(256 * MEBI))
    try:
        for number in range(50):
            assert made.ask(f'ASK {{ BIND("{number}" AS ?x) }}').status == 200
        before = made.memory()
        yield made
        after = made.settled_memory(before + 96 * MEBI)
        assert after <= before + 96 * MEBI, f"{before // MEBI} MiB before, {after // MEBI} MiB after"
    finally:
        made.stop()
    assert made.process.returncode in (0, 143, -15)


@pytest.fixture
def build(filled: Path, environment: dict[str, str], tmp_path: Path) -> Iterator[Build]:
    """Servers of a test's own, over copies of the packaged graph or over a folder that is given."""
    made: list[Fortress] = []

    def begin(place: Path | None = None, **settings: str) -> Fortress:
        folder = place or tmp_path / f"store{len(made)}"
        if not folder.exists():
            shutil.copytree(filled, folder)
        made.append(Fortress(environment, folder, **settings))
        return made[-1]

    yield begin
    for one in made:
        one.stop()


@pytest.fixture
def bystanders(fortress: Fortress) -> Iterator[Bystanders]:
    """Other clients of the shared server, reading for the whole test."""
    with Bystanders(fortress) as them:
        yield them
