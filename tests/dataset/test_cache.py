"""The cached store and a user's own: built once, reused, mended or respected."""

import json
from pathlib import Path

import pytest

from qkg.dataset.cache import open_folder, own, packaged
from qkg.errors import StoreDamaged
from qkg.store import folder


def quads(place: Path) -> int:
    """How many quads the store holds."""
    engine, _ = open_folder(place)
    return len(engine)


def test_built_once_then_reused(tmp_path: Path) -> None:
    """The second opening leaves the folder as it was."""
    place = packaged(tmp_path)
    before = (place / folder.MARKER).stat().st_mtime_ns
    assert packaged(tmp_path) == place
    assert (place / folder.MARKER).stat().st_mtime_ns == before
    assert [path.name for path in tmp_path.iterdir()] == [place.name]


@pytest.mark.parametrize("victim", ["CURRENT", "MANIFEST*", "*.sst"])
def test_a_damaged_cache_is_made_again(tmp_path: Path, victim: str) -> None:
    """Whatever is broken in the cache, the graph is whole afterwards."""
    place = packaged(tmp_path)
    before = quads(place)
    files = sorted(place.rglob(victim))
    assert files
    for file in files:
        file.write_bytes(b"rubbish")
    assert packaged(tmp_path) == place
    assert quads(place) == before


def test_a_cache_of_an_older_layout_is_made_again(tmp_path: Path) -> None:
    """An upgrade needs no cleaning up by hand."""
    place = packaged(tmp_path)
    before = quads(place)
    marker = json.loads((place / folder.MARKER).read_text())
    (place / folder.MARKER).write_text(json.dumps({**marker, "format": 1}))
    assert packaged(tmp_path) == place
    assert quads(place) == before


def test_ones_own_store_is_made_then_kept(tmp_path: Path) -> None:
    """Damage to it is said and never repaired by making it anew."""
    place = tmp_path / "mine"
    assert (own(place), own(place)) == (True, False)
    (victim,) = place.rglob("CURRENT")
    victim.write_bytes(b"rubbish")
    assert own(place) is False
    with pytest.raises(StoreDamaged):
        open_folder(place)
    assert victim.read_bytes() == b"rubbish"
