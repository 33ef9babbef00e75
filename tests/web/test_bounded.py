"""What a page may cost: a bounded number of queries, shown in the metrics; suggestions from the index."""

import re

import httpx
from tests.browser.places import pages

HTML = {"Accept": "text/html"}
MOST = 21
"""Queries of a page; a bucket of the histogram, so that no single visit can hide in a mean."""
SERVICE = 55
"""Of a graph service: a path asks a few queries for each ring around its ends."""
SEEN = re.compile(r'qkg_page_queries_(bucket|count)\{(?:le="([\d.+Inf]+)",)?page="([^"]+)"\} ([\d.]+)')


def test_each_page_asks_a_bounded_number_of_queries(client: httpx.Client) -> None:
    """Every kind of page was visited, and no visit asked more than so many."""
    for path in pages():
        assert client.get(path, headers=HTML, follow_redirects=True).status_code in (200, 400, 404), path
    counted: dict[str, dict[str, float]] = {}
    for _, limit, page, number in SEEN.findall(client.get("/metrics").text):
        counted.setdefault(page, {})[limit or "all"] = float(number)
    visited = {"/", "/figures", "/browse", "/article/{slug}", "/page/{kind}/{slug}", "/ontology", "/explore"}
    assert visited <= counted.keys()
    most = {page: SERVICE if page.startswith("/graph/") else MOST for page in counted}
    beyond = {page: found for page, found in counted.items() if found[f"{most[page]}.0"] < found["all"]}
    assert beyond == {}


def test_what_all_visitors_ask_alike_is_asked_once(client: httpx.Client) -> None:
    """The other language, the next page and the JSON of the figures ask for nothing that is known."""

    def asked() -> float:
        found = re.search(r'qkg_page_queries_sum\{page="/figures"\} ([\d.]+)', client.get("/metrics").text)
        return float(found[1]) if found else 0

    client.get("/en/figures?sort=place", headers=HTML)
    before = asked()
    for again in ("/zh/figures?sort=place", "/figures.json?sort=place"):
        assert client.get(again, headers=HTML).status_code == 200
    assert asked() == before
    assert 'qkg_page_query_seconds_count{page="/figures"}' in client.get("/metrics").text


def test_slips_are_understood(client: httpx.Client) -> None:
    """A letter too many, the wrong kind, a class or a property that is spelt otherwise."""
    for wrong, meant in (
        ("/page/place/baotoou", "/page/place/baotou"),
        ("/page/agency/baotou", "/page/place/baotou"),
        ("/id/place/aotou", "/page/place/baotou"),
        ("/class/Agenci", "/class/Agency"),
        ("/property/acter", "/property/actor"),
    ):
        answer = client.get(wrong, headers={"Accept": "application/json"}, follow_redirects=True)
        assert answer.status_code == 404, wrong
        assert meant in [one["path"] for one in answer.json()["suggestions"]], answer.text
