"""The folder on disk: whole or not at all, and never mistaken for something else."""

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from qkg.errors import NotAStore, StoreDamaged, StoreTooNew, StoreTooOld, StoreUnwritable
from qkg.store import folder, generations

QUAD = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o"), ox.NamedNode("urn:g"))


def one_quad(engine: ox.Store) -> None:
    """Fill with a single quad."""
    engine.add(QUAD)


def test_build_and_open(tmp_path: Path) -> None:
    """What was filled in is there, and two may read it at once."""
    place = tmp_path / "deep" / "store"
    folder.build(place, "d1", one_quad)
    (first, one), (second, other) = folder.open_folder(place), folder.open_folder(place)
    assert list(first) == list(second) == [QUAD]
    assert one == other == generations.newest(place)
    assert (one.generation.number, one.quads) == (1, 1)
    assert folder.read_marker(place) == folder.Marker(folder.FORMAT, "d1")


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_a_build_that_fails_leaves_nothing(tmp_path: Path, fault: type[BaseException]) -> None:
    """Neither a half store nor a trace beside it."""

    def fail(engine: ox.Store) -> None:
        engine.add(QUAD)
        raise fault

    with pytest.raises(fault):
        folder.build(tmp_path / "store", "d", fail)
    assert list(tmp_path.iterdir()) == []


def test_the_second_of_two_builders_uses_the_first_ones_store(tmp_path: Path) -> None:
    """A store that appeared meanwhile stays as it is."""
    place = tmp_path / "store"
    folder.build(place, "first", one_quad)
    folder.build(place, "second", one_quad)
    assert folder.read_marker(place).digest == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_left_overs_of_killed_builders_are_swept(tmp_path: Path) -> None:
    """A dead process's work place goes; a living one's stays."""
    dead, alive = tmp_path / ".store.building-999999999-x", tmp_path / ".store.building-1-x"
    dead.mkdir()
    alive.mkdir()
    folder.build(tmp_path / "store", "d", one_quad)
    assert (dead.exists(), alive.exists()) == (False, True)


def test_newer_store_is_left_alone(tmp_path: Path) -> None:
    """One sentence that says what to do."""
    place = tmp_path / "store"
    folder.build(place, "d", one_quad)
    (place / folder.MARKER).write_text(json.dumps({"format": 99, "digest": "d", "quads": 1}))
    with pytest.raises(StoreTooNew, match="upgrade qkg or choose another folder"):
        folder.open_folder(place)


def test_older_layout_is_said(tmp_path: Path) -> None:
    """A store from before generations is not taken for a damaged one."""
    place = tmp_path / "store"
    place.mkdir()
    (place / folder.MARKER).write_text(json.dumps({"format": 1, "digest": "d", "quads": 1}))
    with pytest.raises(StoreTooOld, match="from before generations"):
        folder.open_folder(place)


@pytest.mark.parametrize("marker", ["", "[]", "{}", '{"format": "x"}'])
def test_unreadable_marker_is_damage(tmp_path: Path, marker: str) -> None:
    """Whatever stands there instead of a marker."""
    place = tmp_path / "store"
    folder.build(place, "d", one_quad)
    (place / folder.MARKER).write_text(marker)
    with pytest.raises(StoreDamaged):
        folder.open_folder(place)


def test_missing_files_are_damage(tmp_path: Path) -> None:
    """A database that lost its table of contents, or some quads, or its only generation."""
    place = tmp_path / "store"
    folder.build(place, "d", one_quad)
    only = generations.newest(place).folder
    note = json.loads((only / generations.NOTE).read_text())
    (only / generations.NOTE).write_text(json.dumps({**note, "quads": 2}))
    with pytest.raises(StoreDamaged, match="quads are missing"):
        folder.open_folder(place)
    (only / "db" / "CURRENT").unlink()
    with pytest.raises(StoreDamaged, match="does not open"):
        folder.open_folder(place)
    shutil.rmtree(only)
    with pytest.raises(StoreDamaged, match="holds no generation"):
        folder.open_folder(place)


def test_a_file_or_a_strange_folder_is_no_store(tmp_path: Path) -> None:
    """Nothing of somebody else's is touched."""
    (tmp_path / "file").write_text("mine")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_text("mine")
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotAStore, match="is a file"):
        folder.exists(tmp_path / "file")
    with pytest.raises(NotAStore, match="holds no qkg store"):
        folder.exists(tmp_path / "photos")
    assert not folder.exists(tmp_path / "empty")
    folder.build(tmp_path / "empty", "d", one_quad)
    assert folder.exists(tmp_path / "empty")


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """A parent that is a file, or a file system that takes no folders."""
    (tmp_path / "file").write_text("mine")
    for place in (tmp_path / "file" / "store", Path("/proc/qkg/store")):
        with pytest.raises(StoreUnwritable, match="cannot be written"):
            folder.build(place, "d", one_quad)


def test_discard_removes_all(tmp_path: Path) -> None:
    """A damaged store makes room."""
    place = tmp_path / "store"
    folder.build(place, "d", one_quad)
    folder.discard(place)
    folder.discard(place)
    assert list(tmp_path.iterdir()) == []
