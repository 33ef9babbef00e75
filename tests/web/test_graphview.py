"""The graph services over the socket, on the packaged graph: what the explorer and programs stand on."""

import io
from itertools import pairwise
from typing import Any

import httpx
import jsonschema_rs
import networkx as nx
import pytest

ARTICLE = "https://w3id.org/qkg/id/article/cqn-2021-05-13"
ID = "https://w3id.org/qkg/id/"
SERVICES = {
    "/graph/neighbours": {"iri": "id:place/baotou"},
    "/graph/expand": {"iri": "id:place/inner-mongolia", "predicate": "qkg:place", "direction": "in"},
    "/graph/neighbourhood": {"iri": "id:place/baotou", "depth": "2"},
    "/graph/path": {"from": "id:enterprise/yili", "to": "id:enterprise/mengcao"},
    "/graph/subgraph": {"query": "CONSTRUCT WHERE { ?part qkg:partOf ?whole }"},
    "/graph/overview": {},
    "/graph/nodes": {"iri": "id:place/baotou"},
    "/graph/evidence": {"iri": "id:conferral/cqn-2021-05-13-baotou-supervision-incentive"},
}
PICTURES = [path for path in SERVICES if path.rpartition("/")[2] not in ("neighbours", "nodes", "evidence")]


def get(client: httpx.Client, path: str, **parameters: Any) -> Any:
    """JSON that must be there."""
    answer = client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture(scope="module")
def openapi(served: str) -> dict[str, Any]:
    """The OpenAPI document."""
    return httpx.get(served + "openapi.json", trust_env=False).json()


