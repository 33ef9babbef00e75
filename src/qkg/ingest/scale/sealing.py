"""What is said of a finished part: counts, digests, what was left out. Its file is the seal of the part.

Owns the files of parts and their names. A part without a seal was never done.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from qkg.errors import NoSuchFile
from qkg.ingest.scale import writing
from qkg.ingest.scale.texts import Part

PARTS: Final = "parts"


@dataclass(frozen=True)
class Seal:
    """One part as it was written: digests of both of its files; number, slug and own quads of each graph."""

    part: int
    texts: int
    quads: int
    sha256: str
    shared_sha256: str
    graphs: list[tuple[int, str, int]]
    left_out: list[tuple[int, str]]


def own_file(folder: Path, part: str) -> Path:
    """The N-Quads of the articles' own."""
    return folder / PARTS / f"{part}.nq.gz"


def shared_file(folder: Path, part: str) -> Path:
    """The triples that others may state too, each with the number of the text."""
    return folder / PARTS / f"{part}.shared.gz"


def seal_file(folder: Path, part: str) -> Path:
    """The seal."""
    return folder / PARTS / f"{part}.json"


def write(folder: Path, part: Part, seal: Seal) -> None:
    """Seal a part whose files stand."""
    writing.replace(seal_file(folder, part.name), json.dumps(asdict(seal), ensure_ascii=False).encode())


def read(folder: Path, part: Part, sound: bool = False) -> Seal | None:
    """The seal of a part, or nothing; with ``sound``, only where its files are those that were sealed."""
    try:
        fields = json.loads(seal_file(folder, part.name).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    graphs, left = ([tuple(one) for one in fields.pop(name)] for name in ("graphs", "left_out"))
    seal = Seal(**fields, graphs=graphs, left_out=left)
    if sound and (
        digest(own_file(folder, part.name)) != seal.sha256
        or digest(shared_file(folder, part.name)) != seal.shared_sha256
    ):
        return None
    return seal


def of(folder: Path, part: Part) -> Seal:
    """The seal of a part that was done."""
    seal = read(folder, part)
    if seal is None:
        raise NoSuchFile(f"{seal_file(folder, part.name)} is gone; the same command makes it again")
    return seal


def missing(folder: Path, parts: Iterable[Part]) -> list[Part]:
    """The parts that are not done, or whose files are not what was sealed."""
    return [one for one in parts if read(folder, one, sound=True) is None]


def done(folder: Path, parts: Iterable[Part]) -> int:
    """How many texts are in parts that are sealed."""
    return sum(one.texts for one in parts if seal_file(folder, one.name).exists())


def digest(path: Path) -> str:
    """SHA-256 of a file; empty where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
