"""Triples and quads written down in a format: prefixes, the context of JSON-LD, and what a format cannot say.

Nothing is collected: answers of any size pass in constant memory. Must not know queries.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from qkg import jsonld
from qkg.errors import UnknownFormat
from qkg.media import DATASET_NAMES, Format
from qkg.namespaces import PREFIXES
from qkg.terms import prefixes_used

SAMPLE: Final = 1000
"""So many triples are looked at to choose prefixes; a longer answer declares all that are known."""
PREFIXED: Final = ("ttl", "trig", "rdf", "n3")
COMPACTED: Final = "jsonld"
NO_TERMS: Final = "{} has no triple terms (RDF 1.2); ask for Turtle, TriG, N-Triples or N-Quads"


@dataclass(frozen=True)
class Notation:
    """A graph format; ``context`` is the file whose names JSON-LD is written with, None: it is expanded."""

    format: Format
    context: Path | None = None

    def result(self, result: ox.QueryTriples, sink: Any) -> None:
        """The triples that a query makes."""
        if self._compacted:
            return self._compact([(None, result)], sink)
        if self.format.name not in PREFIXED:
            with self._sayable():
                result.serialize(sink, rdf(self.format))
            return None
        return self._prefixed(result, sink)

    def triples(self, triples: Iterator[ox.Triple], sink: Any) -> None:
        """Triples from anywhere."""
        if self._compacted:
            return self._compact([(None, triples)], sink)
        if self.format.name not in PREFIXED:
            return self._serialise(triples, sink, None)
        return self._prefixed(triples, sink)

    def quads(self, quads: Iterator[ox.Quad], sink: Any) -> None:
        """Quads from anywhere, graph after graph; without their names in a format that has no graphs."""
        if self._compacted:
            return self._compact(_grouped(quads), sink)
        bare = self.format.name not in DATASET_NAMES
        return self._serialise((one.triple for one in quads) if bare else quads, sink, self._prefixes)

    def _prefixed(self, triples: Iterator[ox.Triple], sink: Any) -> None:
        sample = list(islice(triples, SAMPLE))
        prefixes = prefixes_used(sample) if len(sample) < SAMPLE else dict(PREFIXES)
        self._serialise(chain(sample, triples), sink, prefixes)

    def graph(self, engine: ox.Store, name: ox.NamedNode | ox.DefaultGraph, sink: Any) -> None:
        """One graph of a store."""
        if self._compacted:
            return self._compact([(None, _triples(engine, name))], sink)
        if self.format.name == "n3":
            return self._serialise(_triples(engine, name), sink, self._prefixes)
        with self._sayable():
            engine.dump(sink, rdf(self.format), from_graph=name, prefixes=self._prefixes)
        return None

    def dump(self, engine: ox.Store, graphs: Sequence[str] | None, sink: Any) -> None:
        """These graphs of a store, or all; without their names in a format that has no graphs."""
        if self._compacted:
            return self._compact(_by_graph(engine, graphs), sink)
        if self.format.name in DATASET_NAMES and graphs is None:
            with self._sayable():
                engine.dump(sink, rdf(self.format), prefixes=self._prefixes)
            return None
        quads = iter(engine) if graphs is None else quads_of(engine, graphs)
        bare = self.format.name not in DATASET_NAMES
        return self._serialise((one.triple for one in quads) if bare else quads, sink, self._prefixes)

    @property
    def _compacted(self) -> bool:
        return self.context is not None and self.format.name == COMPACTED

    @property
    def _prefixes(self) -> dict[str, str] | None:
        return dict(PREFIXES) if self.format.name in PREFIXED else None

    def _compact(self, graphs: Iterable[jsonld.Named], sink: Any) -> None:
        if self.context is not None:
            jsonld.write(graphs, jsonld.context_of(self.context), sink)

    def _serialise(self, content: Iterable[Any], sink: Any, prefixes: dict[str, str] | None) -> None:
        if self.format.name == "n3":
            content = map(_plain, content)
        with self._sayable():
            ox.serialize(content, sink, rdf(self.format), prefixes=prefixes)

    @contextmanager
    def _sayable(self) -> Iterator[None]:
        """The engine has an error without a class for what a format cannot say."""
        try:
            yield
        except OSError as error:
            if "RDF 1.2" in str(error):
                raise UnknownFormat(NO_TERMS.format(self.format.media_type)) from error
            raise


def _plain(triple: ox.Triple) -> ox.Triple:
    """The triple; the engine would write a triple term into N3, which has none."""
    if isinstance(triple.object, ox.Triple):
        raise UnknownFormat(NO_TERMS.format("N3"))
    return triple


def _by_graph(engine: ox.Store, graphs: Sequence[str] | None) -> Iterator[jsonld.Named]:
    if graphs is None:
        yield None, _triples(engine, ox.DefaultGraph())
    named = engine.named_graphs() if graphs is None else map(ox.NamedNode, graphs)
    for name in named:
        yield name, _triples(engine, name)


def _grouped(quads: Iterator[ox.Quad]) -> Iterator[jsonld.Named]:
    for name, found in groupby(quads, lambda quad: quad.graph_name):
        yield (name if isinstance(name, ox.NamedNode) else None), (quad.triple for quad in found)


def _triples(engine: ox.Store, name: Any) -> Iterator[ox.Triple]:
    return (quad.triple for quad in engine.quads_for_pattern(None, None, None, name))


def quads_of(engine: ox.Store, graphs: Iterable[str]) -> Iterator[ox.Quad]:
    """The quads of these named graphs."""
    for name in graphs:
        yield from engine.quads_for_pattern(None, None, None, ox.NamedNode(name))


def rdf(chosen: Format) -> ox.RdfFormat:
    """The engine's name of a graph format."""
    if isinstance(chosen.engine, ox.RdfFormat):
        return chosen.engine
    raise UnknownFormat(f"{chosen.name} does not hold triples")
