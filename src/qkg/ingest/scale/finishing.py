"""From sealed parts to one manifest: shared triples merged, contradictions left out, everything counted.

Owns the end of a run. It can be begun again until the manifest stands; only then parts lose their seals.
"""

import gzip
import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from qkg.dataset import manifest
from qkg.dataset.manifest import File, Manifest
from qkg.ingest.scale import merging, sealing, writing
from qkg.ingest.scale.merging import Merge
from qkg.ingest.scale.texts import LIST, Part
from qkg.namespaces import GRAPH

LEFT_OUT: Final = "left-out.tsv"
"""A line for each text without a graph: its file and the reason."""


class Finish:
    """The sealed parts of one run, on their way to a manifest."""

    def __init__(self, folder: Path, parts: Sequence[Part]) -> None:
        self._folder, self._parts = folder, parts
        self._slugs: dict[int, str] = {}
        self._counts: dict[int, int] = {}
        self._left: dict[int, str] = {}
        for part in parts:
            seal = sealing.of(folder, part)
            self._slugs.update((number, slug) for number, slug, _ in seal.graphs)
            self._counts.update((number, quads) for number, _, quads in seal.graphs)
            self._left.update(seal.left_out)

    def manifest(self, identity: dict[str, object], known: frozenset[str]) -> Manifest:
        """Write everything, the manifest last; ``known`` triples stand in the graph already."""
        merge = self._merged(known)
        files = [self._file(one) for one in self._parts]
        files += [self._described(path, quads) for path, quads in merge.files]
        made = Manifest(
            texts=sum(one.texts for one in self._parts),
            graphs=len(self._slugs),
            left_out=len(self._left),
            quads=sum(self._counts.values()),
            files=[one for one in files if one.quads],
            counts=self._lists(),
            run=identity,
        )
        manifest.write(self._folder, made)
        return made

    def _merged(self, known: frozenset[str]) -> Merge:
        with TemporaryDirectory(prefix=writing.UNFINISHED, dir=self._folder) as workplace:
            lines = merging.gathered(self._folder, self._parts, Path(workplace))
            contradicting = merging.contradictions(lines)
            self._left.update(contradicting)
            for number in contradicting:
                del self._slugs[number], self._counts[number]
            merge = Merge(self._folder, self._slugs, known)
            merge.write(lines)
        for number, more in merge.counts.items():
            self._counts[number] += more
        return merge

    def _file(self, part: Part) -> File:
        """The part's file, or a smaller one where articles of it are left out after all."""
        seal, path = sealing.of(self._folder, part), sealing.own_file(self._folder, part.name)
        gone = {slug for number, slug, _ in seal.graphs if number not in self._slugs}
        if not gone:
            return File(self._name(path), seal.quads, seal.sha256)
        fewer = path.with_name(f"{part.name}-fewer.nq.gz")
        return self._described(fewer, _without(path, gone, fewer))

    def _described(self, path: Path, quads: int) -> File:
        return File(self._name(path), quads, sealing.digest(path))

    def _name(self, path: Path) -> str:
        return path.relative_to(self._folder).as_posix()

    def _lists(self) -> str:
        """Write the counts by graph, and what was left out and why; the digest of the former."""
        counts = writing.Plain(self._folder / manifest.COUNTS)
        left = writing.Plain(self._folder / LEFT_OUT)
        for number, path in enumerate(self._paths()):
            if number in self._slugs:
                counts.write(f"{GRAPH}{self._slugs[number]}\t{self._counts[number]}\t{path}\n")
            else:
                left.write(f"{path}\t{' '.join(self._left[number].split())}\n")
        left.finish()
        counts.finish()
        return sealing.digest(self._folder / manifest.COUNTS)

    def _paths(self) -> Iterator[str]:
        """The files, what would break a line written as in JSON."""
        with (self._folder / LIST).open("rb") as file:
            for line in file:
                yield json.dumps(json.loads(line)["path"], ensure_ascii=False)[1:-1]


def _without(path: Path, slugs: Collection[str], fewer: Path) -> int:
    """Copy a file without these graphs; how many quads are left."""
    graphs = {f"<{GRAPH}{slug}>".encode() for slug in slugs}
    out, quads = writing.Packed(fewer), 0
    with gzip.open(path, "rb") as file:
        for line in file:
            if line.rsplit(b" ", 2)[1] not in graphs:
                out.write(line)
                quads += 1
    out.finish()
    return quads


def tidy(folder: Path, made: Manifest) -> None:
    """Remove what the manifest does not name: seals, merged triples, parts that were made smaller."""
    named = {folder / one.name for one in made.files}
    for path in (folder / sealing.PARTS).iterdir():
        if path not in named:
            path.unlink()
