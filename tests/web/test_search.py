"""The search page, its JSON, suggestions and the OpenSearch description, over the packaged graph."""

import re
import time
import xml.etree.ElementTree as ET
from urllib.parse import unquote

import httpx
import pytest
from tests.web.conftest import WRITER, Start

HTML = {"Accept": "text/html"}
THING = "https://w3id.org/qkg/id/"
SPACE = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def found(client: httpx.Client, text: str, **more: str) -> dict:
    """The JSON of a search."""
    return client.get("/search.json", params={"q": text, **more}).raise_for_status().json()


def first(client: httpx.Client, text: str) -> str:
    """The first hit's IRI, short."""
    return found(client, text)["hits"][0]["iri"].removeprefix(THING)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("包头市", "place/baotou"),
        ("Baotou", "place/baotou"),
        ("国办", "agency/state-council-general-office"),
        ("SAMR", "agency/samr"),
        ("內蒙古市場監管局", "agency/inner-mongolia-amr"),
        ("inner mongolia amr", "agency/inner-mongolia-amr"),
        ("300355", "mapping/mengcao-szse"),
    ],
)
def test_a_name_leads_to_its_thing(client: httpx.Client, text: str, thing: str) -> None:
    """Names, other names, identifiers; Traditional characters; any case. As data/article.ttl has them."""
    assert first(client, text) == thing


@pytest.mark.parametrize("text", ["质", "包"])
def test_one_character_is_enough(client: httpx.Client, text: str) -> None:
    """Every hit shows it, marked."""
    answer = found(client, text)
    assert answer["total"] > 20
    for hit in answer["hits"]:
        assert text in [one["text"] for one in hit["snippet"]["segments"] if one["match"]], hit


