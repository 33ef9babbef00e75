"""The Reconciliation API 0.2 over HTTP: what the specification demands, and a column of agency names."""

import json
import re

import httpx
import pytest

THING = "https://w3id.org/qkg/id/"
VALUES = {"id", "str", "int", "float", "date"}
"""The members of which a value of a cell has one (§7.5)."""


def batch(client: httpx.Client, **queries: dict) -> dict:
    """The results of a batch, sent as a form."""
    answer = client.post("/zh/reconcile", data={"queries": json.dumps(queries)}).raise_for_status()
    return {key: one["result"] for key, one in answer.json().items()}


def extended(client: httpx.Client, ids: list[str], *properties: object, language: str = "zh") -> dict:
    """A data extension."""
    listed = [one if isinstance(one, dict) else {"id": one} for one in properties]
    extend = json.dumps({"ids": ids, "properties": listed})
    return client.post(f"/{language}/reconcile", data={"extend": extend}).raise_for_status().json()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_manifest(client: httpx.Client, language: str) -> None:
    """§3.1: the members that must be there, and the patterns of those that may (manifest schema of 0.2)."""
    answer = client.get(f"/{language}/reconcile")
    assert answer.headers["access-control-allow-origin"] == "*"
    manifest = answer.json()
    assert "0.2" in manifest["versions"]
    assert manifest["name"]
    for space in ("identifierSpace", "schemaSpace", "documentation", "logo"):
        assert re.match(r"https?://", manifest[space])
    assert "{{id}}" in manifest["view"]["url"]
    assert "{{id}}" in manifest["preview"]["url"]
    assert all(isinstance(manifest["preview"][side], int) for side in ("width", "height"))
    assert all(set(one) >= {"id", "name"} for one in manifest["defaultTypes"])
    assert {"Agency", "Award", "Jurisdiction"} <= {one["id"] for one in manifest["defaultTypes"]}
    assert set(manifest["suggest"]) == {"entity", "type", "property"}
    for one in manifest["suggest"].values():
        assert "${id}" in one["flyout_service_path"]
    assert [one["type"] for one in manifest["extend"]["property_settings"]] == ["number"]


def test_all_addresses_of_the_manifest_answer(client: httpx.Client) -> None:
    """Identifiers encoded as URI components (§2.1)."""
    manifest = client.get("/en/reconcile").json()
    preview = client.get(manifest["preview"]["url"].replace("{{id}}", "agency%2Fsamr"))
    assert "State Administration for Market Regulation" in preview.text
    assert "frame-ancestors *" in preview.headers["content-security-policy"]
    assert client.get(preview.url.join("/static/preview.css")).status_code == 200
    ids = {"entity": "agency%2Fsamr", "type": "Agency", "property": "areaOfCompetence"}
    for what, one in manifest["suggest"].items():
        suggested = client.get(one["service_url"] + one["service_path"], params={"prefix": "a"})
        assert all({"id", "name"} <= set(item) for item in suggested.json()["result"]), what
        assert suggested.headers["access-control-allow-origin"] == "*"
        flyout = one["flyout_service_url"] + one["flyout_service_path"].replace("${id}", ids[what])
        assert set(client.get(flyout).json()) == {"id", "html"}
    proposing = manifest["extend"]["propose_properties"]
    address = proposing["service_url"] + proposing["service_path"]
    found = client.get(address, params={"type": "Agency", "limit": "3"}).json()
    assert (found["type"], found["limit"], len(found["properties"])) == ("Agency", 3, 3)


