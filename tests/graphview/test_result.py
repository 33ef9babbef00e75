"""``qkg.graphview.result``: a query's answer as a picture."""

from typing import Any

import pytest
from tests.graphview.conftest import EX, Ask, qkg

from qkg.errors import SyntaxProblem, UnsupportedQuery
from qkg.graphview.result import RELATED, subgraph_of

PREFIX = f"PREFIX ex: <{EX}> "


def of(ask: Ask[Any], query: str, limit: int = 50) -> Any:
    """The picture of a query."""
    return ask(lambda view: subgraph_of(view, PREFIX + query, limit))


def test_construct_is_its_triples(ask: Ask[Any]) -> None:
    """Only edges between IRIs; a label is no node."""
    found = of(ask, "CONSTRUCT { ?a ex:at ?b ; rdfs:label ?l } { ?a ex:in ?b OPTIONAL { ?a rdfs:label ?l } }")
    assert {(edge.source, edge.target) for edge in found.edges} == {
        (EX + one, EX + other)
        for one, other in (("firm", "town"), ("office", "town"), ("town", "region"), ("figure", "region"))
    }
    assert {edge.predicate for edge in found.edges} == {EX + "at"}


def test_select_with_source_and_target_makes_edges(ask: Ask[Any]) -> None:
    """With and without a predicate."""
    named = of(
        ask, "SELECT ?source ?predicate ?target { ?source ?predicate ?target FILTER(?target = ex:firm) }"
    )
    assert {edge.predicate for edge in named.edges} == {qkg("recipient"), qkg("statementObject")}
    plain = of(ask, "SELECT ?source ?target { ?source ex:in/ex:in ?target }")
    assert {edge.triple for edge in plain.edges} == {
        (EX + "firm", RELATED, EX + "region"),
        (EX + "office", RELATED, EX + "region"),
    }


def test_select_of_things_has_the_edges_of_the_graph(ask: Ask[Any]) -> None:
    """Every IRI of a row is a node."""
    found = of(ask, "SELECT ?x ?n { VALUES ?x { ex:firm ex:town } BIND(1 AS ?n) }")
    assert [edge.triple for edge in found.edges] == [(EX + "firm", EX + "in", EX + "town")]


def test_blank_nodes_are_nodes(ask: Ask[Any]) -> None:
    """They are drawn without a name."""
    found = of(ask, "CONSTRUCT { [] ex:at ex:town } {}")
    assert sorted(node.id[:2] for node in found.nodes) == ["_:", "ht"]


def test_a_cut_answer_says_so(ask: Ask[Any]) -> None:
    """Edges to nodes that were cut are not drawn."""
    found = of(ask, "CONSTRUCT { ?a ex:in ?b } { ?a ex:in ?b }", limit=2)
    assert (found.extent.total, found.extent.shown) == (5, 2)
    ends = {end for edge in found.edges for end in (edge.source, edge.target)}
    assert ends <= {node.id for node in found.nodes}


def test_what_is_no_picture_is_refused(ask: Ask[Any]) -> None:
    """ASK, and a text that breaks its grammar."""
    with pytest.raises(UnsupportedQuery, match="ASK"):
        of(ask, "ASK {}")
    with pytest.raises(SyntaxProblem):
        of(ask, "CONSTRUCT {")
