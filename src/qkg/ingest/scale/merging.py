"""What many articles say alike: each triple into one graph only, that of the first article in the list.

So it is when drafts are accepted one after the other. Two names that came to one address are no one thing:
the articles with the later name are left out. Owns a folder of sorted runs while it works.
"""

import gzip
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from qkg.dataset.sorting import SortedLines
from qkg.ingest.scale import sealing, writing
from qkg.ingest.scale.texts import Part
from qkg.namespaces import GRAPH, PREFIXES

FILE_LINES: Final = 2_000_000
"""So many quads stand in one file of merged triples, so that loaders can work side by side."""
_BLOCK: Final = 4 << 20
_NAMED: Final = f" <{PREFIXES['rdfs']}label> ".encode()
_CHINESE: Final = b'"@zh'

Lines = Callable[[], Iterator[tuple[bytes, int]]]
"""Triples with the number of an article each, sorted; may be asked for again."""


def gathered(folder: Path, parts: Sequence[Part], workplace: Path) -> Lines:
    """The shared triples of all parts, sorted on disk."""
    every = SortedLines(workplace)
    for part in parts:
        with gzip.open(sealing.shared_file(folder, part.name), "rb") as file:
            while lines := file.readlines(_BLOCK):
                every.add([line.rstrip(b"\n") for line in lines], sum(map(len, lines)))
    return lambda: _numbered(every)


def _numbered(lines: SortedLines) -> Iterator[tuple[bytes, int]]:
    for line in lines:
        triple, _, number = line.rpartition(b"\t")
        yield triple, int(number)


def contradictions(lines: Lines) -> dict[int, str]:
    """The articles that give a thing another Chinese name than the first article that names it, and why."""
    names = (one for one in lines() if _NAMED in one[0] and one[0].endswith(_CHINESE))
    found: dict[int, str] = {}
    for subject, group in groupby(names, key=lambda one: one[0].partition(_NAMED)[0]):
        bearers: dict[bytes, list[int]] = {}
        for triple, number in group:
            bearers.setdefault(triple.partition(_NAMED)[2], []).append(number)
        first = min(bearers, key=lambda name: bearers[name][0])
        for name in bearers.keys() - {first}:
            said = f"{subject.decode()} is {first.decode()} in another text, here {name.decode()}"
            found.update(dict.fromkeys(bearers[name], f"two names have one address: {said}"))
    return found


class Merge:
    """Writes each shared triple once and counts them by graph."""

    def __init__(self, folder: Path, slugs: Mapping[int, str], known: frozenset[str]) -> None:
        self._folder, self._slugs, self._known = folder, slugs, known
        self.files: list[tuple[Path, int]] = []
        """The files with how many quads each has."""
        self.counts: dict[int, int] = {}
        """How many quads went to the graph of each article."""

    def write(self, lines: Lines) -> None:
        """All triples that the known graph does not hold; of articles that have a slug."""
        out: writing.Packed | None = None
        written = 0
        try:
            for triple, number in self._first(lines):
                if out is None:
                    out, written = writing.Packed(self._path()), 0
                out.write(triple + f" <{GRAPH}{self._slugs[number]}> .\n".encode())
                self.counts[number] = self.counts.get(number, 0) + 1
                written += 1
                if written == FILE_LINES:
                    self._close(out, written)
                    out = None
            if out is not None:
                self._close(out, written)
        except BaseException:
            if out is not None:
                out.discard()
            raise

    def _first(self, lines: Lines) -> Iterator[tuple[bytes, int]]:
        for triple, group in groupby(lines(), key=lambda one: one[0]):
            number = next((one for _, one in group if one in self._slugs), None)
            if number is not None and triple.decode() not in self._known:
                yield triple, number

    def _path(self) -> Path:
        return self._folder / sealing.PARTS / f"shared-{len(self.files):04}.nq.gz"

    def _close(self, out: writing.Packed, written: int) -> None:
        path = self._path()
        out.finish()
        self.files.append((path, written))
