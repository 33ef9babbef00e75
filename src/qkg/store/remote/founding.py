"""A store as files for an engine's loader: lines of N-Quads in files of some size, and the catalogue of them.

Every triple comes a second time, for the union graph. The catalogue comes with the data, so that the new
store has generation, graphs and sizes at its first moment. Lines with blank nodes all stand in one file,
because labels hold in a file. The unnamed graph gets the name that stands for it on engines. Must not know
which loader reads them.
"""

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

import pyoxigraph as ox

from qkg.errors import BadParameter
from qkg.store.contract import Generation
from qkg.store.remote.catalogue import META, STORE, UNION, Catalogue, Holding
from qkg.store.remote.profile import UNNAMED
from qkg.store.remote.publication import about, held_as

LARGEST: Final = 256 * 1024 * 1024
"""Bytes of a file, about: several are read at a time."""
BLANK: Final = "blank.nq"
CATALOGUE: Final = "catalogue.nq"


@dataclass(frozen=True)
class Founded:
    """The files, and how many triples each graph must have when they are loaded."""

    files: list[Path]
    sizes: Mapping[str, int]

    @property
    def quads(self) -> int:
        """Of the dataset, without the catalogue."""
        return sum(size for name, size in self.sizes.items() if name not in (META, UNION))


def write(engine: ox.Store, generation: int, place: Path, largest: int = LARGEST) -> Founded:
    """Write all quads of a store into this folder; the store is that of one generation."""
    shelf = _Shelf(place, largest)
    sizes: Counter[str] = Counter()
    with shelf:
        for quad, first in _told_apart(engine):
            blank = isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
            for name in (_graph(quad.graph_name), UNION)[: 1 + first]:
                sizes[name] += 1
                shelf.put(f"{quad.subject} {quad.predicate} {quad.object} <{name}> .\n", blank)
    empty = {_graph(name): 0 for name in engine.named_graphs()}
    state = Catalogue(
        Generation(generation, datetime.now(UTC)),
        uuid.uuid4().hex,
        {name: Holding(size) for name, size in sorted({**empty, **sizes}.items()) if name != UNION},
        union=True,
    )
    lines = _catalogue(state)
    (place / CATALOGUE).write_text("".join(lines), encoding="utf-8")
    return Founded([*shelf.files, place / CATALOGUE], {**sizes, META: len(lines)})


def _told_apart(engine: ox.Store) -> Iterator[tuple[ox.Quad, bool]]:
    """Each quad, and whether it is the one of its triple that goes into the union graph.

    Quads come graph by graph and subject by subject; few subjects stand in two graphs.
    """
    last, spans = None, False
    for quad in engine:
        here = (quad.graph_name, quad.subject)
        if here != last:
            last, about = here, engine.quads_for_pattern(quad.subject, None, None, None)
            spans = any(one.graph_name != quad.graph_name for one in about)
        yield quad, not spans or quad.graph_name == _first(engine, quad)


def _first(engine: ox.Store, quad: ox.Quad) -> object:
    """Of the graphs that hold a triple, the first by name."""
    same = engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return min((one.graph_name for one in same), key=str)


def _graph(name: object) -> str:
    if isinstance(name, ox.NamedNode):
        return name.value
    if isinstance(name, ox.BlankNode):
        raise BadParameter("a graph whose name is a blank node cannot stand on an engine; give it an IRI")
    return UNNAMED


def _catalogue(state: Catalogue) -> list[str]:
    said = [(STORE, about(state)), *((name, held_as(name, state)) for name in state.holdings)]
    return [
        f'<{subject}> <{META}#{name}> "{value}" <{META}> .\n'
        for subject, words in said
        for name, value in words.items()
    ]


class _Shelf:
    """The files: one for blank nodes, the others closed when they are full."""

    def __init__(self, place: Path, largest: int) -> None:
        self._place, self._largest = place, largest
        self._open: IO[str] | None = None
        self._blank: IO[str] | None = None
        self._room = 0
        self.files: list[Path] = []

    def __enter__(self) -> "_Shelf":
        return self

    def __exit__(self, *_: object) -> None:
        for one in (self._open, self._blank):
            if one is not None:
                one.close()

    def put(self, line: str, blank: bool) -> None:
        """Add a line."""
        if blank:
            self._blank = self._blank or self._begun(BLANK)
            self._blank.write(line)
            return
        if self._room <= 0:
            if self._open is not None:
                self._open.close()
            self._open, self._room = self._begun(f"part-{len(self.files):04}.nq"), self._largest
        if self._open is not None:
            self._room -= self._open.write(line)

    def _begun(self, name: str) -> IO[str]:
        self.files.append(self._place / name)
        return self.files[-1].open("w", encoding="utf-8", newline="\n")
