"""The canonical N-Quads document of a dataset, and its digest: equal for equal data, whatever the order.

RDFC-1.0 (RDF Dataset Canonicalization): blank nodes get canonical names, quads stand in code point order,
one a line; the digest is SHA-256 over that document. A quad without blank nodes has no say in the names, so
only the quads with blank nodes are held in memory; all others are sorted on disk. Some datasets take
RDFC-1.0 for ever: naming works in a process of its own under a deadline, and when that passes the labels
stay as they are and the method says so. Must not know stores or archives: it takes blocks of N-Quads.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from qkg.dataset.sorting import RUN_BYTES, SortedLines
from qkg.errors import QkgError

RDFC: Final = "RDFC-1.0"
LABELLED: Final = "labelled"
"""Sorted lines whose blank nodes keep the labels that the document gives them."""
SECONDS: Final = 60.0
MOST: Final = 200_000
"""Quads with blank nodes up to this number are named canonically."""


class Canonical:
    """Collects a dataset block by block; then it is read as lines in canonical order."""

    def __init__(self, folder: Path, seconds: float = SECONDS, run_bytes: int = RUN_BYTES) -> None:
        self._sorted = SortedLines(folder, run_bytes)
        self._seconds = seconds
        self._blank: list[bytes] = []
        self._rest = b""

    def feed(self, block: bytes) -> None:
        """Take the next block of an N-Quads document; blocks may end anywhere."""
        head, end, self._rest = (self._rest + block).rpartition(b"\n")
        if end:
            self._take(head)

    def _take(self, text: bytes) -> None:
        lines = text.split(b"\n")
        if b"_:" in text:
            self._blank += [line for line in lines if _blank(line)]
            lines = [line for line in lines if not _blank(line)]
        self._sorted.add([line for line in lines if line], len(text))

    def finish(self, method: str = "") -> str:
        """Say that all blocks are there; the method that named the blank nodes. ``method`` asks for one."""
        if self._rest:
            self.feed(b"\n")
        used = method or RDFC
        if self._blank and used == RDFC:
            named = _named(self._blank, self._seconds)
            if named is None and method == RDFC:
                raise QkgError("the blank nodes cannot be named canonically in time")
            used = LABELLED if named is None else RDFC
            self._blank = self._blank if named is None else named
        self._sorted.add(self._blank, sum(map(len, self._blank)))
        self._blank = []
        return used

    def __iter__(self) -> Iterator[bytes]:
        """The lines of the document, without their ends."""
        return iter(self._sorted)


def _blank(line: bytes) -> bool:
    """Whether a line may hold a blank node; a literal that looks like one does no harm."""
    return line.startswith(b"_:") or b" _:" in line


def _named(lines: list[bytes], seconds: float) -> list[bytes] | None:
    """The lines with canonical blank nodes, or None when that would take too long."""
    if len(lines) > MOST:
        return None
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(  # noqa: S603 - our own module in our own interpreter
            command, input=b"\n".join(lines), capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.split(b"\n")[:-1] if done.returncode == 0 else None


def main() -> None:
    """N-Quads on standard input to canonical N-Quads on standard output; the order is left to the caller."""
    quads = ox.Dataset(ox.parse(sys.stdin.buffer.read(), ox.RdfFormat.N_QUADS))
    quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    ox.serialize(quads, sys.stdout.buffer, ox.RdfFormat.N_QUADS)


if __name__ == "__main__":
    main()
