"""Which queries may take the short way: only those whose work is bounded by the rows that they give."""

import time

import pytest

from qkg.media import ROW_FORMATS
from qkg.store.contract import Request
from qkg.store.lookup import lookup

JSON = ROW_FORMATS[0]
BOUNDED = [
    "SELECT ?p ?o WHERE { <urn:s> ?p ?o }",
    "select*{<urn:s> ?p ?o.}",
    "SELECT ?s { ?s a <urn:C> } LIMIT 10",
    "PREFIX ex: <https://example.org/>\nPREFIX : <urn:x>\nSELECT $o { ex:s ex:p $o }",
    "SELECT ?s ?s2 { ?s <urn:p> <urn:o> }",
]
UNBOUNDED = [
    "SELECT * { ?s ?p ?o }",
    "SELECT * { ?s <urn:p> ?o }",
    "SELECT * { ?s ?s <urn:o> }",
    "SELECT * { <urn:s> ?x ?x }",
    "SELECT DISTINCT ?p { <urn:s> ?p ?o }",
    "SELECT REDUCED ?p { <urn:s> ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { <urn:s> ?p ?o }",
    "SELECT ?p { <urn:s> ?p ?o } ORDER BY ?p",
    "SELECT ?p { <urn:s> ?p ?o } OFFSET 1000000",
    "SELECT ?p { <urn:s> ?p ?o } LIMIT 1 OFFSET 1000000",
    "SELECT ?p { <urn:s> ?p ?o } VALUES ?p { <urn:p> }",
    "SELECT ?o { <urn:s> <urn:p>* ?o }",
    "SELECT ?o { <urn:s> <urn:p>/<urn:q> ?o }",
    "SELECT ?o { <urn:s> ^<urn:p> ?o }",
    "SELECT ?o { <urn:s> !<urn:p> ?o }",
    "SELECT ?o { <urn:s> ?p ?o . ?o ?q ?r }",
    "SELECT ?o { <urn:s> ?p ?o ; ?q ?r }",
    "SELECT ?o { <urn:s> ?p ?o , ?r }",
    "SELECT ?o { <urn:s> ?p ?o FILTER(?o > 1) }",
    "SELECT ?o { SERVICE <urn:s> { <urn:s> ?p ?o } }",
    "SELECT ?o { GRAPH ?g { <urn:s> ?p ?o } }",
    "SELECT ?o FROM <urn:g> { <urn:s> ?p ?o }",
    "SELECT ?o { <urn:s> ?p ?o } # LIMIT",
    "BASE <urn:b> SELECT ?o { <s> ?p ?o }",
    "ASK { <urn:s> ?p ?o }",
    "DESCRIBE <urn:s>",
    "CONSTRUCT { <urn:s> ?p ?o } WHERE { <urn:s> ?p ?o }",
]


@pytest.mark.parametrize("text", BOUNDED)
def test_bounded(text: str) -> None:
    """One pattern around a named subject or object."""
    assert lookup(Request(text, JSON)) is not None


@pytest.mark.parametrize("text", UNBOUNDED)
def test_not_bounded(text: str) -> None:
    """Anything that can work without giving rows, or that is more than a pattern."""
    assert lookup(Request(text, JSON)) is None


@pytest.mark.parametrize(
    "request_",
    [
        Request(BOUNDED[0]),
        Request(BOUNDED[0], JSON, default_graphs=("urn:g",)),
        Request(BOUNDED[0], JSON, named_graphs=()),
        Request(BOUNDED[0], JSON, prefixes={"a": "urn:a"}),
        Request(BOUNDED[0] + " " * 5000, JSON),
    ],
)
def test_only_the_usual_dataset(request_: Request) -> None:
    """No rows wanted, a dataset of its own, prefixes from outside, a very long text."""
    assert lookup(request_) is None


@pytest.mark.parametrize(
    "text",
    ["PREFIX " * 580, "SELECT " + "?a " * 1300, "SELECT * {" + " " * 4000, "PREFIX a:<" + "b" * 4000],
)
def test_hostile_texts_are_read_in_one_go(text: str) -> None:
    """The expression never goes back: no text takes longer than it is long."""
    begin = time.perf_counter()
    for _ in range(100):
        assert lookup(Request(text, JSON)) is None
    assert time.perf_counter() - begin < 1
