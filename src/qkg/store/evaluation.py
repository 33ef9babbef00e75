"""Evaluation: one request on one engine, written as bytes while it goes.

Everything here runs on a single thread, because the engine's iterators belong to the thread that made them.
Nothing is collected: answers of any size pass in constant memory. The engine's union flag overrides FROM
silently, so it is set only for queries without FROM.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import pyoxigraph as ox

from qkg.errors import NoSuchGraph, OutOfMemory, QkgError, StoreDamaged, UnknownFormat
from qkg.media import Format
from qkg.store.contract import Request
from qkg.store.guard import refuse
from qkg.store.notation import Notation
from qkg.store.syntax import explain
from qkg.store.wire import ROWS, TRIPLES
from qkg.tokens import words

_FROM: Final = re.compile(r"(?<![^\W\d])from", re.IGNORECASE)
"""Where a bare word may begin: not within a longer one, such as wasDerivedFrom."""


class Sink(Protocol):
    """Where an answer goes."""

    def begin(self, kind: bytes) -> None:
        """Say whether rows or triples follow."""

    def write(self, block: bytes) -> int:
        """Take a block."""

    def flush(self) -> None:
        """Nothing waits on a flush."""


def answer(
    engine: ox.Store, request: Request, sink: Sink, guarded: bool = True, context: Path | None = None
) -> None:
    """Evaluate a query; InputError for one that cannot be used (SPARQL 1.1 Query).

    ``context`` is a file with the context for compacted JSON-LD; without one it is written expanded.
    """
    if guarded:
        refuse(request.text)
    try:
        result = engine.query(
            request.text,
            prefixes=dict(request.prefixes) or None,
            substitutions={ox.Variable(name): term for name, term in request.bindings.items()} or None,
            **dataset(request),
        )
        _write(result, request, sink, context)
    except (SyntaxError, RuntimeError, ValueError) as error:
        raise explain(error, request) from error


def dataset(request: Request) -> Mapping[str, Any]:
    """The engine's dataset arguments (SPARQL 1.1 Protocol §2.1.4: the protocol's dataset wins)."""
    if request.default_graphs is None and request.named_graphs is None:
        return {"use_default_graph_as_union": not request.strict and not _has_from(request.text)}
    return {
        "default_graph": [ox.NamedNode(name) for name in request.default_graphs or ()],
        "named_graphs": [ox.NamedNode(name) for name in request.named_graphs or ()],
    }


def _has_from(text: str) -> bool:
    return _FROM.search(text) is not None and "FROM" in words(text)


def _write(result: Any, request: Request, sink: Sink, context: Path | None) -> None:
    if isinstance(result, ox.QueryTriples):
        chosen = _wanted(request.graph, "triples")
        sink.begin(TRIPLES)
        return Notation(chosen, context).result(result, sink)
    chosen = _wanted(request.rows, "rows")
    if not isinstance(chosen.engine, ox.QueryResultsFormat):
        raise UnknownFormat(f"{chosen.name} does not hold rows")
    sink.begin(ROWS)
    result.serialize(sink, chosen.engine)
    return None


def _wanted(chosen: Format | None, what: str) -> Format:
    if chosen is None:
        raise UnknownFormat(f"the query answers with {what}, and the format asked for does not hold {what}")
    return chosen


def dump(
    engine: ox.Store, chosen: Format, graphs: Sequence[str] | None, sink: Sink, context: Path | None = None
) -> None:
    """The quads of these graphs or of all; a format without graphs gets the triples alone."""
    sink.begin(TRIPLES)
    Notation(chosen, context).dump(engine, graphs, sink)


def graph(
    engine: ox.Store, name: str | None, chosen: Format, sink: Sink, context: Path | None = None
) -> None:
    """The triples of one graph; None is the default graph. NoSuchGraph when it is not there."""
    if not has(engine, name):
        raise NoSuchGraph(f"there is no graph <{name}>")
    sink.begin(TRIPLES)
    Notation(chosen, context).graph(engine, graph_name(name), sink)


def graph_name(name: str | None) -> ox.NamedNode | ox.DefaultGraph:
    """The engine's name of a graph."""
    return ox.DefaultGraph() if name is None else ox.NamedNode(name)


def has(engine: ox.Store, name: str | None) -> bool:
    """Whether the graph is there; the default graph always is."""
    return name is None or engine.contains_named_graph(ox.NamedNode(name))


def present(engine: ox.Store, names: Iterable[str] | None) -> list[str]:
    """Of these graphs, or of all, the ones that are there, sorted."""
    there = sorted(one.value for one in engine.named_graphs() if isinstance(one, ox.NamedNode))
    wanted = None if names is None else set(names)
    return [name for name in there if wanted is None or name in wanted]


def sizes(engine: ox.Store) -> dict[str, int]:
    """The named graphs, empty ones too, and how many triples each holds."""
    named = {one.value: 0 for one in engine.named_graphs() if isinstance(one, ox.NamedNode)}
    counted: Any = engine.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    counts = {row["g"].value: int(row["n"].value) for row in counted if isinstance(row["g"], ox.NamedNode)}
    return dict(sorted({**named, **counts}.items()))


def translated(error: Exception) -> QkgError:
    """Whatever an evaluation raises, as one of ours."""
    if isinstance(error, QkgError):
        return error
    if isinstance(error, MemoryError):
        return OutOfMemory("the query needs more memory than it may have")
    if isinstance(error, OSError):
        return StoreDamaged("the store cannot be read")
    return QkgError(f"the query failed: {type(error).__name__}")
