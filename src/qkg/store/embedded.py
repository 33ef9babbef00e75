"""The store inside this process: pyoxigraph, in memory or on disk.

Evaluation and serialisation happen together on one worker thread; only bytes leave it.
The engine's union flag overrides FROM silently, so it is set only for queries without FROM.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from typing import Any

import pyoxigraph as ox

from qkg.errors import UnknownFormat
from qkg.media import Format
from qkg.store.contract import Answer, Request
from qkg.store.guard import refuse
from qkg.store.syntax import explain
from qkg.store.workers import Workers
from qkg.terms import prefixes_used
from qkg.tokens import words

BLOCK_BYTES = 65_536


class EmbeddedStore:
    """Answers from a pyoxigraph store that it is given."""

    def __init__(self, engine: ox.Store, workers: int = 1) -> None:
        self._engine = engine
        self._workers = Workers(workers)

    def query(self, request: Request) -> Future[Answer]:
        """Evaluate on a worker thread."""
        return self._workers.submit(lambda: self._answer(request))

    def dump(self, graphs: Sequence[str] = ()) -> Future[bytes]:
        """The quads as N-Quads."""
        return self._workers.submit(lambda: self._dump(graphs))

    def graphs(self) -> Future[dict[str, int]]:
        """The named graphs and their sizes."""
        return self._workers.submit(self._sizes)

    def close(self) -> None:
        """End the worker threads."""
        self._workers.close()

    def _answer(self, request: Request) -> Answer:
        refuse(request.text)
        try:
            result = self._engine.query(
                request.text,
                prefixes=dict(request.prefixes),
                substitutions={ox.Variable(name): term for name, term in request.bindings.items()} or None,
                **dataset(request),
            )
            return _written(result, request)
        except (SyntaxError, RuntimeError, ValueError) as error:
            raise explain(error, request) from error

    def _dump(self, graphs: Sequence[str]) -> bytes:
        if not graphs:
            return self._engine.dump(format=ox.RdfFormat.N_QUADS) or b""
        quads = (quad for name in graphs for quad in self._of(name))
        return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""

    def _of(self, graph: str) -> Any:
        return self._engine.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def _sizes(self) -> dict[str, int]:
        names = sorted(name.value for name in self._engine.named_graphs() if isinstance(name, ox.NamedNode))
        return {name: sum(1 for _ in self._of(name)) for name in names}


def dataset(request: Request) -> Mapping[str, Any]:
    """The engine's dataset arguments (SPARQL 1.1 Protocol §2.1.4: the protocol's dataset wins)."""
    if request.default_graphs is None and request.named_graphs is None:
        return {"use_default_graph_as_union": "FROM" not in words(request.text)}
    return {
        "default_graph": [ox.NamedNode(name) for name in request.default_graphs or ()],
        "named_graphs": [ox.NamedNode(name) for name in request.named_graphs or ()],
    }


def _written(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, request: Request) -> Answer:
    if isinstance(result, ox.QueryTriples):
        chosen = _wanted(request.graph, "triples")
        triples = list(result)
        data = ox.serialize(triples, format=_rdf(chosen), prefixes=prefixes_used(triples))
    else:
        chosen = _wanted(request.rows, "rows")
        engine = chosen.engine
        if not isinstance(engine, ox.QueryResultsFormat):
            raise UnknownFormat(f"{chosen.name} does not hold rows")
        data = result.serialize(format=engine)
    return Answer(chosen, _blocks(data or b""))


def _rdf(chosen: Format) -> ox.RdfFormat:
    if isinstance(chosen.engine, ox.RdfFormat):
        return chosen.engine
    raise UnknownFormat(f"{chosen.name} does not hold triples")


def _wanted(chosen: Format | None, what: str) -> Format:
    if chosen is None:
        raise UnknownFormat(f"the query answers with {what}, and the format asked for does not hold {what}")
    return chosen


def _blocks(data: bytes) -> tuple[bytes, ...]:
    return tuple(data[start : start + BLOCK_BYTES] for start in range(0, len(data), BLOCK_BYTES))
