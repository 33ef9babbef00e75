"""A store made from a backup: all of it, checked against the backup's own digest, or nothing.

The new store is built beside its place, read back and compared, and only then put where it belongs; a store
that stood there is kept until that moment. Nothing is unpacked to a path that the backup names.
"""

import ctypes
import os
import shutil
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Final, cast

import pyoxigraph as ox

from qkg.dataset import archive
from qkg.dataset.archive import Hashed
from qkg.dataset.backup import DATA, LARGEST_MANIFEST, MANIFEST, Manifest, read_manifest
from qkg.dataset.canonical import LABELLED, Canonical
from qkg.errors import BackupDamaged, BadParameter, StoreUnwritable
from qkg.store import folder, generations
from qkg.store.writer import lock

AT_FDCWD: Final = -100
EXCHANGE: Final = 2
REST: Final = 64 * 1024
PATIENT: Final = 3600.0
"""Naming what was named within a minute before may take longer on a busy machine, but not for ever."""


def check(path: Path) -> Manifest:
    """What the backup says of itself, after every byte of it has been looked at; BackupDamaged otherwise."""
    with archive.opened(path) as members:
        manifest = read_manifest(members.expect(MANIFEST, LARGEST_MANIFEST), path)
        content = Hashed(members.expect(DATA, manifest.size))
        while content.read(archive.BLOCK):
            pass
        _same_bytes(path, content, manifest)
        members.expect_end()
    return manifest


def restore(path: Path, place: Path, replace: bool = False) -> Manifest:
    """Make the store in ``place``; BadParameter when there is one and ``replace`` was not asked for."""
    there = folder.exists(place)
    if there and not replace:
        raise BadParameter(f"there is a store in {place}; --replace puts the backup in its place")
    manifest = check(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.restoring-{os.getpid()}")
    try:
        with lock(place) if there else nullcontext():
            last = max([manifest.generation, *generations.listed(place)])
            _build(path, beside, manifest, last + 1)
            if there:
                _exchange(beside, place)
            else:
                beside.rename(place)
    except OSError as error:
        raise StoreUnwritable(f"the store cannot be written to {place}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return manifest


def _build(path: Path, place: Path, manifest: Manifest, number: int) -> None:
    """The store, its only generation numbered so that no answer kept by a client fits it by chance."""

    def fill(engine: ox.Store) -> None:
        _fill(engine, path, manifest)
        _compare(engine, path, place, manifest)

    folder.build(place, manifest.sha256, fill)
    made = generations.newest(place)
    workplace = made.folder.with_name(f".{number:06d}")
    made.folder.rename(workplace)
    generations.commit(place, workplace, number, made.quads)


def _fill(engine: ox.Store, path: Path, manifest: Manifest) -> None:
    with archive.opened(path) as members:
        read_manifest(members.expect(MANIFEST, LARGEST_MANIFEST), path)
        content = Hashed(members.expect(DATA, manifest.size))
        file: Any = content
        try:
            if manifest.method == LABELLED:
                engine.bulk_extend(ox.parse(file, ox.RdfFormat.N_QUADS))
            else:
                engine.bulk_load(file, ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise BackupDamaged(f"{path} is no backup of this program: {error.msg}") from error
        while content.read(REST):
            pass
        _same_bytes(path, content, manifest)
    for name in manifest.graphs:
        engine.add_graph(ox.NamedNode(name))


def _same_bytes(path: Path, content: Hashed, manifest: Manifest) -> None:
    if (content.size, content.digest.hex()) != (manifest.size, manifest.sha256):
        raise BackupDamaged(f"{path} is damaged: the data is not what its manifest says")


def _compare(engine: ox.Store, path: Path, place: Path, manifest: Manifest) -> None:
    """The store read back gives the digest of the backup."""
    with tempfile.TemporaryDirectory(prefix=f".{place.name}.checking-", dir=place.parent) as workplace:
        found = digest(engine, Path(workplace), manifest.method)
    if (len(engine), found) != (manifest.quads, manifest.sha256):
        raise BackupDamaged(f"{path} cannot be restored: the store does not hold what the backup says")


def digest(engine: ox.Store, workplace: Path, method: str) -> str:
    """SHA-256 of the canonical document of all that an engine holds."""
    canonical = Canonical(workplace, PATIENT)
    engine.dump(cast("Any", Sink(canonical)), ox.RdfFormat.N_QUADS)
    canonical.finish(method)
    nowhere = Hashed(Nothing())  # type: ignore[arg-type]  # only its write is used
    for line in canonical:
        nowhere.write(line + b"\n")
    return nowhere.digest.hex()


class Nothing:
    """Where bytes go to be forgotten."""

    def write(self, data: bytes) -> int:
        """Forget them."""
        return len(data)


class Sink:
    """A file, as far as the engine needs one, that feeds a canonical document."""

    def __init__(self, canonical: Canonical) -> None:
        self._canonical = canonical

    def write(self, data: bytes) -> int:
        """Pass a block on."""
        self._canonical.feed(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""


def _exchange(fresh: Path, place: Path) -> None:
    """Swap two folders in one step, so that at every moment one whole store stands in ``place``."""
    library = ctypes.CDLL(None, use_errno=True)
    swap = getattr(library, "renameat2", None)
    if swap is not None and swap(AT_FDCWD, bytes(fresh), AT_FDCWD, bytes(place), EXCHANGE) == 0:
        return
    aside = fresh.with_name(fresh.name + "-old")
    try:
        place.rename(aside)
        fresh.rename(place)
        aside.rename(fresh)
    except OSError as error:
        if aside.exists() and not place.exists():
            aside.rename(place)
        raise StoreUnwritable(f"the store in {place} cannot be replaced: {error.strerror}") from error
