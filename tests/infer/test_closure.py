"""The rules against the OWL RL closure: the same triples for the terms covered, nobody in owl:Nothing."""

from collections.abc import Callable

import owlrl
import pytest
from rdflib import OWL, RDF, XSD, Graph, Literal, URIRef

from qkg.dataset.assets import Assets

QKG = "https://w3id.org/qkg/ontology#"
COVERED = {f"{QKG}partOf", f"{QKG}holdsAward"}
Triples = set[tuple[str, str, str]]


@pytest.fixture(scope="module")
def real(assets: Assets) -> Graph:
    """Vocabulary, stubs, schemes and data, without date literals (outside OWL 2's datatypes)."""
    graph = Graph()
    for file in (assets.ontology, assets.stubs, *assets.schemes, *assets.data):
        graph.parse(file)
    for triple in list(graph):
        if isinstance(triple[2], Literal) and triple[2].datatype == XSD.date:
            graph.remove(triple)
    return graph


@pytest.fixture(scope="module")
def closure(real: Graph) -> Graph:
    """The OWL RL closure of the real graph, without what only bulky selectors would add."""
    graph = Graph()
    graph += real
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def covered(triples: Triples) -> Triples:
    """Of things in the graph: qkg types, and the properties that rules give."""
    things = {triple for triple in triples if triple[0].startswith("https://w3id.org/qkg/id/")}
    return {(s, p, o) for s, p, o in things if p in COVERED or (p == str(RDF.type) and o.startswith(QKG))}


def plain(graph: Graph) -> Triples:
    """The triples of a graph as text."""
    return {(str(s), str(p), str(o)) for s, p, o in graph}


def test_the_rules_give_what_owl_rl_gives(
    real: Graph, closure: Graph, by_pyoxigraph: Callable[[Graph], Triples]
) -> None:
    """Domains, ranges, chains and the class tree add no qkg type, part or held award that the rules miss."""
    mine = covered(plain(real) | by_pyoxigraph(real))
    theirs = covered(plain(closure))
    assert mine - theirs == set()
    assert theirs - mine == set()
    assert any(p == f"{QKG}holdsAward" for _, p, _ in mine)


def test_both_engines_infer_the_same(
    real: Graph, by_pyoxigraph: Callable[[Graph], Triples], by_rdflib: Callable[[Graph], Triples]
) -> None:
    """The rules are engine-neutral on the real graph."""
    assert by_pyoxigraph(real) == by_rdflib(real)


def test_nobody_is_in_nothing(closure: Graph) -> None:
    """The closure finds no contradiction."""
    errors = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
    assert not list(closure.subjects(RDF.type, OWL.Nothing))
    assert not list(closure.subjects(RDF.type, errors))


def test_the_closure_notices(real: Graph) -> None:
    """An agency that is also an enterprise is an error for OWL RL."""
    graph = Graph()
    for triple in real:
        if (
            str(triple[0]).startswith(QKG)
            or not isinstance(triple[0], URIRef)
            or triple[1] in (RDF.first, RDF.rest)
        ):
            graph.add(triple)
    both = URIRef("https://example.org/both")
    graph.add((both, RDF.type, URIRef(QKG + "Agency")))
    graph.add((both, RDF.type, URIRef(QKG + "Enterprise")))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert any("both" in str(text) for text in graph.objects() if isinstance(text, Literal))
