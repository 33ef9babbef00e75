"""``/review/drafts`` over a socket: rights, states, decisions, check and publication; nothing by halves."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.conftest import Run, Server
from tests.web.conftest import WRITER

from qkg.namespaces import PREFIXES

THING = "https://w3id.org/qkg/id/"
NAME = "hubei-2021-11-10"
DRAFTS = "/review/drafts"
TEXT = """湖北省开展家电质量提升行动
本报讯 11月8日，湖北省市场监管局印发《关于开展家电质量提升行动的通知》。
截至目前，全省已有近120家企业参加，合格率提高2—3个百分点。活动成效显著。
"""
PLAIN = {"Content-Type": "text/plain"}
JSON = {"Content-Type": "application/json"}
HUNDRED, RANGE = f"measure/{NAME}-f001", f"measure/{NAME}-f002"
PRAISE = f"appraisal/{NAME}-cheng-xiao-xian-zhu"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Iterator[Server]:
    """A server over a store of its own, with the packaged graph and a write token."""
    store = tmp_path_factory.mktemp("review") / "store"
    made = Server({**environment, "QKG_WRITE_TOKEN": "write-secret"}, "--store", str(store))
    yield made
    assert made.stop() == "", "the server wrote to standard error"


@pytest.fixture(scope="module")
def anyone(server: Server) -> Iterator[httpx.Client]:
    """A client without a token."""
    with httpx.Client(base_url=server.address, trust_env=False, timeout=120) as client:
        yield client


@pytest.fixture(scope="module")
def draft(qkg: Run, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The draft that ``qkg ingest`` makes of the text, as the one file for its review."""
    place = tmp_path_factory.mktemp("ingest")
    (place / f"{NAME}.txt").write_text(TEXT, encoding="utf-8")
    done = qkg("ingest", str(place / f"{NAME}.txt"), "--out", str(place))
    assert done.returncode == 0, done.stderr
    return (place / f"{NAME}.review.json").read_bytes()


@pytest.fixture
def curator(server: Server, draft: bytes) -> Iterator[httpx.Client]:
    """A client with the token; the draft is under review, and nothing else."""
    with httpx.Client(base_url=server.address, trust_env=False, timeout=120, headers=WRITER) as client:
        for one in client.get(DRAFTS).json()["drafts"]:
            assert client.delete(f"{DRAFTS}/{one['name']}", headers={"If-Match": "*"}).status_code == 204
        sent = client.post(DRAFTS, content=draft, headers=JSON)
        assert sent.status_code == 201, sent.text
        assert sent.headers["location"] == f"{DRAFTS}/{NAME}"
        yield client


def opened(curator: httpx.Client) -> tuple[dict[str, Any], dict[str, str]]:
    """The draft, and the header that names its state."""
    answer = curator.get(f"{DRAFTS}/{NAME}").raise_for_status()
    return answer.json(), {"If-Match": answer.headers["etag"]}


def decided(curator: httpx.Client, **candidates: object) -> httpx.Response:
    """A change upon the newest state."""
    return changed(curator, {"candidates": candidates})


def changed(curator: httpx.Client, change: object) -> httpx.Response:
    """The same, of the whole document."""
    _, state = opened(curator)
    return curator.patch(f"{DRAFTS}/{NAME}", json=change, headers=state)


def all_accepted(draft: dict[str, Any]) -> dict[str, dict[str, object]]:
    """A verdict for each fact that is complete."""
    whole = [one["id"] for one in draft["candidates"] if one["kind"] != "name" and not one["left"]]
    return {one: {"verdict": "accepted"} for one in whole}


def codes(answer: httpx.Response) -> dict[str, str]:
    """Findings by code, each with its candidate."""
    return {one["code"]: one["candidate"] for one in answer.json()["findings"]}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Cookie": "token=write-secret; Authorization=Bearer write-secret"},
    ],
)
def test_without_the_token_nothing_is_told(anyone: httpx.Client, headers: dict[str, str]) -> None:
    """Every address and method: 401, and not a word of a text; a cookie is no right."""
    for method, path in (
        ("GET", ""),
        ("POST", ""),
        ("GET", f"/{NAME}"),
        ("PATCH", f"/{NAME}"),
        ("DELETE", f"/{NAME}"),
        ("POST", f"/{NAME}/check"),
        ("POST", f"/{NAME}/commit"),
    ):
        answer = anyone.request(method, DRAFTS + path, headers={**headers, **PLAIN})
        assert answer.status_code == 401
        assert "湖北" not in answer.text
    preflight = anyone.options(DRAFTS, headers={"Origin": "https://evil.example"})
    assert not any(name.startswith("access-control") for name in preflight.headers)


