"""The generations of a folder: numbered states that never change, each a checkpoint with a note beside it.

``generations/000007/generation.json`` and ``generations/000007/db``. A folder appears there by one rename,
after everything in it is on disk: the rename *is* the commit. Names that start with a dot are unfinished.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from qkg.errors import KeyReused, NoSuchGeneration, StoreDamaged
from qkg.store.contract import Generation, Key

FOLDER: Final = "generations"
NOTE: Final = "generation.json"
DATABASE: Final = "db"
Said = tuple[Key | None, bool]
"""The key of the write that made a generation, and whether its graph was new."""
NOTHING: Final[Said] = (None, False)
SHARED: Final = ".sst"
"""The engine never writes these files again, so that two folders may hold the same one."""


@dataclass(frozen=True)
class Retention:
    """Which past generations stay: the newest ``keep``, and all younger than ``age``."""

    keep: int = 20
    age: timedelta = timedelta(hours=24)


@dataclass(frozen=True)
class Checkpoint:
    """A generation on disk, how many quads it holds; the key of the write, whether its graph was new."""

    generation: Generation
    quads: int
    folder: Path
    key: Key | None = None
    created: bool = False

    @property
    def database(self) -> Path:
        """The engine's folder."""
        return self.folder / DATABASE


def listed(store: Path) -> list[int]:
    """The numbers of the generations that are there, ascending."""
    try:
        names = os.listdir(store / FOLDER)
    except FileNotFoundError:
        return []
    return sorted(int(name) for name in names if name.isdigit())


def newest(store: Path) -> Checkpoint:
    """The last committed state."""
    numbers = listed(store)
    if not numbers:
        raise StoreDamaged(f"the store in {store} is damaged: it holds no generation")
    return read(store, numbers[-1])


def read(store: Path, number: int) -> Checkpoint:
    """One generation; NoSuchGeneration when it was never there or is no longer kept."""
    folder = place(store, number)
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        time = datetime.fromisoformat(note["time"]).astimezone(UTC)
        key = Key(*note["key"]) if note.get("key") else None
        made = Generation(int(note["number"]), time)
        return Checkpoint(made, int(note["quads"]), folder, key, bool(note.get("created")))
    except FileNotFoundError as error:
        raise NoSuchGeneration(f"generation {number} is not here, or no longer kept") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(f"the store in {store} is damaged: generation {number} cannot be read") from error


def place(store: Path, number: int) -> Path:
    """Where a generation stands."""
    return store / FOLDER / f"{number:06d}"


def unfinished(store: Path, number: int) -> Path:
    """An empty place to prepare a generation in, beside where it will stand."""
    folder = store / FOLDER / f".{number:06d}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def made_by(store: Path, key: Key) -> Checkpoint | None:
    """The generation that the write of that key made; KeyReused when it was another write."""
    for number in reversed(listed(store)):
        with suppress(NoSuchGeneration):
            found = read(store, number)
            if found.key and found.key.name == key.name:
                same(key, found.key.digest)
                return found
    return None


def same(key: Key, digest: str) -> None:
    """KeyReused unless the digest is that of the key."""
    if digest != key.digest:
        raise KeyReused(f"the key {key.name!r} was used for another write; take a new one")


def commit(store: Path, prepared: Path, number: int, quads: int, said: Said = NOTHING) -> Checkpoint:
    """Write the note and rename the folder into place; after this it is the newest generation."""
    now = datetime.now(UTC)
    key, created = said
    note = {"number": number, "time": now.isoformat(), "quads": quads}
    note |= {"key": [key.name, key.digest], "created": created} if key else {}
    path = prepared / NOTE
    path.write_text(json.dumps(note) + "\n", encoding="utf-8")
    for one in (path, prepared / DATABASE, prepared):
        _sync(one)
    folder = place(store, number)
    prepared.rename(folder)
    _sync(folder.parent)
    return Checkpoint(Generation(number, now), quads, folder, key, created)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def clone(database: Path, target: Path) -> None:
    """A second engine folder with the same content, sharing the files that never change."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for entry in database.iterdir():
        if entry.suffix != SHARED or not _linked(entry, target / entry.name):
            shutil.copyfile(entry, target / entry.name)


def _linked(file: Path, target: Path) -> bool:
    """A second name for the file; False on another disk."""
    try:
        os.link(file, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        return False
    return True


def renumber(store: Path, number: int) -> Checkpoint:
    """A generation of that number, greater than all there are, with the content of the newest."""
    before = newest(store)
    prepared = unfinished(store, number)
    clone(before.database, prepared / DATABASE)
    return commit(store, prepared, number, before.quads)


def sweep(store: Path) -> None:
    """Remove what a writer that was killed left unfinished."""
    for left in (store / FOLDER).glob(".*"):
        shutil.rmtree(left, ignore_errors=True)


def expired(
    known: Iterable[Generation], rule: Retention, read_now: Iterable[int], now: datetime
) -> list[Generation]:
    """The generations that the rule lets go: never the newest, none that somebody reads."""
    falling = sorted(known, reverse=True)
    used = set(read_now)
    return [
        one
        for rank, one in enumerate(falling)
        if rank >= max(rule.keep, 1) and now - one.time > rule.age and one.number not in used
    ]


def drop(store: Path, number: int) -> None:
    """Remove a generation: out of sight first, then from disk."""
    aside = store / FOLDER / f".{number:06d}.dropped"
    try:
        place(store, number).rename(aside)
    except OSError:
        return
    shutil.rmtree(aside, ignore_errors=True)