def test_a_column_of_agency_names(client: httpx.Client) -> None:
    """Each way to write it finds its agency, for certain where the name is the very name."""
    column = {
        "内蒙古市场监管局": ("agency/inner-mongolia-amr", True),
        "內蒙古市場監管局": ("agency/inner-mongolia-amr", True),
        "Inner Mongolia AMR": ("agency/inner-mongolia-amr", True),
        "内蒙古自治区市场监管局": ("agency/inner-mongolia-amr", False),
        "国办": ("agency/state-council-general-office", True),
        "国务院办公厅": ("agency/state-council-general-office", True),
        "general office, state council": ("agency/state-council-general-office", False),
        "国家市场监管总局": ("agency/samr", False),
        "SAMR": ("agency/samr", True),
        "State Council": ("agency/state-council", True),
    }
    results = batch(client, **{name: {"query": name, "type": "Agency"} for name in column})
    assert {name: (found[0]["id"], found[0]["match"]) for name, found in results.items()} == column


def test_results_have_the_members_that_the_specification_names(client: httpx.Client) -> None:
    """§4.3: id, name and score; type, match, features of known shapes; best first; no more than the limit."""
    (found,) = batch(client, q={"query": "包头市获奖", "limit": 3}).values()
    assert 0 < len(found) <= 3
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    for one in found:
        assert one["id"]
        assert one["name"]
        assert 0 <= one["score"] <= 100
        assert isinstance(one["match"], bool)
        assert all({"id", "name"} == set(kind) for kind in one["type"])
        assert all({"id", "value"} == set(feature) for feature in one["features"])


def test_values_tell_namesakes_apart(client: httpx.Client) -> None:
    """§4.1: an entity, a text, and a value that does not fit; a value alone is enough."""
    inside, name = {"id": "place/inner-mongolia"}, {"query": "包头"}
    found = batch(
        client,
        fits={**name, "properties": [{"pid": "schema:containedInPlace", "v": inside}]},
        text={**name, "properties": [{"pid": "schema:containedInPlace", "v": ["北京", "内蒙古自治区"]}]},
        not_so={**name, "properties": [{"pid": "schema:containedInPlace", "v": {"id": "place/china"}}]},
        alone={"properties": [{"pid": "schema:containedInPlace", "v": inside}]},
        said={"properties": [{"pid": "skos:altLabel", "v": "国办"}]},
    )
    assert [(found[key][0]["id"], found[key][0]["match"]) for key in ("fits", "text", "alone")] == [
        ("place/baotou", True)
    ] * 3
    assert found["not_so"][0]["id"] == "place/baotou"
    assert (found["not_so"][0]["match"], found["not_so"][0]["score"]) == (False, 60)
    assert [one["id"] for one in found["said"]] == ["agency/state-council-general-office"]


def test_types_narrow(client: httpx.Client) -> None:
    """One type or several; a wider type holds the narrower; an unknown one holds nothing."""
    found = batch(
        client,
        place={"query": "内蒙古", "type": "Jurisdiction"},
        several={"query": "内蒙古", "type": ["Agency", "Award"]},
        wider={"query": "质量提升行动", "type": "Action"},
        unknown={"query": "内蒙古", "type": "NoSuchType"},
    )
    assert {kind["id"] for one in found["place"] for kind in one["type"]} == {"Jurisdiction"}
    assert {kind["id"] for one in found["several"] for kind in one["type"]} == {"Agency", "Award"}
    assert found["wider"][0]["type"][0]["id"] == "Campaign"
    assert found["unknown"] == []


def test_a_batch_by_get(client: httpx.Client) -> None:
    """§4.2: the same answers as by POST."""
    queries = json.dumps({"a": {"query": "国办"}})
    got = client.get("/zh/reconcile", params={"queries": queries}).json()
    assert got == client.post("/zh/reconcile", data={"queries": queries}).json()


