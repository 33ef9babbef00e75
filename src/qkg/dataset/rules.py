"""Inference: the ontology's CONSTRUCT rules, applied until nothing new follows.

What follows goes to ``graph/inferred`` and never repeats a triple that stands in another graph,
so that a union of all graphs counts each triple once.
"""

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from qkg.dataset.source import read_text
from qkg.errors import Place, RulesDiverge, SyntaxProblem
from qkg.namespaces import graph_iri

INFERRED = ox.NamedNode(graph_iri("inferred"))
MAX_ROUNDS = 100


def infer(engine: ox.Store, rules: Sequence[Path]) -> int:
    """Add what follows to the engine; the number of triples added."""
    texts = {path: read_text(path) for path in rules}
    total = 0
    for _ in range(MAX_ROUNDS):
        added = sum(_apply(engine, path, text) for path, text in texts.items())
        total += added
        if not added:
            return total
    raise RulesDiverge(f"the rules still infer new triples after {MAX_ROUNDS} rounds")


def _apply(engine: ox.Store, path: Path, text: str) -> int:
    new = [quad for quad in _conclusions(engine, path, text) if not _stands(engine, quad)]
    engine.extend(new)
    return len(set(new))


def _conclusions(engine: ox.Store, path: Path, text: str) -> list[ox.Quad]:
    try:
        result = engine.query(text, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise SyntaxProblem(Place(str(path)), str(error).splitlines()[0]) from error
    if not isinstance(result, ox.QueryTriples):
        raise SyntaxProblem(Place(str(path)), "a rule must be a CONSTRUCT query")
    return [ox.Quad(one.subject, one.predicate, one.object, INFERRED) for one in result]


def _stands(engine: ox.Store, quad: ox.Quad) -> bool:
    found = engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return next(iter(found), None) is not None
