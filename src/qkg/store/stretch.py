"""Stretches of a file of lines, N-Triples or N-Quads: each a file of its own, to be read side by side.

In these syntaxes every statement ends with its line (RDF 1.1 N-Quads §2). Labels of blank nodes hold in the
whole file, so all lines that may have any make one stretch of their own.
"""

import mmap
import os
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import IO, Final

from qkg.media import Format
from qkg.store.together import LANES

LINES: Final = ("nt", "nq")
LABEL: Final = b"_:"
LEAST: Final = 4 * 1024 * 1024
"""A shorter stretch takes longer to begin than it saves."""
MOST: Final = 128 * 1024 * 1024
"""A longer one would hold more than the million quads that the engine takes at a time."""
APART: Final = 10_000
"""A file with more separate places that have blank nodes is not divided."""

Range = tuple[int, int]
"""Whole lines of a file, from a byte to before another."""


class Stretch:
    """Parts of an open file, to be read once; the file's own position tells what was read by all."""

    def __init__(self, file: IO[bytes], ranges: Sequence[Range]) -> None:
        self._file, self._ranges = file, ranges
        self._left = list(reversed(ranges))

    def read(self, size: int = -1) -> bytes:
        """Read on; may give less than asked, and nothing only at the end."""
        if not self._left:
            return b""
        begin, end = self._left.pop()
        data = os.pread(self._file.fileno(), end - begin if size < 0 else min(size, end - begin), begin)
        os.lseek(self._file.fileno(), len(data), os.SEEK_CUR)
        if data and begin + len(data) < end:
            self._left.append((begin + len(data), end))
        return data

    def line(self, number: int) -> int:
        """The line in the file that is this one of the stretch, both counted from 1."""
        for begin, end in self._ranges:
            there = self._lines(begin, end)
            if number <= there or (begin, end) == self._ranges[-1]:
                return self._lines(0, begin) + number
            number -= there
        return number

    def _lines(self, begin: int, end: int) -> int:
        blocks = ((at, min(LEAST, end - at)) for at in range(begin, end, LEAST))
        return sum(os.pread(self._file.fileno(), size, at).count(b"\n") for at, size in blocks)


def stretches(file: IO[bytes], syntax: Format, lanes: int = LANES, least: int = LEAST) -> list[Stretch]:
    """The file in as many parts as can be read at a time, or a multiple of that; else none."""
    size = os.fstat(file.fileno()).st_size
    if syntax.name not in LINES or lanes == 1 or size < lanes * least:
        return []
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        labelled = _labelled(content)
        if len(labelled) > APART or sum(end - begin for begin, end in labelled) > MOST:
            return []
        parts = pairwise([0, *_ends(content, lanes * -(-size // (lanes * MOST)))])
        plain = [list(_without(begin, end, labelled)) for begin, end in parts]
    return [Stretch(file, ranges) for ranges in (*plain, labelled) if ranges]


def _ends(content: mmap.mmap, number: int) -> Iterator[int]:
    """Where about that many stretches end, each after a whole line."""
    end = 0
    for part in range(1, number):
        line = content.find(b"\n", max(end, len(content) * part // number)) + 1
        if end < line < len(content):
            end = line
            yield end
    yield len(content)


def _labelled(content: mmap.mmap) -> list[Range]:
    """The lines that may have blank nodes, those that follow each other as one; stops when they are many."""
    found: list[Range] = []
    at = content.find(LABEL)
    while at >= 0 and len(found) <= APART:
        begin, end = content.rfind(b"\n", 0, at) + 1, content.find(b"\n", at) + 1 or len(content)
        if found and found[-1][1] == begin:
            begin = found.pop()[0]
        found.append((begin, end))
        at = content.find(LABEL, end)
    return found


def _without(begin: int, end: int, holes: Sequence[Range]) -> Iterator[Range]:
    """What is left of a range; a hole lies in it or beside it, as all are whole lines."""
    for first, after in holes:
        if begin <= first < end:
            if begin < first:
                yield begin, first
            begin = after
        elif first < begin < after:
            begin = after
    if begin < end:
        yield begin, end
