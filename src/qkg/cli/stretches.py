"""Quads on their way to a server: written to a file as triples, stretch by stretch of the same graph.

N-Triples is also what stands between the braces of INSERT DATA, so that one file serves both ways of sending.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, Final

import pyoxigraph as ox

from qkg.errors import BadParameter

BLOCK: Final = 1 << 20


class Stretches:
    """Triples in a file, and which part of it belongs to which graph ("" for the default one)."""

    def __init__(self, file: IO[bytes], quads: Iterable[ox.Quad]) -> None:
        self._file = file
        self._parts: list[tuple[str, int]] = []
        self.count = 0
        for graph, group in groupby(quads, key=lambda quad: quad.graph_name):
            size = 0
            for quad in group:
                size += file.write(f"{quad.subject} {quad.predicate} {quad.object} .\n".encode())
                self.count += 1
            self._parts.append((_name(graph), size))

    @property
    def names(self) -> set[str]:
        """The graphs."""
        return {name for name, _ in self._parts}

    def triples(self) -> Iterator[bytes]:
        """All triples, whatever their graph."""
        self._file.seek(0)
        while block := self._file.read(BLOCK):
            yield block

    def insertion(self) -> Iterator[bytes]:
        """One SPARQL update that adds everything."""
        self._file.seek(0)
        yield b"INSERT DATA {\n"
        for name, size in self._parts:
            yield f"GRAPH {ox.NamedNode(name)} {{\n".encode() if name else b""
            for start in range(0, size, BLOCK):
                yield self._file.read(min(BLOCK, size - start))
            yield b"}\n" if name else b""
        yield b"}\n"


def _name(graph: object) -> str:
    if isinstance(graph, ox.NamedNode):
        return graph.value
    if isinstance(graph, ox.BlankNode):
        raise BadParameter("a graph whose name is a blank node cannot be sent to a server; give it an IRI")
    return ""
