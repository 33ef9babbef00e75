"""Dumps: the whole dataset or one of its graphs as a file, known by its name, written as it is read.

A name is ``qkg`` or the short name of a graph, ``-1.2`` for RDF 1.2 with reifiers, a suffix, and ``.gz``.
The same generation gives the same bytes. Nothing is collected. Must not know HTTP.
"""

import asyncio
import re
import zlib
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Final

from qkg.dataset.reifiers import Reifying
from qkg.errors import NoSuchGraph, UnknownFormat
from qkg.media import DATASET_NAMES, GRAPH_FORMATS, Format
from qkg.namespaces import GRAPH
from qkg.store.contract import Store

WHOLE: Final = "qkg"
REVISED: Final = "-1.2"
PACKED: Final = ".gz"
LEVEL: Final = 6
INLINE: Final = 32_768
"""Up to this a block is packed at once; beyond it on a thread, so that nobody else waits."""
_SHORT = re.compile(r"[A-Za-z0-9][\w./-]*")
FORMATS: Final = tuple(
    one for one in GRAPH_FORMATS if one.name in ("ttl", "nt", "jsonld", "rdf", "trig", "nq")
)
_TURTLE, _LINES = FORMATS[:2]


@dataclass(frozen=True)
class Dump:
    """One file: a graph by its IRI (None: the whole dataset), its syntax, RDF 1.2 or not, packed or not."""

    graph: str | None
    format: Format
    revised: bool = False
    packed: bool = False

    @property
    def name(self) -> str:
        """The name of the file."""
        stem = WHOLE if self.graph is None else short(self.graph)
        revised, packed = REVISED if self.revised else "", PACKED if self.packed else ""
        return f"{stem}{revised}.{self.format.suffix}{packed}"

    @property
    def media_type(self) -> str:
        """The media type of the file; RDF 1.2 says its version (RDF 1.2 Turtle §6)."""
        if self.packed:
            return "application/gzip"
        return f"{self.format.content_type}; version=1.2" if self.revised else self.format.content_type

    @property
    def quads(self) -> bool:
        """Whether the file keeps the names of the graphs."""
        return self.format.name in DATASET_NAMES

    def as_packed(self, packed: bool = True) -> "Dump":
        """The same content, packed or not."""
        return replace(self, packed=packed)


def short(graph: str) -> str:
    """The short name of a graph of ours; empty where a file cannot bear it."""
    name = graph.removeprefix(GRAPH)
    usable = name != graph and _SHORT.fullmatch(name) and name != WHOLE and not name.endswith(REVISED)
    return name if usable else ""


def files(graph: str | None) -> list[Dump]:
    """All unpacked files of a graph or of the whole dataset."""
    return [*(Dump(graph, one) for one in FORMATS), Dump(graph, _TURTLE, revised=True)]


def find(name: str, graphs: Iterable[str]) -> Dump:
    """The dump of that name; UnknownFormat or NoSuchGraph when there is none."""
    plain = name.removesuffix(PACKED)
    stem, _, suffix = plain.rpartition(".")
    format = next((one for one in FORMATS if one.suffix == suffix), None)
    if format is None:
        listed = ", ".join(f".{one.suffix}" for one in FORMATS)
        raise UnknownFormat(f"A dump ends in {listed}, with or without {PACKED}.")
    revised = stem.endswith(REVISED)
    if revised and format is not _TURTLE:
        raise UnknownFormat(f"RDF 1.2 is written as Turtle alone: {stem}.{_TURTLE.suffix}")
    return Dump(_graph(stem.removesuffix(REVISED), graphs), format, revised, plain != name)


def _graph(stem: str, graphs: Iterable[str]) -> str | None:
    if stem == WHOLE:
        return None
    found = next((one for one in graphs if short(one) == stem), None)
    if found is None:
        raise NoSuchGraph(f"There is no graph <{GRAPH}{stem}>.")
    return found


async def blocks(store: Store, dump: Dump, generation: int | None = None) -> AsyncGenerator[bytes, None]:
    """The bytes of a dump as they come; closing it early ends the evaluation."""
    plain = _revised(store, dump, generation) if dump.revised else _plain(store, dump, generation)
    async with aclosing(packed(plain) if dump.packed else plain) as stream:
        async for block in stream:
            yield block


async def _plain(store: Store, dump: Dump, generation: int | None) -> AsyncGenerator[bytes, None]:
    graphs = None if dump.graph is None else [dump.graph]
    answer = await store.dump(dump.format, graphs, generation)
    try:
        async for block in answer:
            yield block
    finally:
        await answer.aclose()


async def _revised(store: Store, dump: Dump, generation: int | None) -> AsyncGenerator[bytes, None]:
    reifying = Reifying()
    async with aclosing(_plain(store, Dump(dump.graph, _LINES), generation)) as lines:
        async for block in lines:
            yield await asyncio.to_thread(reifying.feed, block)
    yield await asyncio.to_thread(reifying.end)


async def packed(plain: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes]:
    """The blocks in gzip (RFC 1952) without a time, so that equal data gives equal bytes."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
    async with aclosing(plain):
        async for block in plain:
            small = len(block) <= INLINE
            if ready := packer.compress(block) if small else await asyncio.to_thread(packer.compress, block):
                yield ready
    yield packer.flush()
