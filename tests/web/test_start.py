"""The start page in both languages, its machine twin, and the headers of every answer."""

import html
import re

import httpx
import pytest

CSP = "default-src 'none'"


@pytest.mark.parametrize(
    ("lang", "other", "word"), [("zh", "en", "先问三个问题"), ("en", "zh", "Three questions")]
)
def test_both_languages(client: httpx.Client, lang: str, other: str, word: str) -> None:
    """By address and by header; each links to the other."""
    by_address = client.get("/", params={"lang": lang}, headers={"Accept-Language": other})
    by_header = client.get("/", headers={"Accept-Language": lang, "Accept": "text/html"})
    assert by_address.text == by_header.text
    assert by_header.headers["content-language"] == lang
    assert word in by_header.text
    assert f'href="/{other}/"' in by_header.text
    assert {"Accept", "Accept-Language", "Cookie"} <= set(by_header.headers["vary"].split(", "))


def test_numbers_as_json_and_on_the_page_agree(client: httpx.Client) -> None:
    """``Accept: application/json`` gives what the page shows."""
    numbers = client.get("/", headers={"Accept": "application/json"}).json()["statistics"]
    assert numbers == client.get("/", params={"format": "json"}).json()["statistics"]
    assert numbers["triples"] > numbers["facts"] > numbers["graphs"] > 2
    shown = re.findall(r"<dd>([\d,]+)</dd>", client.get("/").text)
    assert [int(number.replace(",", "")) for number in shown] == list(numbers.values())
    assert client.get("/", headers={"Accept": "image/png"}).status_code == 406


def test_the_three_questions_answer_when_clicked(client: httpx.Client) -> None:
    """Each link leads to a page with rows."""
    links = re.findall(
        r'<li><a href="([^"]+)">[^<]+</a> <span class="quiet">cq', client.get("/", params={"lang": "en"}).text
    )
    assert len(links) == 3
    for link in links:
        page = client.get(html.unescape(link), headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert "<tbody>\n          <tr>" in page.text


def test_nothing_from_elsewhere(client: httpx.Client) -> None:
    """No inline script or style, no other host in what a page loads; the style sheet is there."""
    page = client.get("/")
    assert page.headers["content-security-policy"].startswith(CSP)
    assert "unsafe" not in page.headers["content-security-policy"]
    assert not re.search(
        r"<script(?! type=\"(?:application/|module\" src=\"/static/))|<style|\sstyle=|\son\w+=", page.text
    )
    for address in re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', page.text):
        assert address.startswith("/static/")
        assert client.get(address).status_code == 200
    assert "url(" not in client.get("/static/qkg.css").text


def test_every_answer_has_safe_headers(client: httpx.Client) -> None:
    """Pages, data and errors alike."""
    for path in ("/", "/sparql?query=ASK{}", "/sparql", "/nowhere", "/static/icon.svg"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith(CSP)
