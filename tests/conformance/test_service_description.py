"""SPARQL 1.1 Service Description: the three named tests, which have no machine-readable action."""

import httpx
import pyoxigraph as ox
import pytest

SD = "http://www.w3.org/ns/sparql-service-description#"
TYPES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
RANGES = {
    "defaultDataset": "Dataset",
    "defaultGraph": "Graph",
    "namedGraph": "NamedGraph",
    "graph": "Graph",
    "extensionFunction": "Function",
    "availableGraphs": "GraphCollection",
}


def described(endpoint: httpx.Client, accept: str = "text/turtle") -> ox.Store:
    """The description."""
    answer = endpoint.get("/sparql", headers={"Accept": accept})
    assert answer.status_code == 200
    found = ox.Store()
    found.load(answer.content, TYPES[answer.headers["content-type"].partition(";")[0]])
    return found


@pytest.mark.parametrize("accept", [*TYPES, "*/*"])
def test_returns_rdf(endpoint: httpx.Client, accept: str) -> None:
    """GET without a query gives RDF in the format that was asked for."""
    assert len(described(endpoint, accept)) > 10


def test_has_endpoint_triple(endpoint: httpx.Client) -> None:
    """One sd:endpoint is the address that was asked, absolute."""
    own = str(endpoint.base_url.join("/sparql"))
    objects = {
        quad.object.value
        for quad in described(endpoint).quads_for_pattern(None, ox.NamedNode(SD + "endpoint"), None)
    }
    assert own in objects


def test_conforms_to_schema(endpoint: httpx.Client) -> None:
    """Each service has an endpoint, and what properties point to is of their range."""
    found = described(endpoint)
    text = f"PREFIX sd: <{SD}> ASK {{ ?s a sd:Service FILTER NOT EXISTS {{ ?s sd:endpoint ?e }} }}"
    assert not bool(found.query(text))
    for name, kind in RANGES.items():
        wrong = f"PREFIX sd: <{SD}> SELECT ?o {{ ?s sd:{name} ?o FILTER NOT EXISTS {{ ?o a sd:{kind} }} }}"
        assert list(found.query(wrong)) == []
    named = f"PREFIX sd: <{SD}> ASK {{ ?g a sd:NamedGraph FILTER NOT EXISTS {{ ?g sd:name ?name }} }}"
    assert not bool(found.query(named))
