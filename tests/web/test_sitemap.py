"""The site map: every thing once in each language, each address alive, nothing endless."""

import re
from xml.etree import ElementTree

import httpx

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
THINGS = """SELECT (COUNT(DISTINCT ?t) AS ?n) {
  ?t a ?kind FILTER(STRSTARTS(STR(?t), "https://w3id.org/qkg/id/")) }"""


def read(client: httpx.Client, path: str) -> ElementTree.Element:
    """A map as XML."""
    response = client.get(path).raise_for_status()
    assert response.headers["content-type"] == "application/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 - the service's own document


def urls(client: httpx.Client) -> list[ElementTree.Element]:
    """All entries of all parts."""
    index = read(client, "/sitemap.xml")
    parts = [one.text or "" for one in index.findall("s:sitemap/s:loc", NAMES)]
    return [url for part in parts for url in read(client, part).findall("s:url", NAMES)]


def test_every_thing_has_both_languages(client: httpx.Client) -> None:
    """As many addresses as things, twice, and those of the site itself; none stands twice."""
    answer = client.get("/sparql", params={"query": THINGS}, headers={"Accept": "text/csv"}).text.split()
    listed = [url.findtext("s:loc", "", NAMES) for url in urls(client)]
    assert len(set(listed)) == len(listed)
    things = [one for one in listed if "/page/" in one]
    assert len(things) == 2 * int(answer[1]) > 1000
    assert sum("/en/page/" in one for one in things) == int(answer[1])


def test_each_names_the_other_language_and_its_date(client: httpx.Client) -> None:
    """zh, en and x-default; lastmod is a W3C date and time."""
    for url in urls(client)[:50]:
        links = {one.get("hreflang"): one.get("href", "") for one in url.findall("x:link", NAMES)}
        assert set(links) == {"zh", "en", "x-default"}
        assert links["zh"].replace("/zh/", "/") == links["en"].replace("/en/", "/") == links["x-default"]
        assert url.findtext("s:loc", "", NAMES) in links.values()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", url.findtext("s:lastmod", "", NAMES))


def test_addresses_are_alive(client: httpx.Client) -> None:
    """All of the site itself, and one in so many of the things."""
    listed = [url.findtext("s:loc", "", NAMES) for url in urls(client)]
    for address in [one for one in listed if "/page/" not in one] + listed[::97]:
        found = client.head(address, headers={"Accept": "text/html"})
        assert found.status_code == 200, address


def test_parts_that_are_not_there(client: httpx.Client) -> None:
    """404 behind the last one, and for what is no number."""
    assert client.get("/sitemap/99999.xml").status_code == 404
    assert client.get("/sitemap/x.xml").status_code == 404


def test_robots(client: httpx.Client) -> None:
    """Robots find the map and stay out of what has no end."""
    response = client.get("/robots.txt")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    lines = response.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /fragments", "Disallow: /zh/fragments", "Disallow: /en/search"} <= set(lines)
    assert lines[-1] == f"Sitemap: {str(client.base_url).rstrip('/')}/sitemap.xml"
