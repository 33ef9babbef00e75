"""The manifest of a bulk run: which files belong to it, their digests, how many quads each graph has.

Owns ``manifest.json`` and ``graphs.tsv``. Knows nothing of how the files were made.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from qkg.errors import BackupDamaged, NoSuchFile

MANIFEST: Final = "manifest.json"
COUNTS: Final = "graphs.tsv"
"""A line for each graph: its IRI, how many quads it has, the file of the text."""
FORMAT: Final = 1


@dataclass(frozen=True)
class File:
    """A file of N-Quads, named from the folder of the manifest."""

    name: str
    quads: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """A whole run: ``texts`` are ``graphs`` and ``left_out`` together; ``run`` says what was asked for."""

    texts: int
    graphs: int
    left_out: int
    quads: int
    files: list[File]
    counts: str
    """SHA-256 of the list of counts."""
    run: dict[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """One name for all files: SHA-256 over their names and digests."""
        listed = "".join(f"{one.name}\t{one.sha256}\n" for one in self.files)
        return hashlib.sha256(listed.encode()).hexdigest()


def write(folder: Path, manifest: Manifest) -> None:
    """Put it in its place whole."""
    fields = {"format": FORMAT, "digest": manifest.digest, **asdict(manifest)}
    beside = folder / f".{MANIFEST}.{os.getpid()}"
    beside.write_text(json.dumps(fields, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    beside.replace(folder / MANIFEST)


def read(path: Path) -> Manifest:
    """The manifest in a file; NoSuchFile or BackupDamaged where there is none that can be used."""
    try:
        fields = json.loads(path.read_bytes())
        form, digest = fields.pop("format"), fields.pop("digest")
        files = [File(**one) for one in fields.pop("files")]
        made = Manifest(files=files, **fields)
    except OSError as error:
        raise NoSuchFile(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupDamaged(f"{path} is no manifest of qkg ingest --engine") from error
    if form != FORMAT or digest != made.digest:
        raise BackupDamaged(f"{path} was changed, or was written by another version of qkg")
    return made


def sound(folder: Path, manifest: Manifest) -> Iterator[Path]:
    """The files, each when its digest is as the manifest says; BackupDamaged else."""
    listed = [*manifest.files, File(COUNTS, 0, manifest.counts)]
    for one in listed:
        path = folder / one.name
        if _digest(path) != one.sha256:
            raise BackupDamaged(f"{path} is not what the manifest says: make it again with qkg ingest")
        if one.name != COUNTS:
            yield path


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise NoSuchFile(f"{path} cannot be read: {error.strerror}") from error


def counts(folder: Path) -> Iterator[tuple[str, int]]:
    """Each graph with its number of quads."""
    with (folder / COUNTS).open(encoding="utf-8") as file:
        for line in file:
            graph, quads, _ = line.split("\t", 2)
            yield graph, int(quads)
