"""The reading view over a running server: evidence both ways, the graph as data, the text of the operator."""

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

HTML = {"Accept": "text/html"}
ARTICLE = "/article/cqn-2021-05-13"
EVIDENCE_ITEMS = 167  # counted in data/article.ttl
TEXT = "甲市获奖。\n全市共有近20家企业参加。"
START, END = TEXT.index("全市"), len(TEXT)
INNER = TEXT.index("近20家")
OWN = f"""
@prefix qkg: <https://w3id.org/qkg/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <https://schema.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix id: <https://w3id.org/qkg/id/> .
@prefix graph: <https://w3id.org/qkg/graph/> .
graph:mine {{
  graph:mine a qkg:ArticleGraph ; foaf:primaryTopic <https://w3id.org/qkg/id/article/mine> .
  <https://w3id.org/qkg/id/article/mine> a schema:NewsArticle ; rdfs:label "甲市获奖"@zh ;
    qkg:textVersion <https://w3id.org/qkg/id/text/mine> .
  <https://w3id.org/qkg/id/text/mine> a qkg:TextVersion ;
    qkg:sha256 "{hashlib.sha256(TEXT.encode()).hexdigest()}" .
  <https://w3id.org/qkg/id/action/mine> a qkg:Action ; rdfs:label "参加评选"@zh ;
    qkg:evidence <https://w3id.org/qkg/id/evidence/mine-e1> , <https://w3id.org/qkg/id/evidence/mine-e2> .
  <https://w3id.org/qkg/id/evidence/mine-e1> a qkg:Evidence ; qkg:paragraph 2 ; qkg:confidence 0.7 ;
    oa:hasTarget <https://w3id.org/qkg/id/target/mine-e1> .
  <https://w3id.org/qkg/id/target/mine-e1> oa:hasSource <https://w3id.org/qkg/id/text/mine> ;
    oa:hasSelector <https://w3id.org/qkg/id/selector/mine-e1> , <https://w3id.org/qkg/id/selector/mine-e1q> .
  <https://w3id.org/qkg/id/selector/mine-e1> oa:start {START} ; oa:end {END - 1} .
  <https://w3id.org/qkg/id/selector/mine-e1q> oa:exact "{TEXT[START : END - 1]}" .
  <https://w3id.org/qkg/id/evidence/mine-e2> a qkg:Evidence ; qkg:paragraph 2 ;
    oa:hasTarget <https://w3id.org/qkg/id/target/mine-e2> .
  <https://w3id.org/qkg/id/target/mine-e2> oa:hasSource <https://w3id.org/qkg/id/text/mine> ;
    oa:hasSelector <https://w3id.org/qkg/id/selector/mine-e2> , <https://w3id.org/qkg/id/selector/mine-e2q> .
  <https://w3id.org/qkg/id/selector/mine-e2> oa:start {INNER} ; oa:end {INNER + 4} .
  <https://w3id.org/qkg/id/selector/mine-e2q> oa:exact "近20家" .
}}"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_span_leads_to_its_notes_and_back(client: httpx.Client, language: str) -> None:
    """All evidence items have an anchor and a note, and no link in the page leads nowhere."""
    page = client.get(f"/{language}{ARTICLE}", headers=HTML).text
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert len([one for one in ids if one.startswith("ev-")]) == EVIDENCE_ITEMS
    assert len([one for one in ids if one.startswith("note-")]) == EVIDENCE_ITEMS
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert not re.search(r'<a class="span[^>]*>\s*</a>', page), "a link without a name"


def test_the_head_says_who_and_when(client: httpx.Client) -> None:
    """Titles, byline, date and how it is known, in the article's own words."""
    page = client.get(f"/zh{ARTICLE}", headers=HTML).text
    for words in (
        "先行先试改革创新 真抓实干成效突出",
        "中国质量报",
        "2021年5月13日",
        "得自网页地址",
        "李艳",
        "闫锡坤",
    ):
        assert words in page
    assert "13 May 2021" in client.get(f"/en{ARTICLE}", headers=HTML).text


