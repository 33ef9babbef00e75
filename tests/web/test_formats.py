"""Formats of triples over a socket: JSON-LD by the context or expanded, N3, what cannot be said."""

import json
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from pyld import jsonld as pyld
from tests.conftest import EX, Served
from tests.web.conftest import WRITER

from qkg.jsonld import HELD

PLACE = "https://w3id.org/qkg/id/place/inner-mongolia"
DESCRIBE = f"DESCRIBE <{PLACE}>"
JSONLD = "application/ld+json"
EXPANDED = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"'
TERM = f"CONSTRUCT {{ <{EX}a> <{EX}b> <<( <{EX}a> <{EX}b> 1 )>> }} {{}}"


def ask(client: httpx.Client, query: str, accept: str) -> httpx.Response:
    """The answer in a media type."""
    return client.get("/sparql", params={"query": query}, headers={"Accept": accept})


def triples(nquads: str) -> set[ox.Triple]:
    """The triples of N-Quads."""
    return {one.triple for one in ox.parse(nquads.encode(), ox.RdfFormat.N_QUADS)}


def read(document: Any) -> set[ox.Triple]:
    """What another implementation of JSON-LD reads."""
    return triples(pyld.to_rdf(document, {"format": "application/n-quads"}))


def test_json_ld_is_compacted(client: httpx.Client) -> None:
    """A description reads by short names, and says what N-Triples says."""
    answer = ask(client, DESCRIBE, JSONLD)
    assert (answer.status_code, answer.headers["content-type"]) == (200, JSONLD)
    (node,) = answer.json()["@graph"]
    assert (node["id"], node["type"]) == (PLACE, "Jurisdiction")
    assert node["label"]["en"] == "Inner Mongolia Autonomous Region"
    assert read(answer.json()) == triples(ask(client, DESCRIBE, "application/n-triples").text)


def test_the_expanded_profile(client: httpx.Client) -> None:
    """Who names the profile gets no context and whole IRIs."""
    answer = ask(client, DESCRIBE, EXPANDED)
    assert (answer.status_code, answer.headers["content-type"]) == (200, EXPANDED)
    assert "@context" not in answer.text
    assert read(answer.json()) == read(ask(client, DESCRIBE, JSONLD).json())
    named = client.get("/sparql", params={"query": DESCRIBE, "format": "jsonld-expanded"})
    assert named.content == answer.content


def test_a_large_document_is_one_document(client: httpx.Client) -> None:
    """An answer that is streamed is compacted too, and whole."""
    everything = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(!isBlank(?s) && !isBlank(?o)) }"
    answer = ask(client, everything, JSONLD)
    assert len(answer.content) > HELD
    assert "Conferral" in answer.json()["@context"]
    assert read(answer.json()) == triples(ask(client, everything, "application/n-triples").text)


def test_n3_is_written(client: httpx.Client) -> None:
    """N3 is Turtle by another name."""
    answer = ask(client, DESCRIBE, "text/n3")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/n3; charset=utf-8")
    assert {one.triple for one in ox.parse(answer.content, ox.RdfFormat.N3)} == triples(
        ask(client, DESCRIBE, "application/n-triples").text
    )


@pytest.mark.parametrize("accept", [JSONLD, EXPANDED, "text/n3"])
def test_triple_terms_are_not_acceptable(client: httpx.Client, accept: str) -> None:
    """What has no triple terms says so and names the formats that have them."""
    answer = ask(client, TERM, accept)
    assert answer.status_code == 406
    assert "Turtle" in answer.json()["detail"]
    assert ask(client, TERM, "text/turtle").status_code == 200


def test_graphs_are_compacted_and_n3_is_read(shared: Served) -> None:
    """The graph store takes N3 without formulas and gives JSON-LD by the context."""
    put = {"headers": {**WRITER, "Content-Type": "text/n3"}, "params": {"graph": EX + "n3"}}
    label = '<x> <http://www.w3.org/2000/01/rdf-schema#label> "甲"@zh .'
    assert shared.client.put("/graph-store", content=label, **put).status_code == 201  # type: ignore[arg-type]
    got = shared.client.get("/graph-store", params={"graph": EX + "n3"}, headers={"Accept": JSONLD})
    assert got.json()["@graph"] == [{"id": EX + "x", "label": {"zh": "甲"}}]
    refused = shared.client.put("/graph-store", content="{ <a> <b> <c> } => { <a> <b> <d> } .", **put)  # type: ignore[arg-type]
    assert refused.status_code == 400
    assert "formulas" in json.loads(refused.text)["detail"]
