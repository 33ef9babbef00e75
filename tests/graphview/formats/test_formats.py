"""``qkg.graphview.formats``: every file is opened again by another program, with equal counts and words."""

import io
import json
from typing import Any

import networkx as nx
import pydot
import pyoxigraph as ox
import pytest
from tests.graphview.conftest import EX, Ask, qkg

from qkg.graphview.drawn import drawn
from qkg.graphview.formats.offered import CYTOSCAPE, DOT, GEXF, GRAPHML, TRIPLES, written
from qkg.graphview.subgraph import Edge, Node, Subgraph

# pydot calls its parser library by names that the library has since renamed
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated - use:DeprecationWarning")
TOWN = 'town "<&>" \\N'


@pytest.fixture
def picture(ask: Ask[Any]) -> Subgraph:
    """Seven nodes and ten edges, two of them between one pair of nodes."""
    ids = [EX + name for name in ("award", "conferral", "firm", "office", "town", "region", "figure")]
    found = ask(lambda view: drawn(view, ids))
    double = Edge(EX + "firm", EX + "near", EX + "town")
    return Subgraph(found.nodes, (*found.edges, double), found.names)


def test_the_picture_is_what_the_counts_below_say(picture: Subgraph) -> None:
    """Three of the conferral, two each of office and figure, one each of firm and town, and the double."""
    assert (len(picture.nodes), len(picture.edges)) == (7, 10)


@pytest.mark.parametrize("format", [GRAPHML, GEXF])
def test_networkx_reads_the_same_graph(picture: Subgraph, format: Any) -> None:
    """Counts, words with signs that XML must escape, numbers as numbers, parallel edges apart."""
    data = io.BytesIO(written(picture, format, "en"))
    graph = nx.read_graphml(data) if format is GRAPHML else nx.read_gexf(data)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (7, 10)
    assert graph.is_directed()
    assert graph.nodes[EX + "town"]["label"] == TOWN
    assert graph.nodes[EX + "conferral"]["evidence"] == 2
    assert (graph.nodes[EX + "conferral"]["start"], graph.nodes[EX + "conferral"]["end"]) == (
        "2021-03-01",
        "2021-05-31",
    )
    (recipient,) = graph.get_edge_data(EX + "conferral", EX + "firm").values()
    assert (recipient["predicate"], recipient["evidence"]) == (qkg("recipient"), 1)
    assert recipient["evidence_iris"] == EX + "e3"


def test_labels_are_in_the_language_asked_for(picture: Subgraph) -> None:
    """Chinese first or English first; both stand beside."""
    for language, label, kind in (("zh", "授予", "机构"), ("en", "conferral", "agency")):
        graph = nx.read_graphml(io.BytesIO(written(picture, GRAPHML, language)))
        assert graph.nodes[EX + "conferral"]["label"] == label
        assert graph.nodes[EX + "conferral"]["label_zh"] == "授予"
        assert graph.nodes[EX + "office"]["kind"] == kind


def test_dot_is_read_again(picture: Subgraph) -> None:
    """By pydot: the same counts; quotes and backslashes mean themselves."""
    (graph,) = pydot.graph_from_dot_data(written(picture, DOT, "en").decode())
    nodes = [node for node in graph.get_nodes() if node.get_name() not in ("node", "graph", "edge")]
    assert (len(nodes), len(graph.get_edges())) == (7, 10)
    (town,) = graph.get_node(f'"{EX}town"')
    assert town.get("label") == '"town \\"<&>\\" \\\\N"'


def test_cytoscape_json_has_elements(picture: Subgraph) -> None:
    """Each edge joins ids that are there; ids are unique."""
    elements = json.loads(written(picture, CYTOSCAPE, "zh"))["elements"]
    ids = [one["data"]["id"] for one in elements["nodes"]]
    assert (len(set(ids)), len(elements["edges"])) == (7, 10)
    assert {one["data"][end] for one in elements["edges"] for end in ("source", "target")} <= set(ids)
    assert len({one["data"]["id"] for one in elements["edges"]}) == 10


@pytest.mark.parametrize("format", TRIPLES, ids=lambda one: one.name)
def test_as_rdf_it_says_the_same_in_every_syntax(picture: Subgraph, format: Any) -> None:
    """Ten edges and nine kinds, seven labels."""
    triples = {quad.triple for quad in ox.parse(written(picture, format, "en"), format.engine)}
    iris = {one for one in triples if isinstance(one.object, ox.NamedNode)}
    assert (len(triples - iris), len(iris)) == (7, 19)


@pytest.mark.parametrize("format", [GRAPHML, GEXF, DOT, CYTOSCAPE, *TRIPLES], ids=lambda one: one.name)
def test_an_empty_picture_is_a_valid_file(format: Any) -> None:
    """Nothing found is an empty graph, not a broken file."""
    data = written(Subgraph(), format, "en")
    if format in (GRAPHML, GEXF):
        read = nx.read_graphml if format is GRAPHML else nx.read_gexf
        assert len(read(io.BytesIO(data))) == 0
    elif format is CYTOSCAPE:
        assert json.loads(data)["elements"] == {"nodes": [], "edges": []}
    elif format is DOT:
        assert pydot.graph_from_dot_data(data.decode())
    else:
        assert list(ox.parse(data, format.engine)) == []


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    """A label with a control sign still makes a file that opens."""
    graph = Subgraph((Node("urn:a", {"en": "a\x00b\x0b"}),))
    for format, read in ((GRAPHML, nx.read_graphml), (GEXF, nx.read_gexf)):
        found = read(io.BytesIO(written(graph, format, "en")))
        assert found.nodes["urn:a"]["label"] == "a\ufffdb\ufffd"
