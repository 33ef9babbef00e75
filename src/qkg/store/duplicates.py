"""The same triple in two published graphs: found, so that a commit can be refused.

The engine's union of graphs is a bag: such a triple would count twice. Published are the graphs under
``graph/``; the default graph and graphs of other names are not looked at.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, Final, cast

import pyoxigraph as ox

from qkg.errors import DuplicateTriple
from qkg.namespaces import GRAPH
from qkg.store.together import Begun

SHOWN: Final = 3
FEW: Final = 20_000
"""Up to so many triples are looked up one by one; beyond, one pass over the whole store is quicker."""
LOOK: Final = 16
"""A triple looked up takes as long as so many quads in a pass."""

_SPANNING: Final = "SELECT ?s { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s HAVING (COUNT(DISTINCT ?g) > 1)"
"""Only subjects that stand in several graphs can have such a triple; as a rule there are few."""
_SIZE: Final = """
SELECT (COUNT(*) AS ?n) { SELECT ?s { VALUES ?g { %s } GRAPH ?g { ?s ?p ?o } } LIMIT %d }"""
_TWICE: Final = """
SELECT ?s ?p ?o ?g ?other {
  VALUES ?g { %s }
  GRAPH ?g { ?s ?p ?o } GRAPH ?other { ?s ?p ?o }
  FILTER(?other != ?g && STRSTARTS(STR(?other), "%s"))
} LIMIT %d"""

Twice = tuple[str, str, str]
"""A triple as it is written, and two graphs that it stands in."""


def refuse_duplicates(engine: ox.Store, graphs: Iterable[str] | None) -> None:
    """DuplicateTriple when a triple of one of these published graphs (None: of any) stands in another."""
    published = None if graphs is None else [one for one in graphs if one.startswith(GRAPH)]
    if published is not None and not published:
        return
    small = published is not None and _few(engine, published)
    shown = list(islice(_looked_up(engine, published or ()) if small else _sought(engine), SHOWN))
    if shown:
        listed = "; ".join(f"{triple} in <{one}> and <{other}>" for triple, one, other in shown)
        raise DuplicateTriple(f"a triple may stand in one published graph only: {listed}")


@contextmanager
def beside(engine: ox.Store, graphs: Iterable[str] | None) -> Iterator[None]:
    """``refuse_duplicates`` on another thread, over the state at the start, while the body works on."""
    looking = Begun(partial(refuse_duplicates, engine, graphs))
    del engine
    try:
        yield
    finally:
        looking.wait()
    looking.result()


def _few(engine: ox.Store, graphs: Iterable[str]) -> bool:
    """Whether these graphs are small, in themselves and beside the store."""
    rows: Any = engine.query(_SIZE % (_listed(graphs), FEW + 1))
    size = int(next(iter(rows))["n"].value)
    return size <= FEW // LOOK or (size <= FEW and size * LOOK <= len(engine))


def _looked_up(engine: ox.Store, graphs: Iterable[str]) -> Iterator[Twice]:
    rows: Any = engine.query(_TWICE % (_listed(graphs), GRAPH, SHOWN))
    for row in rows:
        yield f"{row['s']} {row['p']} {row['o']}", row["g"].value, row["other"].value


def _listed(graphs: Iterable[str]) -> str:
    return " ".join(str(ox.NamedNode(name)) for name in graphs)


def _sought(engine: ox.Store) -> Iterator[Twice]:
    """In the whole store."""
    rows: Any = engine.query(_SPANNING)
    for row in rows:
        yield from _of_subject(engine, row["s"])


def _of_subject(engine: ox.Store, subject: Any) -> Iterator[Twice]:
    graphs: dict[ox.Triple, str] = {}
    for quad in filter(_published, engine.quads_for_pattern(subject, None, None, None)):
        name = cast("ox.NamedNode", quad.graph_name).value
        before = graphs.setdefault(quad.triple, name)
        if before != name:
            yield f"{quad.subject} {quad.predicate} {quad.object}", before, name


def _published(quad: ox.Quad) -> bool:
    name = quad.graph_name
    return isinstance(name, ox.NamedNode) and name.value.startswith(GRAPH)
