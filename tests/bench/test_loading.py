"""Loading in rounds, with real loaders and a file of two quads."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from bench.cache import Skipped
from bench.loading import REFERENCE, load_all
from bench.server import Command

QUADS = (
    '<https://e.org/a> <https://e.org/p> "1" <https://e.org/g> .\n<https://e.org/b> <https://e.org/p> "2" .\n'
)


class Good:
    """Loads with the engine itself."""

    name, title, stores = "good", "Good", True

    def install(self) -> str:
        """Nothing to fetch."""
        return "1"

    def load(self, data: Path, place: Path) -> None:
        """Into a folder of its own."""
        ox.Store(str(place / "db")).bulk_load(path=str(data), format=ox.RdfFormat.N_QUADS)

    def command(self, data: Path, place: Path) -> Command:
        """Never served here."""
        raise NotImplementedError


class Bad(Good):
    """Says that it cannot."""

    name, title = "bad", "Bad"

    def load(self, data: Path, place: Path) -> None:
        """Fails as an engine without its tool does."""
        raise Skipped("no loader here")


class Reader(Good):
    """Reads the file at its start."""

    name, title, stores = "reader", "Reader", False


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, float | str], Path]:
    """What loading says, and the folder."""
    work = tmp_path_factory.mktemp("work")
    data = work / "data.nq"
    data.write_text(QUADS, encoding="utf-8")
    return load_all([Good(), Bad(), Reader()], data, work), work


def test_each_loader_and_the_reference_has_a_time(loaded: tuple[dict[str, float | str], Path]) -> None:
    """An engine that reads at its start has none."""
    found, _ = loaded
    assert set(found) == {REFERENCE, "good", "bad"}
    assert isinstance(found["good"], float)
    assert isinstance(found[REFERENCE], float)


def test_a_loader_that_fails_says_why(loaded: tuple[dict[str, float | str], Path]) -> None:
    """And does not stop the others."""
    assert loaded[0]["bad"] == "no loader here"


def test_the_last_round_is_there_to_be_served(loaded: tuple[dict[str, float | str], Path]) -> None:
    """Every round starts from an empty folder, so nothing is loaded twice into one."""
    _, work = loaded
    assert len(ox.Store.read_only(str(work / "good" / "db"))) == 2
    assert not (work / REFERENCE).exists()
