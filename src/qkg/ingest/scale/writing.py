"""Files that are whole or not there: written beside, then renamed. Owns the names of unfinished files."""

import os
import uuid
import zlib
from pathlib import Path
from typing import Final

from qkg.errors import OutputProblem

UNFINISHED: Final = ".unfinished-"
LEVEL: Final = 5


def beside(path: Path) -> Path:
    """A name that no other process takes."""
    return path.with_name(f"{UNFINISHED}{path.name}-{uuid.uuid4().hex}")


def replace(path: Path, content: bytes) -> None:
    """Write a small file whole."""
    unfinished = beside(path)
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise OutputProblem(f"{path} cannot be written: {error.strerror}") from error


def sweep(folder: Path) -> None:
    """Remove what processes that died have left unfinished."""
    for left in folder.glob(f"{UNFINISHED}*"):
        left.unlink(missing_ok=True)


class Packed:
    """A gzip file (RFC 1952) without a time, so that equal content gives equal bytes; renamed at its end."""

    def __init__(self, path: Path) -> None:
        self._path, self._unfinished = path, beside(path)
        self._packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
        self._file = self._unfinished.open("wb")

    def write(self, content: bytes) -> None:
        """Add to it."""
        self._file.write(self._packer.compress(content))

    def finish(self) -> None:
        """Put the whole file in its place."""
        self._file.write(self._packer.flush())
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._unfinished.replace(self._path)

    def discard(self) -> None:
        """Leave nothing behind."""
        self._file.close()
        self._unfinished.unlink(missing_ok=True)


class Plain:
    """A text file, renamed at its end."""

    def __init__(self, path: Path) -> None:
        self._path, self._unfinished = path, beside(path)
        self._file = self._unfinished.open("w", encoding="utf-8", errors="backslashreplace")

    def write(self, words: str) -> None:
        """Add to it."""
        self._file.write(words)

    def finish(self) -> None:
        """Put the whole file in its place."""
        self._file.close()
        self._unfinished.replace(self._path)
