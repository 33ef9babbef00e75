"""What a dataset is, in one digest, and in what two differ: both read as canonical lines, in one pass."""

import hashlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from qkg.dataset.canonical import Canonical


@dataclass(frozen=True)
class Digest:
    """A dataset: ``sha256`` of its canonical N-Quads, whose blank nodes are named by ``method``."""

    quads: int
    method: str
    sha256: str


async def canonical(blocks: AsyncIterator[bytes], place: Path) -> tuple[Canonical, str]:
    """A dataset in blocks of N-Quads, sorted in this folder; and the method that named its blank nodes."""
    document = Canonical(place)
    async for block in blocks:
        document.feed(block)
    return document, document.finish()


def digest(document: Canonical, method: str) -> Digest:
    """Read the lines through."""
    total, quads = hashlib.sha256(), 0
    for line in document:
        total.update(line + b"\n")
        quads += 1
    return Digest(quads, method, total.hexdigest())


def difference(one: Iterator[bytes], other: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Lines that only one of two sorted documents has, as a pair with nothing for the other."""
    left, right = next(one, None), next(other, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(one, None), next(other, None)
        elif right is None or (left is not None and left < right):
            yield left or b"", b""
            left = next(one, None)
        else:
            yield b"", right
            right = next(other, None)