def test_a_fact_stands_beside_its_words(client: httpx.Client) -> None:
    """The note of the figure's evidence names the figure, says it, and links to its page."""
    page = client.get(f"/en{ARTICLE}", headers=HTML).text
    note = page[page.index('id="note-cqn-2021-05-13-e091"') :].partition("</li>\n          <li")[0]
    assert "/en/page/measure/cqn-2021-05-13-enterprises-benefiting" in note
    assert "nearly 1,000 enterprises" in note
    assert 'href="#ev-cqn-2021-05-13-e091"' in note


def test_the_data_is_the_graph_of_the_article_in_every_syntax(client: httpx.Client) -> None:
    """All syntaxes say the same triples as the graph store does."""
    graph = client.get("/graph-store", params={"graph": "https://w3id.org/qkg/graph/cqn-2021-05-13"}).text
    expected = {quad.triple for quad in ox.parse(graph, ox.RdfFormat.TURTLE)}
    for suffix, syntax in (
        ("ttl", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("rdf", ox.RdfFormat.RDF_XML),
        ("trig", ox.RdfFormat.TRIG),
        ("nq", ox.RdfFormat.N_QUADS),
    ):
        data = client.get(f"{ARTICLE}.{suffix}").content
        assert {quad.triple for quad in ox.parse(data, syntax)} == expected, suffix


def test_no_such_article(client: httpx.Client) -> None:
    """404 for the page and the data, also for names that no IRI can have."""
    for path in ("/article/none", "/article/none.ttl", "/article/%3Cx%3E"):
        assert client.get(path, headers=HTML).status_code == 404, path


def test_the_list(client: httpx.Client) -> None:
    """The article with its date; a page that is no number is refused."""
    listed = client.get("/articles.json").json()
    assert [one["published"] for one in listed["articles"]] == ["2021-05-13"]
    assert f"/zh{ARTICLE}" in client.get("/zh/articles", headers=HTML).text
    assert client.get("/articles", params={"page": "x"}).status_code == 400


def plain(page: str) -> str:
    """The text of the paragraphs as a reader sees it."""
    blocks = re.findall(r'<div class="text"><p[^>]*>(.*?)</p></div>', page, re.DOTALL)
    return "\n".join(re.sub(r"<[^>]+>", "", block) for block in blocks)


def test_without_the_text_quotes_and_gaps(start: Callable[..., Any]) -> None:
    """Nested spans of the second paragraph, and nothing of the first, which nothing rests on."""
    page = start(trig=OWN).client.get("/zh/article/mine", headers=HTML).text
    assert plain(page) == "全市共有近20家企业参加"
    assert 'data-evidence="mine-e2 mine-e1">近20家' in page
    assert "置信度 0.7" in page


def test_with_the_text_it_is_whole(start: Callable[..., Any], tmp_path: Path) -> None:
    """The same marks in the whole text, which the data does not hold."""
    source = tmp_path / "text.txt"
    source.write_bytes(TEXT.encode())
    served = start("--source", str(source), trig=OWN)
    page = served.client.get("/zh/article/mine", headers=HTML).text
    assert plain(page) == TEXT
    assert 'data-evidence="mine-e2 mine-e1">近20家' in page
    assert "甲市获奖。" not in served.client.get("/article/mine.ttl").text


def test_another_text_is_refused(qkg: Callable[..., Any], tmp_path: Path) -> None:
    """Exit code 2 with both digests; a file that is not there is named; the setting works like the option."""
    source = tmp_path / "text.txt"
    source.write_text("另一篇", encoding="utf-8")
    ended = qkg("serve", "--port", "0", "--source", str(source))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert hashlib.sha256("另一篇".encode()).hexdigest() in ended.stderr
    assert "945d0afe4d02ea0b543b4b5a97d137ec5d1976bd6a2ce42eaf88c05f9b25669f" in ended.stderr
    listed = os.pathsep.join([str(source), str(tmp_path / "absent.txt")])
    missing = qkg("serve", "--port", "0", QKG_SOURCE=listed)
    assert (missing.returncode, "absent.txt" in missing.stderr) == (2, True)
