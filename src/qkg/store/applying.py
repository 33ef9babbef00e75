"""Writes, applied to an engine: an update, one graph, many files.

Nothing here has to be atomic: whoever calls throws the engine's folder away when a write fails half-way.
Reports which graphs may have changed; None stands for any.
"""

import gzip
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from qkg.errors import BadParameter, NoSuchFile, NoSuchGraph
from qkg.media import DATASET_NAMES, Format
from qkg.store.contract import GraphWrite, Update
from qkg.store.evaluation import graph_name, has
from qkg.store.notation import rdf
from qkg.store.stretch import Stretch, stretches
from qkg.store.syntax import explain, explain_file
from qkg.store.together import together
from qkg.store.touched import graphs_of

PACKED: Final = (".gz", ".zst", ".zstd")
LARGE: Final = 4 * 1024 * 1024
"""Files from this size on are loaded in bulk, which costs a moment more and keeps memory small."""


@dataclass(frozen=True)
class Effect:
    """What a write may have changed: the graphs (None: any), whether its graph was new, or only additions."""

    graphs: frozenset[str] | None
    created: bool = False
    additions: bool = False


def update(engine: ox.Store, wanted: Update) -> Effect:
    """A SPARQL update; the engine applies all its operations or none."""
    try:
        engine.update(wanted.text, prefixes=dict(wanted.prefixes) or None)
    except (SyntaxError, RuntimeError, ValueError) as error:
        raise explain(error, wanted) from error
    return Effect(graphs_of(wanted))


def write(engine: ox.Store, wanted: GraphWrite) -> Effect:
    """Replace, merge or remove one graph (SPARQL 1.1 Graph Store HTTP Protocol §5.3 to §5.6)."""
    there, name = has(engine, wanted.graph), graph_name(wanted.graph)
    if wanted.method == "delete" and not there:
        raise NoSuchGraph(f"there is no graph <{wanted.graph}>")
    if wanted.method != "post" and there:
        engine.remove_graph(name)
    if wanted.method != "delete":
        engine.add_graph(name)
        for path, chosen in wanted.bodies:
            _read(engine, Source(Path(path), chosen, name, "body", wanted.base))
    return Effect(frozenset([wanted.graph] if wanted.graph else []), created=not there)


def load(engine: ox.Store, files: Sequence[tuple[str, Format, str | None]]) -> Effect:
    """Files in bulk; a graph of one's own for each, or None for the graphs that the file names."""
    graphs: set[str] = set()
    for path, chosen, graph in files:
        name = None if graph is None else ox.NamedNode(graph)
        _read(engine, Source(Path(path), chosen, name, str(path)), bulk=True)
        graphs.add(graph or "")
    return Effect(None if "" in graphs else frozenset(graphs), additions=True)


@dataclass(frozen=True)
class Source:
    """A file to read: its syntax, the graph that it fills (None: as it says itself), what errors call it."""

    path: Path
    format: Format
    graph: ox.NamedNode | ox.DefaultGraph | None
    name: str
    base: str | None = None


def _read(engine: ox.Store, source: Source, bulk: bool = False) -> None:
    try:
        if source.format.name == "n3" or (source.graph is not None and source.format.name in DATASET_NAMES):
            return _triples_only(engine, source, source.graph or ox.DefaultGraph())
        method = engine.bulk_load if bulk or source.path.stat().st_size >= LARGE else engine.load
        with opened(source.path) as file:
            parts = stretches(file, source.format) if bulk and source.path.suffix not in PACKED else []
            if parts:
                return _side_by_side(engine, source, parts)
            method(file, rdf(source.format), base_iri=source.base, to_graph=source.graph)
    except SyntaxError as error:
        raise explain_file(error, source.name) from error
    except FileNotFoundError as error:
        raise NoSuchFile(f"{source.name}: no such file") from error
    return None


def _side_by_side(engine: ox.Store, source: Source, parts: Sequence[Stretch]) -> None:
    """The engine takes in whole sorted files, so that several of its bulk loads may end in any order."""

    def load(part: Stretch) -> None:
        try:
            engine.bulk_load(cast("IO[bytes]", part), rdf(source.format), to_graph=source.graph)
        except SyntaxError as error:
            error.lineno = part.line(error.lineno or 1)
            raise

    together([partial(load, part) for part in parts])


def _triples_only(engine: ox.Store, source: Source, graph: ox.NamedNode | ox.DefaultGraph) -> None:
    """A format that could name graphs, for a single graph: it must not name any; nor may N3 have formulas."""
    with opened(source.path) as file:
        parsed = ox.parse(file, rdf(source.format), base_iri=source.base, rename_blank_nodes=True)
        quads = list(parsed)
    if any(not isinstance(quad.graph_name, ox.DefaultGraph) for quad in quads):
        raise BadParameter("the body names graphs of its own (or has formulas of N3); send triples")
    engine.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)


def opened(path: Path) -> AbstractContextManager[IO[bytes]]:
    """The file's content, unpacked when its name says that it is packed."""
    if path.suffix == ".gz":
        return cast("AbstractContextManager[IO[bytes]]", gzip.open(path, "rb"))
    if path.suffix in PACKED:
        import zstandard  # noqa: PLC0415 - only whoever loads such a file needs it

        return cast("AbstractContextManager[IO[bytes]]", zstandard.open(path, "rb"))
    return path.open("rb")
