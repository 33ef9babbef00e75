"""The store's folder: a marker that says what it is, its generations, and the writer's ``live``.

A folder is built beside its place and renamed into it when complete, so that a failed or
interrupted build leaves what was there before. Opening is read-only: many processes may share it.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from qkg.errors import NotAStore, StoreDamaged, StoreError, StoreTooNew, StoreTooOld, StoreUnwritable
from qkg.store import generations

FORMAT: Final = 2
MARKER: Final = "qkg-store.json"


@dataclass(frozen=True)
class Marker:
    """What a store says of itself: layout version, and digest of what it was first filled with."""

    format: int
    digest: str


def exists(folder: Path) -> bool:
    """Whether a store stands there; NotAStore when something else does."""
    if not folder.exists():
        return False
    if not folder.is_dir():
        raise NotAStore(f"{folder} is a file; a store is a folder")
    if (folder / MARKER).exists():
        return True
    if any(folder.iterdir()):
        raise NotAStore(f"{folder} is not empty and holds no qkg store; choose another folder")
    return False


def read_marker(folder: Path) -> Marker:
    """The marker; StoreTooNew before anything else of the folder is touched."""
    try:
        fields = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        version = int(fields["format"])
        if version > FORMAT:
            raise StoreTooNew(
                f"the store in {folder} has format {version}; this version of qkg reads up to {FORMAT}, "
                "so upgrade qkg or choose another folder"
            )
        if version < FORMAT:
            raise StoreTooOld(
                f"the store in {folder} has format {version}, from before generations; make it again, "
                "or export it with the version of qkg that made it and load the export"
            )
        return Marker(version, str(fields["digest"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(f"the store in {folder} is damaged: its marker cannot be read") from error


def open_folder(folder: Path) -> tuple[ox.Store, generations.Checkpoint]:
    """The engine over the newest generation, read-only."""
    read_marker(folder)
    checkpoint = generations.newest(folder)
    try:
        engine = ox.Store.read_only(str(checkpoint.database))
        complete = len(engine) == checkpoint.quads
    except (OSError, RuntimeError) as error:
        raise StoreDamaged(f"the store in {folder} is damaged and does not open") from error
    if not complete:
        raise StoreDamaged(f"the store in {folder} is damaged: quads are missing")
    return engine, checkpoint


def build(folder: Path, digest: str, fill: Callable[[ox.Store], None]) -> None:
    """Make the store with what ``fill`` writes, all of it or nothing."""
    workplace = _workplace(folder)
    try:
        _write(workplace, digest, fill)
        _move(workplace, folder)
    except OSError as error:
        raise StoreUnwritable(
            f"the store cannot be written to {folder}: {error.strerror or error}"
        ) from error
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def copy(source: Path, folder: Path) -> None:
    """Make a store with the newest generation of another, under its number, all of it or nothing."""
    digest, before = read_marker(source).digest, generations.newest(source)
    workplace = _workplace(folder)
    try:
        prepared = generations.unfinished(workplace, before.generation.number)
        generations.clone(before.database, prepared / generations.DATABASE)
        generations.commit(workplace, prepared, before.generation.number, before.quads)
        _mark(workplace, digest)
        _move(workplace, folder)
    except OSError as error:
        raise StoreUnwritable(f"the store cannot be copied to {folder}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def _workplace(folder: Path) -> Path:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        return Path(tempfile.mkdtemp(prefix=f".{folder.name}.building-{os.getpid()}-", dir=folder.parent))
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreUnwritable(f"the folder {folder.parent} cannot be written: {reason}") from error


def _sweep(folder: Path) -> None:
    """Remove what builders that were killed left behind."""
    for left in folder.parent.glob(f".{folder.name}.building-*"):
        owner = left.name.rpartition(".building-")[2].partition("-")[0]
        if owner.isdigit() and not _alive(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _write(workplace: Path, digest: str, fill: Callable[[ox.Store], None]) -> None:
    prepared = generations.unfinished(workplace, 1)
    engine = ox.Store(str(prepared / generations.DATABASE))
    fill(engine)
    engine.flush()
    quads = len(engine)
    del engine
    generations.commit(workplace, prepared, 1, quads)
    _mark(workplace, digest)


def _mark(workplace: Path, digest: str) -> None:
    marker = Marker(FORMAT, digest)
    (workplace / MARKER).write_text(json.dumps(asdict(marker)) + "\n", encoding="utf-8")


def _move(workplace: Path, folder: Path) -> None:
    """Put the finished store in its place; another builder's equal store there is as good."""
    os.chmod(workplace, 0o755)  # noqa: S103 - mkdtemp makes it private; a store is as readable as its parent
    try:
        workplace.rename(folder)
    except OSError:
        if not exists(folder):
            raise


def discard(folder: Path) -> None:
    """Take a damaged store out of the way."""
    aside = folder.with_name(f".{folder.name}.building-{os.getpid()}-old")
    with suppress(FileNotFoundError):
        try:
            folder.rename(aside)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise StoreError(f"the damaged store in {folder} cannot be removed: {error.strerror}") from error
    shutil.rmtree(aside, ignore_errors=True)
