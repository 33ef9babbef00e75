"""The cached store and a user's own: built once, reused, mended or respected."""

from pathlib import Path

import pytest

from qkg.dataset.cache import open_own, open_packaged
from qkg.errors import StoreDamaged
from qkg.store import folder


def test_built_once_then_reused(tmp_path: Path) -> None:
    """The second opening leaves the folder as it was."""
    engine, place = open_packaged(tmp_path)
    before = (place / folder.MARKER).stat().st_mtime_ns
    again, same = open_packaged(tmp_path)
    assert (place, len(engine)) == (same, len(again))
    assert (place / folder.MARKER).stat().st_mtime_ns == before
    assert [path.name for path in tmp_path.iterdir()] == [place.name]


@pytest.mark.parametrize("victim", ["CURRENT", "MANIFEST*", "*.sst"])
def test_a_damaged_cache_is_made_again(tmp_path: Path, victim: str) -> None:
    """Whatever is broken in the cache, the graph is whole afterwards."""
    engine, place = open_packaged(tmp_path)
    quads = len(engine)
    del engine
    files = sorted((place / "db").glob(victim))
    assert files
    for file in files:
        file.write_bytes(b"rubbish")
    mended, same = open_packaged(tmp_path)
    assert (len(mended), same) == (quads, place)


def test_ones_own_store_is_made_then_kept(tmp_path: Path) -> None:
    """Damage to it is said and never repaired by making it anew."""
    place = tmp_path / "mine"
    _, made = open_own(place)
    _, again = open_own(place)
    assert (made, again) == (True, False)
    (place / "db" / "CURRENT").write_bytes(b"rubbish")
    with pytest.raises(StoreDamaged):
        open_own(place)
    assert (place / "db" / "CURRENT").read_bytes() == b"rubbish"
