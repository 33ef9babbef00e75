"""Inference: CONSTRUCT rules applied until nothing new follows.

What follows goes to ``graph/inferred`` and never repeats a triple that stands in another graph,
so that a union of all graphs counts each triple once. Must not know where the rules come from.
"""

from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from qkg.errors import Place, RulesDiverge, SyntaxProblem
from qkg.namespaces import graph_iri

INFERRED: Final = ox.NamedNode(graph_iri("inferred"))
MAX_ROUNDS: Final = 100


def infer(engine: ox.Store, rules: Mapping[str, str]) -> int:
    """Add what follows to the engine; the number of triples added. Rules are texts by their names."""
    known: set[ox.Quad] = set()
    total = 0
    for _ in range(MAX_ROUNDS):
        added = sum(_apply(engine, name, text, known) for name, text in rules.items())
        total += added
        if not added:
            return total
    raise RulesDiverge(f"the rules still infer new triples after {MAX_ROUNDS} rounds")


def infer_again(engine: ox.Store, rules: Mapping[str, str]) -> None:
    """Replace all that was inferred before by what follows now."""
    if rules:
        engine.remove_graph(INFERRED)
        infer(engine, rules)


def _apply(engine: ox.Store, name: str, text: str, known: set[ox.Quad]) -> int:
    """Add what is new; ``known`` is what need not be looked up again, and grows."""
    drawn = _conclusions(engine, name, text) - known
    known |= drawn
    new = {quad for quad in drawn if not _stands(engine, quad)}
    engine.extend(new)
    return len(new)


def _conclusions(engine: ox.Store, name: str, text: str) -> set[ox.Quad]:
    try:
        result = engine.query(text, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise SyntaxProblem(Place(name), str(error).splitlines()[0]) from error
    if not isinstance(result, ox.QueryTriples):
        raise SyntaxProblem(Place(name), "a rule must be a CONSTRUCT query")
    return {ox.Quad(one.subject, one.predicate, one.object, INFERRED) for one in result}


def _stands(engine: ox.Store, quad: ox.Quad) -> bool:
    found = engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return next(iter(found), None) is not None