def test_a_text_becomes_candidates_with_places(curator: httpx.Client) -> None:
    """Each quote stands in the text at its place; what was left out says why."""
    draft, _ = opened(curator)
    found = {one["id"]: one for one in draft["candidates"]}
    figure = found[HUNDRED]
    assert [draft["text"][slice(*one)] for one in figure["places"]] == ["近120家"]
    assert (figure["figure"]["value"], figure["figure"]["hedge"]) == (120, "nearly")
    assert figure["extractor"].startswith("qkg-grammar")
    assert all(
        draft["text"][one["start"] : one["end"]] == one["quote"] for one in found.values() if "quote" in one
    )
    assert {RANGE, PRAISE} == {name for name, one in found.items() if one["left"]}
    listed = curator.get(DRAFTS).json()["drafts"]
    assert [(one["name"], one["decided"], one["published"]) for one in listed] == [(NAME, 0, None)]


def test_a_text_is_read_by_the_server(curator: httpx.Client, draft: bytes) -> None:
    """The same draft as from the command; a second one of that name waits until the first is done."""
    mine = opened(curator)[0]
    assert curator.post(DRAFTS, content=draft, headers=JSON).status_code == 409
    assert curator.delete(f"{DRAFTS}/{NAME}", headers={"If-Match": "*"}).status_code == 204
    sent = curator.post(DRAFTS, params={"name": f"{NAME}.txt"}, content=TEXT.encode(), headers=PLAIN)
    assert (sent.status_code, sent.json()) == (201, {"name": NAME})
    assert opened(curator)[0] == mine


