"""Things over HTTP: where their IRIs lead, what people see, what machines get."""

import json
import re

import httpx
import pyoxigraph as ox
import pytest

HTML = {"Accept": "text/html"}
BAOTOU = "place/baotou"
RDF = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    "trig": ("application/trig", ox.RdfFormat.TRIG),
}


@pytest.mark.parametrize(("suffix", "media"), [(name, media) for name, (media, _) in RDF.items()])
def test_an_iri_leads_to_the_data_that_the_header_asks_for(
    client: httpx.Client, suffix: str, media: str
) -> None:
    """303 See Other: the thing is no document (W3C, Cool URIs; Best Practice Recipes)."""
    found = client.get(f"/id/{BAOTOU}", headers={"Accept": media})
    assert (found.status_code, found.headers["location"]) == (303, f"/data/{BAOTOU}.{suffix}")
    assert "Accept" in found.headers["vary"].split(", ")
    assert client.get(found.headers["location"]).headers["content-type"].startswith(media)


def test_an_iri_leads_people_to_the_page(client: httpx.Client) -> None:
    """Also those who ask as browsers do; the language of the address is kept."""
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    assert client.get(f"/id/{BAOTOU}", headers=browser).headers["location"] == f"/page/{BAOTOU}"
    assert client.get(f"/en/id/{BAOTOU}", headers=browser).headers["location"] == f"/en/page/{BAOTOU}"
    assert client.head(f"/id/{BAOTOU}", headers=browser).status_code == 303


def test_every_syntax_says_the_same(client: httpx.Client) -> None:
    """The same triples from page and data address, in every syntax."""
    said = []
    for place in ("page", "data"):
        for suffix, (_, format) in RDF.items():
            answer = client.get(f"/{place}/{BAOTOU}.{suffix}")
            said.append({quad.triple for quad in ox.parse(answer.content, format)})
    assert said[0]
    assert all(one == said[0] for one in said)


def test_the_page_of_a_place(client: httpx.Client) -> None:
    """Its names, its kind, a statement with the words that prove it, its code, what points here."""
    page = client.get(f"/zh/page/{BAOTOU}", headers=HTML).text
    assert re.search(r"<h1[^>]*>(<[^>]+>)*包头市<", page)
    assert '<span lang="en">Baotou</span>' in page
    assert 'href="/zh/class/Jurisdiction">' in page
    assert "内蒙古包头市</blockquote>" in page, "the quote behind: Baotou lies in Inner Mongolia"
    assert "150200" in page
    assert "包头市获督查激励" in page
    assert "qkg:statementSubject" not in page


def test_a_figure_is_told_as_a_reader_says_it(client: httpx.Client) -> None:
    """From value and unit, in the language of the page."""
    slug = "measure/cqn-2021-05-13-enterprises-helped"
    assert '<p class="figure">797家</p>' in client.get(f"/zh/page/{slug}", headers=HTML).text
    assert '<p class="figure">797 enterprises</p>' in client.get(f"/en/page/{slug}", headers=HTML).text


def test_incoming_links_come_page_by_page(client: httpx.Client) -> None:
    """The newspaper says nearly everything: counted whole, twenty at a time, the last page shorter."""
    path = "/en/page/media/china-quality-news"
    first = client.get(path, headers=HTML).text
    assert re.search(r'speaker</span><span class="count">167<', first)
    assert f"{path}?by=qkg%3Aspeaker&amp;page=2#incoming" in first
    last = client.get(path, params={"by": "qkg:speaker", "page": "9"}, headers=HTML).text
    assert "161–167 of 167" in last
    assert 'rel="next"' not in last.partition("<main")[2]
    assert client.get(path, params={"by": "qkg:speaker", "page": "10"}).status_code == 400
    assert client.get(path, params={"by": "qkg:actor"}).status_code == 404
    assert client.get(path, params={"by": "no such thing"}).status_code == 400


def test_the_head_speaks_schema_org(client: httpx.Client) -> None:
    """A type that schema.org has, the IRI as identifier, and names in both languages."""
    page = client.get(f"/en/page/{BAOTOU}", headers=HTML).text
    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    assert said["@type"] == "AdministrativeArea"
    assert said["@id"] == "https://w3id.org/qkg/id/place/baotou"
    assert said["containedInPlace"][0]["name"] == "Inner Mongolia Autonomous Region"
    assert "包头市" in said["alternateName"]


def test_an_unknown_thing_is_not_found(client: httpx.Client) -> None:
    """As page and as data."""
    assert client.get("/page/place/nowhere", headers=HTML).status_code == 404
    assert client.get("/data/place/nowhere.ttl").status_code == 404


def test_a_page_asks_few_queries(client: httpx.Client) -> None:
    """Eight at most, however much points to the thing."""
    client.get("/page/media/china-quality-news", params={"fresh": "1"}, headers=HTML)
    metrics = client.get("/metrics").text
    within = re.search(r'qkg_page_queries_bucket\{le="8.0",page="/page/{kind}/{slug}"\} (\S+)', metrics)
    count = re.search(r'qkg_page_queries_count\{page="/page/{kind}/{slug}"\} (\S+)', metrics)
    assert within
    assert count
    assert within[1] == count[1]


@pytest.mark.parametrize("slug", ["%20", "a%0d%0aX:%20y", "%3C%3E", "%22", "a%00", "%E4%B8%AD"])
def test_a_path_that_is_no_iri_is_not_found(client: httpx.Client, slug: str) -> None:
    """Whatever a client writes."""
    assert client.get(f"/page/place/{slug}", headers=HTML).status_code == 404
    assert client.get(f"/data/place/{slug}").status_code == 404
