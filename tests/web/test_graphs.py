"""The rest of our IRIs: graphs, shapes, problem types; what was withdrawn; what may have been meant."""

from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest
from tests.conftest import Served, serve_trig

from qkg.dataset.assets import find_assets
from qkg.web.problem_pages import slugs
from qkg.web.problems import STATUS

HTML = {"Accept": "text/html"}
TRIG = """
@prefix graph: <https://w3id.org/qkg/graph/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
graph:kept { <https://w3id.org/qkg/id/place/a> rdfs:label "甲地"@zh , "Place A"@en . }
graph:leaving { <https://w3id.org/qkg/id/place/b> rdfs:label "乙地"@zh . }
graph:withdrawn { graph:retracted prov:invalidatedAtTime "2026-11-20T08:00:00Z"^^xsd:dateTime ;
  rdfs:comment "The paper corrected itself."@en , "报社已更正。"@zh . }
"""


@pytest.fixture(scope="module")
def small(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that may write, over three graphs, one of them with a tombstone for a fourth."""
    settings = {"QKG_WRITE_TOKEN": "secret", "QKG_CHECK_SHAPES": "false"}
    one = serve_trig(environment, tmp_path_factory.mktemp("small") / "store", TRIG, **settings)
    yield one
    one.stop()


def test_a_graph_has_a_page_and_leads_to_its_files(client: httpx.Client) -> None:
    """The files stream, so the data of a graph is theirs."""
    page = client.get("/en/graph/cqn-2021-05-13", headers=HTML)
    assert page.status_code == 200
    assert "Article graph" in page.text
    answer = client.get("/graph/cqn-2021-05-13", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/dump/cqn-2021-05-13.ttl")
    assert client.get(answer.headers["location"]).status_code == 200
    assert client.get("/graph/inferred", headers=HTML).status_code == 200, "a graph that nothing describes"
    assert client.get("/graph/nowhere", headers=HTML).status_code == 404


def test_a_tombstone_says_when_and_why(small: Served) -> None:
    """410 Gone, for people in their language and for machines."""
    page = small.client.get("/zh/graph/retracted", headers=HTML)
    assert page.status_code == 410
    assert "报社已更正。" in page.text
    problem = small.client.get("/en/graph/retracted", headers={"Accept": "text/turtle"})
    assert problem.status_code == 410
    assert problem.json()["type"] == "https://w3id.org/qkg/problem/withdrawn"
    assert "2026-11-20" in problem.json()["detail"]


def test_a_graph_of_an_earlier_state_is_gone_and_not_unknown(small: Served) -> None:
    """Its state is still kept, and can be asked for by number."""
    path, graph = "/graph/leaving", "https://w3id.org/qkg/graph/leaving"
    before = small.client.get(path, headers=HTML)
    assert before.status_code == 200
    token = {"Authorization": "Bearer secret"}
    assert small.client.delete("/graph-store", params={"graph": graph}, headers=token).is_success
    assert small.client.get(path, headers=HTML).status_code == 410
    assert small.client.get("/graph/never", headers=HTML).status_code == 404
    number = before.headers["qkg-generation"]
    assert small.client.get(path, params={"generation": number}, headers=HTML).status_code == 200


def test_an_unknown_address_suggests_near_ones(client: httpx.Client) -> None:
    """A slip of the finger in a slug; by page, by IRI, for machines too."""
    page = client.get("/en/page/place/baotuo", headers=HTML)
    assert page.status_code == 404
    assert '<a href="/en/page/place/baotou">Baotou</a>' in page.text
    data = client.get("/data/place/baotuo.ttl").json()
    assert {"path": "/page/place/baotou", "label": "包头市"} in data["suggestions"]
    assert "suggestions" not in client.get("/zzzzzzzzzzzzzzzz").json()


def test_every_shape_has_its_page_and_its_triples(client: httpx.Client) -> None:
    """All shapes that the files name."""
    space, shape_kinds = "https://w3id.org/qkg/shape/", ("#NodeShape", "#PropertyShape")
    named = {
        quad.subject.value.removeprefix(space)
        for path in find_assets().shapes
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.endswith(shape_kinds)
    }
    assert len(named) > 80
    for name in sorted(named)[::9]:
        assert client.get(f"/shape/{name}", headers=HTML).status_code == 200, name
        triples = list(ox.parse(client.get(f"/shape/{name}.nt").content, ox.RdfFormat.N_TRIPLES))
        assert any(
            one.subject.value == space + name for one in triples if isinstance(one.subject, ox.NamedNode)
        )
    page = client.get("/en/shape/Evidence", headers=HTML).text
    assert 'href="/en/class/Evidence"' in page
    assert client.get("/shape/nowhere").status_code == 404


def test_every_problem_type_is_explained(client: httpx.Client) -> None:
    """Each that an error of ours can name, in both languages."""
    assert {slug for _, slug, _ in STATUS.values()} <= set(slugs())
    for slug in slugs():
        found = client.get(f"/problem/{slug}.json").json()
        assert all(found["title"].values())
        assert all(found["help"].values())
    page = client.get("/zh/problem/query-timeout", headers=HTML).text
    assert "查询超时" in page
    assert "504" in page
    assert client.get("/problem/nowhere").status_code == 404


def test_the_type_of_a_problem_leads_to_its_page(client: httpx.Client) -> None:
    """RFC 9457 §3.1.1: dereferencing the type should give documentation for people."""
    problem = client.get("/sparql", params={"query": "SELECT"}).json()
    path = problem["type"].removeprefix("https://w3id.org/qkg")
    assert client.get(path, headers=HTML).status_code == 200
