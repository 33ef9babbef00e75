"""Running the rules: the program's own way, and rdflib's, on toy data and on the real graph."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from rdflib import Graph

from qkg.dataset.assets import Assets, find_assets
from qkg.dataset.rules import infer
from qkg.store.inference import INFERRED

Infer = Callable[[Graph], set[tuple[str, str, str]]]
Triples = set[tuple[str, str, str]]


@pytest.fixture(scope="session")
def assets() -> Assets:
    """The files of the checkout."""
    return find_assets()


@pytest.fixture(scope="session")
def by_pyoxigraph(assets: Assets) -> Infer:
    """What the program infers from a graph."""

    def run(graph: Graph) -> Triples:
        engine = ox.Store()
        engine.load(graph.serialize(format="nt").encode(), ox.RdfFormat.N_TRIPLES)
        infer(engine, assets.rules)
        found = engine.quads_for_pattern(None, None, None, INFERRED)
        return {(q.subject.value, q.predicate.value, q.object.value) for q in found}  # type: ignore[union-attr]

    return run


@pytest.fixture(scope="session")
def by_rdflib(assets: Assets) -> Infer:
    """What rdflib infers from a graph with the same rules, round by round until nothing is new."""
    texts = [file.read_text(encoding="utf-8") for file in assets.rules]

    def run(graph: Graph) -> Triples:
        given = set(graph)
        grown = Graph()
        grown += graph
        size = 0
        while size < len(grown):
            size = len(grown)
            for text in texts:
                for triple in list(grown.query(text)):
                    grown.add(triple)  # type: ignore[arg-type]
        return {(str(s), str(p), str(o)) for s, p, o in set(grown) - given}

    return run
