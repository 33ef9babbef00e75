"""The rule by which past states go, and the cloning of one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest

from qkg.store import folder, generations
from qkg.store.contract import Generation
from qkg.store.generations import Retention, expired

NOW = datetime(2026, 1, 10, tzinfo=UTC)
DAILY = [Generation(number, NOW - timedelta(days=10 - number)) for number in range(1, 11)]


@pytest.mark.parametrize(
    ("keep", "days", "read_now", "gone"),
    [
        (3, 0, [], [7, 6, 5, 4, 3, 2, 1]),
        (3, 5, [], [4, 3, 2, 1]),
        (3, 5, [2, 4], [3, 1]),
        (20, 0, [], []),
        (0, 0, [], [9, 8, 7, 6, 5, 4, 3, 2, 1]),
    ],
)
def test_retention(keep: int, days: int, read_now: list[int], gone: list[int]) -> None:
    """The newest few and the young ones stay, and what is read, and always the newest of all."""
    rule = Retention(keep, timedelta(days=days))
    assert [one.number for one in expired(DAILY, rule, read_now, NOW)] == gone


def test_a_clone_is_a_store_of_its_own(tmp_path: Path) -> None:
    """What is written to it does not reach the state that it was made from."""
    place = tmp_path / "store"
    quad = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o"))
    folder.build(place, "d", lambda engine: engine.add(quad))
    checkpoint = generations.newest(place)
    generations.clone(checkpoint.database, tmp_path / "live")
    live = ox.Store(str(tmp_path / "live"))
    live.clear()
    live.flush()
    assert len(live) == 0
    assert list(ox.Store.read_only(str(checkpoint.database))) == [quad]


def test_dropping_one_leaves_the_others(tmp_path: Path) -> None:
    """Twice is as good as once."""
    for number in (1, 2):
        prepared = generations.unfinished(tmp_path, number)
        ox.Store(str(prepared / "db"))
        generations.commit(tmp_path, prepared, number, 0)
    generations.drop(tmp_path, 1)
    generations.drop(tmp_path, 1)
    assert generations.listed(tmp_path) == [2]
    assert [path.name for path in (tmp_path / "generations").iterdir()] == ["000002"]