@pytest.mark.parametrize("path", SERVICES)
def test_json_is_as_the_openapi_document_says(
    client: httpx.Client, openapi: dict[str, Any], path: str
) -> None:
    """Every answer validates against its schema, and no field is undocumented."""
    schema = openapi["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    found = get(client, path, **SERVICES[path])
    jsonschema_rs.validate({**schema, "components": openapi["components"]}, found)
    assert set(found) <= documented(schema, openapi), "a field that nobody knows of"


def documented(schema: dict[str, Any], openapi: dict[str, Any]) -> set[str]:
    """The fields that a schema names, through its references."""
    if "$ref" in schema:
        return documented(openapi["components"]["schemas"][schema["$ref"].rpartition("/")[2]], openapi)
    parts = [documented(part, openapi) for part in schema.get("allOf", [])]
    return set(schema.get("properties", {})).union(*parts)


@pytest.mark.parametrize("path", SERVICES)
def test_each_parameter_used_is_documented(openapi: dict[str, Any], path: str) -> None:
    """The document names it."""
    named = {one["name"] for one in openapi["paths"][path]["get"]["parameters"]}
    assert set(SERVICES[path]) <= named


def test_the_overview_shows_agencies_actions_awards_and_figures(client: httpx.Client) -> None:
    """Eighteen figures, five awards, four agencies; nearly all edges have their words."""
    found = get(client, "/graph/overview")
    assert found["article"] == ARTICLE
    totals = {group["id"].rpartition("#")[2]: (group["total"], group["shown"]) for group in found["groups"]}
    assert (totals["Agency"], totals["Award"], totals["Measure"]) == ((4, 4), (5, 5), (18, 18))
    assert len(found["nodes"]) == found["extent"]["shown"] <= 80
    assert all(node["labels"].keys() >= {"zh", "en"} for node in found["nodes"])
    assert not [node for node in found["nodes"] if node["kind"].endswith(("Evidence", "Statement"))]
    proved = sum(bool(edge["evidence"]) for edge in found["edges"])
    assert proved > 0.9 * len(found["edges"]) > 0


def test_an_edge_opens_its_words(client: httpx.Client) -> None:
    """Baotou lies in Inner Mongolia: the article says 内蒙古包头市, and the server finds these words."""
    edge = {
        "source": "id:place/baotou",
        "predicate": "schema:containedInPlace",
        "target": "id:place/inner-mongolia",
    }
    found = get(client, "/graph/evidence", **edge)
    (piece,) = found["pieces"]
    assert (piece["quotes"], piece["article"], found["edge"]["proof"]) == (
        ["内蒙古包头市"],
        ARTICLE,
        "statement",
    )
    assert found["names"][piece["speaker"]]["zh"] == "中国质量报"
    clean = next(place for place in piece["places"] if place["text"].endswith("-clean"))
    assert clean["end"] - clean["start"] == len("内蒙古包头市")


def test_a_figure_comes_with_hedge_and_bound(client: httpx.Client) -> None:
    """近1000家 is below a thousand, and says so."""
    query = 'SELECT ?figure { ?figure qkg:verbatim "近1000家" ; sdmx-measure:obsValue ?value }'
    (node,) = [one for one in get(client, "/graph/subgraph", query=query)["nodes"]]
    found = get(client, "/graph/evidence", iri=node["id"])["figure"]
    assert (float(found["value"]), float(found["upper"]), found["lower"]) == (1000, 1000, None)
    assert (found["hedge"], found["bound"]) == (ID + "approximation/nearly", "upper-exclusive")


@pytest.mark.parametrize("path", PICTURES)
@pytest.mark.parametrize(("suffix", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_files_hold_what_the_json_holds(client: httpx.Client, path: str, suffix: str, read: Any) -> None:
    """NetworkX counts the same nodes and edges."""
    told = get(client, path, **SERVICES[path])
    answer = client.get(f"{path}.{suffix}", params={**SERVICES[path], "lang": "en"})
    found = read(io.BytesIO(answer.content))
    assert (len(found), found.number_of_edges()) == (len(told["nodes"]), len(told["edges"]))


def test_the_format_is_chosen_by_suffix_name_or_accept(client: httpx.Client) -> None:
    """Three ways to the same file; the media type tells it."""
    parameters = {"iri": "id:place/baotou", "lang": "en"}
    path = "/graph/neighbourhood"
    ways = [
        client.get(path + ".dot", params=parameters),
        client.get(path, params={**parameters, "format": "dot"}),
        client.get(path, params=parameters, headers={"Accept": "text/vnd.graphviz"}),
    ]
    assert len({way.content for way in ways}) == 1
    assert {way.headers["content-type"] for way in ways} == {"text/vnd.graphviz; charset=utf-8"}


def test_a_path_tells_its_bounds(client: httpx.Client) -> None:
    """The two firms meet in the award that both were nominated for, or the search says why not."""
    found = get(client, "/graph/path", **SERVICES["/graph/path"], paths=2)
    assert found["paths"]
    first = found["paths"][0]
    assert (first[0], first[-1]) == (ID + "enterprise/yili", ID + "enterprise/mengcao")
    assert found["search"]["stopped"] in ("enough", "length", "exhausted")
    joined = {frozenset((edge["source"], edge["target"])) for edge in found["edges"]}
    assert all(frozenset(pair) in joined for pair in pairwise(first))


def test_nodes_have_periods(client: httpx.Client) -> None:
    """The thirteenth five-year plan; a thing of an open period has no start."""
    ids = ["id:period/13th-five-year-plan", "id:action/cqn-2021-05-13-issuing-the-notice"]
    plan, notice = get(client, "/graph/nodes", iri=ids)["nodes"]
    assert (plan["period"]["start"], plan["period"]["end"]) == ("2016-01-01", "2020-12-31")
    assert (notice["period"]["start"], notice["period"]["end"]) == (None, "2021-05-13")


def test_nodes_given_by_name_are_joined(client: httpx.Client) -> None:
    """Four places: Baotou lies in Inner Mongolia."""
    ids = [f"id:place/{name}" for name in ("baotou", "inner-mongolia", "china", "unstated")]
    found = get(client, "/graph/subgraph", node=ids)
    assert [(edge["source"], edge["target"]) for edge in found["edges"]] == [
        (ID + "place/baotou", ID + "place/inner-mongolia")
    ]


@pytest.mark.parametrize(
    ("path", "parameters", "status"),
    [
        ("/graph/neighbours", {}, 400),
        ("/graph/neighbours", {"iri": "not an iri"}, 400),
        ("/graph/neighbours", {"iri": "id:place/nowhere"}, 404),
        ("/graph/expand", {"iri": "id:place/baotou", "predicate": "qkg:place", "direction": "up"}, 400),
        ("/graph/expand", {"iri": "id:place/baotou", "predicate": "qkg:place", "limit": "501"}, 400),
        ("/graph/expand", {"iri": "id:place/baotou", "predicate": "qkg:place", "limit": "0"}, 400),
        ("/graph/neighbourhood", {"iri": "id:place/baotou", "depth": "²"}, 400),
        ("/graph/neighbourhood", {"iri": "id:place/baotou", "plumbing": "yes"}, 400),
        ("/graph/subgraph", {}, 400),
        ("/graph/subgraph", {"query": "ASK {}"}, 400),
        ("/graph/subgraph", {"query": "CONSTRUCT {"}, 400),
        ("/graph/subgraph", {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}, 403),
        ("/graph/overview", {"article": "id:article/none"}, 400),
        ("/graph/evidence", {}, 400),
        ("/graph/overview", {"format": "png"}, 406),
    ],
)
def test_a_wrong_question_is_a_problem_document(
    client: httpx.Client, path: str, parameters: dict[str, str], status: int
) -> None:
    """Refused in words, never bent to something else."""
    answer = client.get(path, params=parameters)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["detail"]


def test_a_large_form_is_not_sent_back_in_the_headers(client: httpx.Client) -> None:
    """Browsers refuse headers of more than 256 kB; two thousand nodes would make more."""
    nodes = [f"https://w3id.org/qkg/id/action/made-up-{number}" for number in range(2000)]
    answer = client.post("/graph/subgraph", data={"node": nodes}, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert sum(len(name) + len(value) for name, value in answer.headers.raw) < 8192
