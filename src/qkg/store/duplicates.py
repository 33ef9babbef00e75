"""The same triple in two published graphs: found, so that a commit can be refused.

The engine's union of graphs is a bag: such a triple would count twice. Published are the graphs under
``graph/``; the default graph and graphs of other names are not looked at.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final, cast

import pyoxigraph as ox

from qkg.errors import DuplicateTriple
from qkg.namespaces import GRAPH
from qkg.store.notation import quads_of

SHOWN: Final = 3
BOTH: Final = 2
FEW: Final = 20_000
"""Up to so many triples are looked up one by one; beyond, one pass over the whole store is quicker."""

COUNTED: Final = 5_000_000
"""Up to so many quads the engine counts different triples, which takes some 200 bytes for each."""

_COUNTS: Final = """
SELECT ?bag ?different {
  { SELECT (COUNT(*) AS ?bag) { GRAPH ?g { ?s ?p ?o } } }
  { SELECT (COUNT(*) AS ?different) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } } }
}"""
"""Both in one query, so that both are of one moment: the engine may be written to meanwhile."""
_TWICE: Final = """
SELECT ?s ?p ?o ?g ?other {
  VALUES ?g { %s }
  GRAPH ?g { ?s ?p ?o } GRAPH ?other { ?s ?p ?o }
  FILTER(?other != ?g && STRSTARTS(STR(?other), "%s"))
} LIMIT %d"""


def refuse_duplicates(engine: ox.Store, graphs: Iterable[str] | None) -> None:
    """DuplicateTriple when a triple of one of these published graphs (None: of any) stands in another."""
    published = None if graphs is None else [one for one in graphs if one.startswith(GRAPH)]
    if published is not None and not published:
        return
    small = published is not None and _size(engine, published) <= FEW
    if not small and _all_different(engine):
        return
    found = _looked_up(engine, published or ()) if small else _passed_by(engine)
    shown = list(islice(found, SHOWN))
    if shown:
        listed = "; ".join(f"{triple} in <{one}> and <{other}>" for triple, one, other in shown)
        raise DuplicateTriple(f"a triple may stand in one published graph only: {listed}")


@contextmanager
def beside(engine: ox.Store, graphs: Iterable[str] | None) -> Iterator[None]:
    """``refuse_duplicates`` on another thread, over the state at the start, while the body works on."""
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(_refusal, engine, graphs)
        del engine
        yield
        refusal = looking.result()
    if refusal is not None:
        raise refusal


def _refusal(engine: ox.Store, graphs: Iterable[str] | None) -> Exception | None:
    """The refusal as a value: an error with its frames would keep the engine open."""
    try:
        refuse_duplicates(engine, graphs)
    except Exception as error:
        return error.with_traceback(None)
    return None


def _all_different(engine: ox.Store) -> bool:
    """Whether no triple stands in two named graphs at all: a tenth of the time of a pass in Python."""
    if len(engine) > COUNTED:
        return False
    found: Any = next(iter(cast("Any", engine.query(_COUNTS))))
    return bool(found["bag"] == found["different"])


def _size(engine: ox.Store, graphs: Iterable[str]) -> int:
    return sum(1 for _ in islice(quads_of(engine, graphs), FEW + 1))


def _looked_up(engine: ox.Store, graphs: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    names = " ".join(str(ox.NamedNode(name)) for name in graphs)
    rows: Any = engine.query(_TWICE % (names, GRAPH, SHOWN))
    for row in rows:
        yield f"{row['s']} {row['p']} {row['o']}", row["g"].value, row["other"].value


def _passed_by(engine: ox.Store) -> Iterator[tuple[str, str, str]]:
    """The engine writes quads by subject, predicate, object: equal triples stand one after the other."""
    sink: Any = _Neighbours()
    engine.dump(sink, ox.RdfFormat.N_QUADS)
    for one, other in sink.found:
        triple = f"{one.subject} {one.predicate} {one.object}"
        yield triple, one.graph_name.value, other.graph_name.value


class _Neighbours:
    """A sink for N-Quads that finds lines which differ in their graph only.

    Whole blocks are looked at with one set each; only where it shrinks are lines compared and parsed.
    """

    def __init__(self) -> None:
        self.found: list[tuple[Any, Any]] = []
        self._rest = b""

    def write(self, block: bytes) -> int:
        """Take a block from the engine; the last whole line stays for the next one."""
        lines = (self._rest + block).split(b"\n")
        heads = [line.rsplit(b" ", 2)[0] for line in lines]
        if len(set(heads)) < len(heads) and len(self.found) < SHOWN:
            self._compare(lines[:-1], heads)
        self._rest = b"\n".join(lines[-2:])
        return len(block)

    def flush(self) -> None:
        """Nothing waits."""

    def _compare(self, lines: list[bytes], heads: list[bytes]) -> None:
        for index in range(1, len(lines)):
            if heads[index] == heads[index - 1]:
                pair = list(ox.parse(b"\n".join(lines[index - 1 : index + 1]), ox.RdfFormat.N_QUADS))
                if len(pair) == BOTH and pair[0].triple == pair[1].triple and all(map(_published, pair)):
                    self.found.append((pair[0], pair[1]))


def _published(quad: ox.Quad) -> bool:
    name = quad.graph_name
    return isinstance(name, ox.NamedNode) and name.value.startswith(GRAPH)