def test_pages_are_disjoint_and_complete(client: httpx.Client) -> None:
    """All pages together are all hits, none twice; the page after the last is empty."""
    total = found(client, "质")["total"]
    iris: list[str] = []
    for page in range(1, total // 20 + 2):
        iris += [hit["iri"] for hit in found(client, "质", page=str(page))["hits"]]
    assert len(iris) == len(set(iris)) == total
    assert found(client, "质", page=str(total // 20 + 2))["hits"] == []


def test_a_kind_narrows(client: httpx.Client) -> None:
    """By short name or IRI; the count promised is the number found."""
    counts = {one["kind"]: one["count"] for one in found(client, "包头")["kinds"]}
    for kind in ("Conferral", "https://w3id.org/qkg/ontology#Conferral"):
        narrowed = found(client, "包头", kind=kind)
        assert narrowed["total"] == counts["Conferral"] > 0
        assert {hit["kind"]["label"]["zh"] for hit in narrowed["hits"]} == {"授予"}
    assert found(client, "包头", kind="NoSuchKind")["total"] == 0


@pytest.mark.parametrize(
    "text", ['"', "*", "-", "NEAR(包 头)", "label:包", "a AND", '"" OR', "(", "{x}:", "^包", "\0"]
)
def test_nothing_typed_is_syntax(client: httpx.Client, text: str) -> None:
    """The engine's own signs are letters or nothing."""
    assert client.get("/search.json", params={"q": text}).status_code == 200
    assert client.get("/suggest", params={"q": text}).status_code == 200


def test_too_long_is_refused_in_one_sentence(client: httpx.Client) -> None:
    """As a problem for machines and as a page for people."""
    problem = client.get("/search.json", params={"q": "长" * 201})
    assert (problem.status_code, problem.json()["detail"]) == (
        400,
        "a search has at most 200 characters; this one has 201",
    )
    assert client.get("/search", params={"q": "长" * 201}, headers=HTML).status_code == 400
    assert client.get("/search.json", params={"q": "质", "page": "0"}).status_code == 400
    assert client.get("/suggest", params={"q": "质", "limit": "51"}).status_code == 400


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_marks_what_was_found(client: httpx.Client, language: str) -> None:
    """Readable without script: form, kinds, hits with marks, the next page; one title each."""
    page = client.get(f"/{language}/search", params={"q": "质量"}, headers=HTML)
    assert page.status_code == 200
    assert "<mark>质量</mark>" in page.text
    assert 'name="q" type="search" value="质量"' in page.text
    assert f'href="/{language}/page/' in page.text
    assert 'rel="next"' in page.text
    narrowed = re.search(r'href="(/[^"]*kind=Measure)"', page.text)
    assert narrowed is not None
    assert client.get(narrowed[1].replace("&amp;", "&"), headers=HTML).status_code == 200


def test_the_page_without_a_search_and_without_a_hit(client: httpx.Client) -> None:
    """Both say what to do."""
    assert "<form" in client.get("/zh/search", headers=HTML).text
    assert "没有找到" in client.get("/zh/search", params={"q": "qqqzzz"}, headers=HTML).text
    assert (
        "Nothing has all of this"
        in client.get("/en/search", params={"q": "包头市质量大会"}, headers=HTML).text
    )


def test_typed_text_is_escaped(client: httpx.Client) -> None:
    """In the title, in the form and in the addresses."""
    page = client.get("/en/search", params={"q": '"><script>质'}, headers=HTML).text
    assert "<script>质" not in page


def test_suggestions_for_programs(client: httpx.Client) -> None:
    """Names with kinds and labels in both languages, the best name of a thing once."""
    answer = client.get("/suggest", params={"q": "inner mong", "things": "only", "limit": "3"}).json()
    assert len(answer["suggestions"]) == 3
    assert answer["suggestions"][0] == {
        "iri": THING + "place/inner-mongolia",
        "name": "Inner Mongolia Autonomous Region",
        "language": "en",
        "label": {"zh": "内蒙古自治区", "en": "Inner Mongolia Autonomous Region"},
        "kind": {
            "iri": "https://w3id.org/qkg/ontology#Jurisdiction",
            "label": {"zh": "行政辖区", "en": "jurisdiction"},
        },
    }
    agencies = client.get("/suggest", params={"q": "国", "kind": "Agency"}).json()["suggestions"]
    assert [one["name"] for one in agencies] == ["国务院", "国务院办公厅"]


def test_suggestions_for_a_browser(client: httpx.Client) -> None:
    """Four lists: query, completions, descriptions, addresses."""
    headers = {"Accept": "application/x-suggestions+json"}
    answer = client.get("/en/suggest", params={"q": "baot", "limit": "1"}, headers=headers)
    assert answer.headers["content-type"].startswith("application/x-suggestions+json")
    address = str(client.base_url.join("/page/place/baotou"))
    assert answer.json() == ["baot", ["Baotou"], ["jurisdiction"], [address]]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_opensearch_description_leads_to_answers(client: httpx.Client, language: str) -> None:
    """OpenSearch 1.1: every template, filled in, is answered with the type it promises."""
    answer = client.get(f"/{language}/opensearch.xml")
    assert answer.headers["content-type"].startswith("application/opensearchdescription+xml")
    document = ET.fromstring(answer.text)  # noqa: S314 - our own server's
    assert len(document.findtext("o:ShortName", "", SPACE)) <= 16
    templates = document.findall("o:Url", SPACE)
    assert len(templates) == 3
    for url in templates:
        filled = re.sub(r"{startPage\?}", "1", unquote(url.attrib["template"]).replace("{searchTerms}", "包"))
        got = client.get(filled, headers={"Accept": url.attrib["type"]})
        assert got.status_code == 200
        assert got.headers["content-type"].startswith(url.attrib["type"])
    page = client.get(f"/{language}/search", headers=HTML).text
    assert f'href="/{language}/opensearch.xml"' in page


def test_a_label_is_found_after_its_commit_and_metrics_say_so(start: Start) -> None:
    """The index follows the store by itself; reads go on meanwhile."""
    client = start().client
    assert found(client, "新名称")["total"] == 0
    update = (
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        'INSERT DATA { GRAPH <https://example.org/one> { <https://example.org/a> rdfs:label "新名称"@zh } }'
    )
    client.post("/update", data={"update": update}, headers=WRITER).raise_for_status()
    generation = client.get("/health/ready").json()["generation"]
    limit = time.monotonic() + 20
    while (answer := found(client, "新名称"))["generation"] != generation and time.monotonic() < limit:
        time.sleep(0.05)
    assert [hit["iri"] for hit in answer["hits"]] == ["https://example.org/a"]
    metrics = client.get("/metrics").text
    assert "qkg_search_documents 1.0" in metrics
    assert f"qkg_search_generation {generation}.0" in metrics
    assert "qkg_search_build_seconds_count 2.0" in metrics
