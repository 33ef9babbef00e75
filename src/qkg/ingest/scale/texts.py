"""The list of texts: which files, in which order, under which names; cut into parts.

Owns ``texts.jsonl``. A part is a stretch of that file, so that a worker reads its own lines and no others.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qkg.errors import NoSuchFile
from qkg.ingest.batch import names

LIST: Final = "texts.jsonl"


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its number in the list, the name that begins its slug, its file."""

    number: int
    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Part:
    """So many texts from a number on, and where their lines begin in the list."""

    number: int
    first: int
    texts: int
    offset: int

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"{self.number:06}"


def lines(paths: Sequence[Path]) -> Iterator[bytes]:
    """The list: name, file, and by what one sees that the file is another one now."""
    for name, path in zip(names(paths), paths, strict=True):
        try:
            stat = path.stat()
        except OSError as error:
            raise NoSuchFile(f"{path} cannot be read: {error.strerror}") from error
        entry = {"name": name, "path": str(path.absolute()), "bytes": stat.st_size, "time": stat.st_mtime_ns}
        yield json.dumps(entry).encode() + b"\n"


def digest(written: Sequence[bytes]) -> str:
    """SHA-256 of the list."""
    total = hashlib.sha256()
    for line in written:
        total.update(line)
    return total.hexdigest()


def parts(written: Sequence[bytes], size: int) -> list[Part]:
    """The parts, of ``size`` texts each but for the last."""
    cut, offset = [], 0
    for number, first in enumerate(range(0, len(written), size)):
        here = written[first : first + size]
        cut.append(Part(number, first, len(here), offset))
        offset += sum(map(len, here))
    return cut


def of(folder: Path, part: Part) -> Iterator[Text]:
    """The texts of a part."""
    with (folder / LIST).open("rb") as file:
        file.seek(part.offset)
        for number in range(part.first, part.first + part.texts):
            entry = json.loads(file.readline())
            yield Text(number, entry["name"], Path(entry["path"]))