def test_extension(client: httpx.Client) -> None:
    """§7: meta and rows for all ids and properties, in the reader's language; values of known shapes."""
    ids, asked = ["place/baotou", "agency/samr"], ["schema:containedInPlace", "skos:altLabel", "rdfs:label"]
    found = extended(client, ids, *asked)
    assert [one["id"] for one in found["meta"]] == asked
    assert set(found["rows"]) == set(ids)
    assert found["rows"]["place/baotou"]["schema:containedInPlace"] == [
        {"id": "place/inner-mongolia", "name": "内蒙古自治区"}
    ]
    assert found["rows"]["place/baotou"]["rdfs:label"] == [{"str": "包头市"}]
    english = extended(client, ids, "rdfs:label", language="en")
    assert english["rows"]["agency/samr"]["rdfs:label"] == [
        {"str": "State Administration for Market Regulation"}
    ]


def test_values_of_all_kinds_and_their_number(client: httpx.Client) -> None:
    """Numbers, dates and a limit; as data/article.ttl has them."""
    article, figure = "article/cqn-2021-05-13", "measure/cqn-2021-05-13-national-standards"
    asked = ("schema:datePublished", "sdmx-measure:obsValue", {"id": "textVersion", "settings": {"limit": 1}})
    rows = extended(client, [article, figure], *asked)["rows"]
    assert rows[article]["schema:datePublished"] == [{"date": "2021-05-13T00:00:00"}]
    assert rows[figure]["sdmx-measure:obsValue"] == [{"float": 1075.0}]
    assert len(rows[article]["textVersion"]) == 1
    cells = [cell for row in rows.values() for column in row.values() for cell in column]
    assert all(len(VALUES & set(cell)) == 1 for cell in cells)


def test_suggestions(client: httpx.Client) -> None:
    """§6: by name or identifier, further ones by cursor."""

    def asked(what: str, prefix: str, **more: str) -> list[str]:
        answer = client.get(f"/zh/reconcile/suggest/{what}", params={"prefix": prefix, **more})
        return [one["id"] for one in answer.raise_for_status().json()["result"]]

    assert asked("entity", "包头")[0] == "place/baotou"
    assert asked("entity", "agency/samr") == ["agency/samr"]
    assert asked("type", "Agency") == ["Agency"]
    assert "areaOfCompetence" in asked("property", "area")
    first, more = asked("entity", "内"), asked("entity", "内", cursor="5")
    assert first[5:] == more[: len(first) - 5]
    assert client.get("/reconcile/suggest/nothing", params={"prefix": "a"}).status_code == 404


@pytest.mark.parametrize(
    ("form", "status", "told"),
    [
        ({"queries": "{"}, 400, "queries="),
        ({"queries": "[]"}, 400, "queries="),
        ({"queries": '{"a": {}}'}, 400, "query= or properties="),
        ({"queries": '{"a": {"query": 5}}'}, 400, "a.query"),
        ({"queries": '{"a": {"query": "x", "type_strict": "x"}}'}, 400, "type_strict"),
        ({"queries": '{"a": {"properties": [{"pid": "a b", "v": "x"}]}}'}, 400, "identifier"),
        ({"queries": json.dumps({str(at): {"query": "x"} for at in range(51)})}, 413, "at most 50"),
        ({"queries": '{"a": {"query": "x", "propertys": []}}'}, 400, "a.propertys"),
        ({"extend": '{"ids": "x"}'}, 400, "extend="),
        ({"nothing": ""}, 400, "queries= or extend="),
    ],
)
def test_what_cannot_be_used_is_said(client: httpx.Client, form: dict, status: int, told: str) -> None:
    """A problem document, open to other origins like every answer (§3.3)."""
    answer = client.post("/reconcile", data=form)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (status, "*")
    assert told in answer.json()["detail"]


def test_methods(client: httpx.Client) -> None:
    """A preflight is answered; others are refused."""
    preflight = client.options("/reconcile", headers={"Origin": "https://example.org"})
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert client.put("/reconcile").status_code == 405
    assert (
        client.post("/reconcile", content=b"{}", headers={"Content-Type": "application/json"}).status_code
        == 415
    )
    assert client.get("/reconcile/preview").status_code == 400
    assert client.get("/reconcile/preview", params={"id": "no/such"}).status_code == 404
