"""Rows of the address table that no other file proves: twins that lead on, OPTIONS everywhere, suffixes."""

import httpx
import networkx as nx
import pyoxigraph as ox
import pytest

OPEN = """/ /id/place/baotou /figures.csv /figures.parquet /sparql /update /graph-store /lint
/dump /dump/qkg.ttl /metrics /health/live /reconcile /q /fragments /suggest"""
QB = "http://purl.org/linked-data/cube#"


def test_figures_are_a_data_cube_in_every_syntax(client: httpx.Client) -> None:
    """The page's figures are observations of one data set, with its structure and components."""
    answer = client.get("/figures", headers={"Accept": "application/ld+json"})
    assert answer.headers["content-type"] == "application/ld+json"
    asked = {"unit": "unit:TONNE", "format": "nt"}
    found = list(ox.parse(client.get("/figures", params=asked).content, ox.RdfFormat.N_TRIPLES))
    observed = {str(one.subject) for one in found if one.predicate.value == QB + "dataSet"}
    assert len(observed) == 2
    assert {QB + "structure", QB + "component"} <= {one.predicate.value for one in found}
    assert client.get("/figures.ttl", params={"sort": "x"}).status_code == 400


@pytest.mark.parametrize("format", ["json", "graphml", "gexf", "dot", "cytoscape", "jsonld"])
def test_the_graph_view_has_its_picture_as_files(client: httpx.Client, format: str) -> None:
    """It leads to the service of the same picture, of an article or of one thing."""
    for start in ({}, {"node": "https://w3id.org/qkg/id/place/baotou"}):
        way = client.get("/explore", params={"format": format, **start})
        assert way.status_code == 303
        found = client.get(way.headers["location"])
        assert found.status_code == 200
        if format == "graphml":
            assert nx.parse_graphml(found.text).number_of_nodes() > 2


@pytest.mark.parametrize("path", OPEN.split())
def test_options_tell_what_is_allowed(client: httpx.Client, path: str) -> None:
    """Nothing is done, nothing is sent; the methods are listed, OPTIONS among them."""
    answer = client.options(path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert "OPTIONS" in answer.headers["allow"].split(", ")


def test_json_of_a_thing_is_json_ld(client: httpx.Client) -> None:
    """By suffix and by media type."""
    by_suffix = client.get("/data/place/baotou.json")
    assert by_suffix.headers["content-type"] == "application/ld+json"
    assert by_suffix.json() == client.get("/data/place/baotou.jsonld").json()
    asked = client.get("/page/place/baotou", headers={"Accept": "application/json"})
    assert asked.json() == by_suffix.json()
