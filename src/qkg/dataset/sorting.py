"""Sorting more lines than memory holds: runs on disk, merged while they are read.

Owns temporary files below the folder that it is given. Must not know what the lines mean.
"""

import heapq
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

RUN_BYTES: Final = 128 * 1024 * 1024
"""So many bytes of lines are sorted in memory at a time."""


class SortedLines:
    """Takes lines without their ends in any order; gives them back in byte order, each once."""

    def __init__(self, folder: Path, run_bytes: int = RUN_BYTES) -> None:
        self._folder, self._run_bytes = folder, run_bytes
        self._lines: list[bytes] = []
        self._held = 0
        self._runs: list[Path] = []

    def add(self, lines: list[bytes], size: int) -> None:
        """Take some lines; ``size`` is how many bytes they have together."""
        self._lines += lines
        self._held += size
        if self._held >= self._run_bytes:
            self._spill()

    def _spill(self) -> None:
        path = self._folder / f"run-{len(self._runs):04d}"
        self._lines.sort()
        path.write_bytes(b"".join(line + b"\n" for line in self._lines))
        self._runs.append(path)
        self._lines, self._held = [], 0

    def __iter__(self) -> Iterator[bytes]:
        """The lines in order; a line that came twice comes once."""
        self._lines.sort()
        runs: list[Iterable[bytes]] = [_read(path) for path in self._runs]
        last = None
        for line in heapq.merge(*runs, self._lines) if runs else self._lines:
            if line != last:
                yield line
            last = line


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            yield line[:-1]