def test_a_change_names_the_state_that_it_is_made_upon(curator: httpx.Client) -> None:
    """428 without If-Match; the second of two changes upon one state is refused, 412, and changes nothing."""
    address, change = f"{DRAFTS}/{NAME}", {"candidates": {HUNDRED: {"verdict": "accepted"}}}
    assert curator.patch(address, json=change).status_code == 428
    assert curator.delete(address).status_code == 428
    assert curator.post(f"{address}/commit", json={"by": "甲"}).status_code == 428
    _, state = opened(curator)
    first = curator.patch(address, json=change, headers=state)
    assert first.status_code == 200
    other = {"candidates": {HUNDRED: {"verdict": "rejected"}}}
    second = curator.patch(address, json=other, headers=state)
    assert second.status_code == 412
    assert second.headers["etag"] == first.headers["etag"]
    assert opened(curator)[0]["decisions"] == {"candidates": {HUNDRED: {"verdict": "accepted"}}}
    assert curator.post(f"{address}/commit", json={"by": "甲"}, headers=state).status_code == 412
    assert curator.delete(address, headers=state).status_code == 412


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ([], "JSON object"),
        ({"candidates": {"measure/none": {"verdict": "accepted"}}}, "no candidate measure/none"),
        ({"candidates": {"../x": {"verdict": "accepted"}}}, "../x"),
        ({"candidates": {"a> <b": {"verdict": "accepted"}}}, "a> <b"),
        ({"candidates": {HUNDRED: {"en": "\ud800"}}}, "en"),
        ({"candidates": {HUNDRED: {"verdict": "perhaps"}}}, "verdict"),
        ({"candidates": {HUNDRED: {"figure": {"value": "many"}}}}, "value"),
        ({"candidates": {HUNDRED: {"figure": {"value": 1e999}}}}, "value"),
        ({"candidates": {HUNDRED: {"figure": {"value": 1, "unit": "x> . <y"}}}}, "unit"),
        ({"candidates": {HUNDRED: {"roles": {"recipient": []}}}}, "no end 'recipient'"),
        ({"candidates": {HUNDRED: {"roles": {"subject": []}}}}, "takes 1 to 1"),
        ({"candidates": {HUNDRED: {"roles": {"subject": ["javascript:1"]}}}}, "roles"),
        ({"candidates": {RANGE: {"verdict": "accepted"}}}, "give it a value"),
        ({"things": {f"{THING}agency/a": {"kind": "agency", "zh": "甲"}}}, "en"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(curator: httpx.Client, change: Any, sentence: str) -> None:
    """400 with one sentence; the state stays."""
    answer = curator.patch(
        f"{DRAFTS}/{NAME}",
        content=json.dumps(change),
        headers={**opened(curator)[1], "Content-Type": "application/merge-patch+json"},
    )
    assert answer.status_code == 400, answer.text
    assert sentence in answer.json()["detail"]
    assert opened(curator)[0]["decisions"] == {}


def test_corrections_reach_the_graph_and_the_rest_does_not(curator: httpx.Client) -> None:
    """Accepted and corrected facts are published with their words; rejected and undecided ones are not."""
    draft, _ = opened(curator)
    amount = {"value": 130, "unit": "NUM", "hedge": "more-than", "period": "2021", "period_words": "今年"}
    verdicts = all_accepted(draft)
    action = next(one for one in verdicts if one.startswith("action/"))
    paper = next(one["id"] for one in draft["candidates"] if one["id"].startswith("document/"))
    issuer = next(one["id"] for one in draft["candidates"] if one.get("relation", "").endswith("issuer"))
    verdicts[HUNDRED] |= {"figure": amount, "roles": {"refArea": [f"{THING}place/hubei"]}}
    verdicts[issuer] |= {"roles": {"statementObject": [f"{THING}agency/hubei-bureau"]}}
    verdicts[RANGE] = {"verdict": "accepted", "figure": {"value": 2, "unit": "PERCENT", "hedge": "at-least"}}
    verdicts[PRAISE] = {"verdict": "accepted", "roles": {"appraised": [THING + action]}}
    verdicts[paper] = {"en": "Notice on household appliances"}
    new = {
        f"{THING}agency/hubei-bureau": {"kind": "agency", "zh": "湖北省质量局", "en": "Hubei Quality Bureau"}
    }
    answer = changed(curator, {"candidates": verdicts, "things": new})
    assert answer.status_code == 200, answer.text
    checked = curator.post(f"{DRAFTS}/{NAME}/check").raise_for_status()
    assert checked.json()["findings"] == []
    done = curator.post(f"{DRAFTS}/{NAME}/commit", json={"by": "甲乙"}, headers=opened(curator)[1])
    assert done.status_code == 200, done.text
    assert done.json()["changed"] is True
    assert {row["verbatim"]: row for row in asked(curator, FIGURES)} == {
        "近120家": {
            "verbatim": "近120家",
            "value": "130",
            "hedge": f"{THING}approximation/more-than",
            "lower": "130",
            "edtf": "2021",
            "quote": "全省已有近120家企业参加",
            "note": "yes",
        },
        "2—3个百分点": {
            "verbatim": "2—3个百分点",
            "value": "2",
            "hedge": f"{THING}approximation/at-least",
            "lower": "2",
            "edtf": "/2021-11-10",
            "quote": "合格率提高2—3个百分点",
            "note": "yes",
        },
    }
    assert asked(curator, ISSUER) == [
        {"paper": "Notice on household appliances", "bureau": "湖北省质量局", "by": "甲乙"}
    ]
    page = curator.get(f"/zh/article/{NAME}").raise_for_status().text
    assert "近120家" in page
    assert "截至目前" not in page, "the running text is shown without the operator's word"
    again = curator.post(f"{DRAFTS}/{NAME}/commit", json={"by": "甲乙"}, headers=opened(curator)[1])
    assert again.json()["changed"] is False
    assert opened(curator)[0]["published"] == done.json()["generation"]
    decided(curator, **{HUNDRED: {"verdict": "rejected"}, RANGE: {"verdict": ""}})
    assert (
        curator.post(f"{DRAFTS}/{NAME}/commit", json={"by": "丙"}, headers=opened(curator)[1]).status_code
        == 200
    )
    assert asked(curator, FIGURES) == []


IN_GRAPH = f"GRAPH <https://w3id.org/qkg/graph/{NAME}>"
FIGURES = f"""SELECT ?verbatim ?value ?hedge ?lower ?edtf ?quote ?note {{ {IN_GRAPH} {{
  ?m a qkg:Measure ; qkg:verbatim ?verbatim ; sdmx-measure:obsValue ?value ; qkg:approximation ?hedge ;
    sdmx-dimension:refPeriod/qkg:edtf ?edtf ;
    qkg:evidence/oa:hasTarget/oa:hasSelector/oa:exact ?quote
  OPTIONAL {{ ?m qkg:lowerBound ?lower }}
  BIND(IF(EXISTS {{ ?m skos:editorialNote ?n . ?m prov:wasGeneratedBy ?r }}, "yes", "no") AS ?note) }} }}"""
ISSUER = f"""SELECT ?paper ?bureau ?by {{ {IN_GRAPH} {{ ?p qkg:issuer ?b ; rdfs:label ?paper .
  ?b rdfs:label ?bureau . <https://w3id.org/qkg/graph/{NAME}> prov:wasAttributedTo/rdfs:label ?by
  FILTER(LANG(?paper) = "en" && LANG(?bureau) = "zh" && LANG(?by) = "zh") }} }}"""


def asked(client: httpx.Client, query: str) -> list[dict[str, str]]:
    """The rows of a SELECT, values alone."""
    text = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + query
    rows = client.get("/sparql", params={"query": text, "format": "json"}).raise_for_status().json()
    return [{name: cell["value"] for name, cell in row.items()} for row in rows["results"]["bindings"]]


def test_what_is_not_sound_is_not_published(curator: httpx.Client) -> None:
    """Nothing accepted; a fact that rests on what was rejected; a thing that nobody knows; and where."""
    state = opened(curator)[1]
    empty = curator.post(f"{DRAFTS}/{NAME}/commit", json={"by": "甲"}, headers=state)
    assert empty.status_code == 422
    assert codes(empty) == {"nothing-accepted": ""}
    draft, _ = opened(curator)
    issuer = next(one["id"] for one in draft["candidates"] if one.get("relation", "").endswith("issuer"))
    agency = next(one["id"] for one in draft["candidates"] if one["id"].startswith("agency/"))
    decided(curator, **{issuer: {"verdict": "accepted"}, agency: {"verdict": "rejected"}})
    resting = curator.post(f"{DRAFTS}/{NAME}/check").raise_for_status()
    assert codes(resting)["rests-on-rejected"] == issuer
    decided(curator, **{agency: None, issuer: {"roles": {"statementObject": [f"{THING}agency/nobody"]}}})
    dangling = curator.post(f"{DRAFTS}/{NAME}/commit", json={"by": "甲"}, headers=opened(curator)[1])
    assert dangling.status_code == 422
    assert issuer in codes(dangling).values()
    assert opened(curator)[0]["published"] is None


@pytest.mark.parametrize(
    ("body", "params", "headers", "status", "slug"),
    [
        (b"", {"name": "a-2021-11-10"}, PLAIN, 422, "not-a-text"),
        (bytes(range(256)) * 9, {"name": "a-2021-11-10"}, PLAIN, 422, "not-a-text"),
        ("没有日期".encode(), {"name": "a"}, PLAIN, 422, "not-a-text"),
        (TEXT.encode(), {"date": "yesterday"}, PLAIN, 400, "bad-parameter"),
        (TEXT.encode(), {"name": "a-2021-11-10", "url": "javascript:1"}, PLAIN, 400, "bad-parameter"),
        (
            b"<html><body></body></html>",
            {"date": "2021-11-10"},
            {"Content-Type": "text/html"},
            422,
            "not-a-text",
        ),
        (b"{}", {}, JSON, 422, "not-a-draft"),
        (b"[" * 100_000, {}, JSON, 422, "not-a-draft"),
        (b"x", {}, {"Content-Type": "application/pdf"}, 415, "unsupported-media-type"),
    ],
)
def test_a_bad_text_is_one_clear_problem(  # noqa: PLR0913, PLR0917 - the parts of a request, and the answer
    curator: httpx.Client,
    body: bytes,
    params: dict[str, str],
    headers: dict[str, str],
    status: int,
    slug: str,
) -> None:
    """The problem's type, no path of the machine, and nothing kept."""
    answer = curator.post(DRAFTS, params=params, content=body, headers=headers)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (status, slug)
    assert "/tmp" not in answer.text  # noqa: S108 - it must not be told
    assert len(curator.get(DRAFTS).json()["drafts"]) == 1


def test_work_outlives_the_server(environment: dict[str, str], draft: bytes, tmp_path: Path) -> None:
    """What was decided is there after a restart, under the same state, in a folder for its owner alone."""
    store, folder = tmp_path / "store", tmp_path / "under-review"
    options = ("--store", str(store), "--review", str(folder))
    settings = {**environment, "QKG_WRITE_TOKEN": "write-secret"}
    states = []
    for turn in range(2):
        server = Server(settings, *options)
        with httpx.Client(base_url=server.address, trust_env=False, timeout=120, headers=WRITER) as client:
            if not turn:
                client.post(DRAFTS, content=draft, headers=JSON)
                decided(client, **{HUNDRED: {"verdict": "rejected"}})
            draft, state = opened(client)
            states.append((draft["decisions"], state))
        assert server.stop() == ""
    assert states[0] == states[1]
    assert states[0][0] == {"candidates": {HUNDRED: {"verdict": "rejected"}}}
    assert folder.stat().st_mode & 0o077 == 0


def test_a_server_without_a_store_of_its_own_reviews_nothing(served: str) -> None:
    """The page says what is missing; the addresses refuse."""
    with httpx.Client(base_url=served, trust_env=False, timeout=60) as client:
        page = client.get("/en/review")
        assert "switched off" in page.text
        assert client.get(DRAFTS, headers=WRITER).status_code == 403


def test_the_page_lists_drafts_and_tells_nothing_of_their_texts(
    curator: httpx.Client, anyone: httpx.Client
) -> None:
    """Without a token: names, how to get on, and no word of the text."""
    for language, words in (("zh", "待核对的草稿"), ("en", "Drafts under review")):
        page = anyone.get(f"/{language}/review")
        assert page.status_code == 200
        assert words in page.text
        assert NAME in page.text
        assert "家电" not in page.text
        assert page.headers["cache-control"] == "no-store"
