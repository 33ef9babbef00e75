"""A backup: one generation of a dataset as canonical N-Quads with a manifest, in one sealed file.

The data is the canonical document itself (``qkg.dataset.canonical``), so that its SHA-256 *is* the digest
of the dataset, equal data gives equal bytes, and any RDF program can read it. N-Quads do not show empty
graphs, so the manifest lists all graphs. Must not know where the quads come from: it takes a snapshot.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from qkg.dataset import archive
from qkg.dataset.canonical import LABELLED, RDFC, SECONDS, Canonical
from qkg.errors import BackupDamaged, OutputProblem

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
DATA: Final = "data.nq"
LARGEST_MANIFEST: Final = 256 * 1024 * 1024
METHODS: Final = (RDFC, LABELLED)


@dataclass(frozen=True)
class Snapshot:
    """One state of a dataset: what it is called, and its quads as blocks of N-Quads."""

    generation: int
    time: datetime
    graphs: tuple[str, ...]
    blocks: AsyncIterator[bytes]


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    made: str
    generation: int
    time: str
    quads: int
    size: int
    method: str
    sha256: str
    graphs: list[str]

    def text(self) -> bytes:
        """As JSON."""
        return (json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n").encode()


async def make(snapshot: Snapshot, out: Path) -> Manifest:
    """Write the backup, all of it or nothing; a file of that name is replaced at the very end."""
    try:
        workplace = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise OutputProblem(f"{out} cannot be written: {error.strerror}") from error
    try:
        manifest = await _collect(snapshot, workplace)
        _pack(manifest, workplace / DATA, workplace / "archive")
        (workplace / "archive").replace(out)
        return manifest
    except OSError as error:
        raise OutputProblem(f"{out} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


async def _collect(snapshot: Snapshot, workplace: Path) -> Manifest:
    canonical = Canonical(workplace, SECONDS)
    async for block in snapshot.blocks:
        canonical.feed(block)
    method = canonical.finish()
    total, quads, size = hashlib.sha256(), 0, 0
    with (workplace / DATA).open("wb") as file:
        for line in canonical:
            text = line + b"\n"
            total.update(text)
            file.write(text)
            quads, size = quads + 1, size + len(text)
    now, then = datetime.now(UTC).isoformat(timespec="seconds"), snapshot.time.isoformat()
    graphs = sorted(snapshot.graphs)
    return Manifest(FORMAT, now, snapshot.generation, then, quads, size, method, total.hexdigest(), graphs)


def _pack(manifest: Manifest, data: Path, target: Path) -> None:
    about = manifest.text()
    moment = datetime.fromisoformat(manifest.made).timestamp()
    with target.open("wb") as file, data.open("rb") as content, tempfile.TemporaryFile() as head:
        head.write(about)
        head.seek(0)
        archive.write(file, [(MANIFEST, head, len(about)), (DATA, content, manifest.size)], moment)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(content: IO[bytes], path: Path) -> Manifest:
    """The manifest; BackupDamaged when it is not one, or of a later format."""
    try:
        values = json.loads(content.read())
        manifest = Manifest(**{field.name: values[field.name] for field in fields(Manifest)})
        known = manifest.format == FORMAT and manifest.method in METHODS
        numbers = [int(manifest.generation), int(manifest.quads), int(manifest.size)]
        names = all(isinstance(one, str) for one in (*manifest.graphs, manifest.sha256))
    except (ValueError, KeyError, TypeError) as error:
        raise BackupDamaged(f"{path} is no backup of this program: its manifest cannot be read") from error
    if not known:
        raise BackupDamaged(f"{path} was made by another version of this program, which must restore it")
    if min(numbers) < 0 or not names:
        raise BackupDamaged(f"{path} is no backup of this program: its manifest makes no sense")
    return manifest
