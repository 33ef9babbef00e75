"""Every page and its data as a crawler sees them: no dead link, no fault, the same triples in every syntax.

One walk from the start page over links in both languages and over every twin, then to every thing there is.
Of pages that differ only in their thing a few are walked on from; what the others link to is visited in one
language.
"""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import httpx
import pyoxigraph as ox
import pytest
from tests.crawl.vocabulary import faults
from tests.crawl.walker import Visited, Walker

from qkg.media import GRAPH_FORMATS

SPACE = "https://w3id.org/qkg"
RDF = {one.media_type: one.engine for one in GRAPH_FORMATS}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
MACHINERY = ("selector", "target")
"""Parts of evidence: each is visited as data, some as pages."""
GONE = 410
"""A past version of the vocabulary that is no longer kept says so; the link to it is part of its history."""
OWN_NAMES = {"中文", "English"}
"""Words that the switch of languages writes in their own language."""


@pytest.fixture(scope="module")
def iris(served: str) -> list[str]:
    """All things, as paths on this host: each IRI of the graph below ``/id/``."""
    query = f"""SELECT DISTINCT ?iri {{ {{ ?iri ?p ?o }} UNION {{ ?s ?p ?iri }}
      FILTER(ISIRI(?iri) && STRSTARTS(STR(?iri), "{SPACE}/id/")) }} ORDER BY ?iri"""
    answer = httpx.get(
        served + "sparql", params={"query": query, "format": "csv"}, trust_env=False, timeout=60
    )
    found = [line.removeprefix(SPACE) for line in answer.text.splitlines()[1:]]
    assert len(found) > 1000
    return found


@pytest.fixture(scope="module")
def walker(served: str, iris: list[str]) -> Iterator[Walker]:
    """The walk: from the start page, then to every thing, then to whatever was linked and not yet visited."""
    with closing(Walker(served)) as walker:
        everywhere(walker, iris)
        yield walker


def everywhere(walker: Walker, iris: list[str]) -> None:
    """Visit all that there is."""
    walker.walk(["/zh/", "/en/"])
    read = [iri for iri in iris if iri.split("/")[2] not in MACHINERY]
    for start, language in enumerate(("zh", "en")):
        walker.visit_all(read[start::2], **{"accept-language": language})
    walker.visit_all(iris, accept="text/turtle")
    rest = {plain(address) for address in walker.passed if not urlsplit(address).query}
    walker.visit_all(sorted(rest.difference(iris)))
    assert len(walker.visited) > len(iris) + len(read)


@pytest.fixture(scope="module")
def pages(walker: Walker) -> list[Visited]:
    """The pages among the answers."""
    found = [one for one in walker.visited if one.page is not None]
    assert len(found) > 4
    return found


def test_no_link_is_dead(walker: Walker) -> None:
    """Each address that a page names answers."""
    dead = [(one.status, one.asked, one.found_on) for one in walker.visited if one.status not in (200, GONE)]
    assert dead == [], dead


def plain(address: str) -> str:
    """The path of a page without language and suffix; that of a thing's page or data is its IRI's."""
    if urlsplit(address).path.startswith("/dump/"):
        return urlsplit(address).path
    path = re.sub(r"^/(?:zh|en)(?=/)|\.(?:ttl|nt|jsonld|rdf|trig|json|csv)$", "", urlsplit(address).path)
    return re.sub(r"^/(?:page|data)/(?=[^/]+/[^/]+$)", "/id/", path)


def test_every_thing_speaks_of_itself(walker: Walker, iris: list[str]) -> None:
    """The data behind an IRI has it as subject or object."""
    found = {one.asked: one for one in walker.visited if one.kind == "text/turtle"}
    silent = [
        iri
        for iri in iris
        if (one := found.get(urljoin(walker.base, iri))) is None
        or not any(SPACE + iri in (term.value for term in nodes(quad)) for quad in parsed(one))
    ]
    assert silent == []


def nodes(quad: ox.Quad) -> list[ox.NamedNode]:
    """Subject and object as far as they are IRIs."""
    return [term for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)]


def test_every_fragment_is_there(walker: Walker) -> None:
    """A link into a page leads to an id of that page; the description's own parts all open at its page."""
    there_is = {one.asked: one for one in walker.visited if one.page}
    lost = [
        (address, fragment, origin)
        for address, fragment, origin in sorted(walker.fragments)
        if (there := there_is.get(address))
        and there.page
        and fragment not in there.page.anchors
        and not urlsplit(address).path.endswith("/graph/description")
    ]
    assert lost == [], lost


def test_every_page_has_title_description_and_language(pages: list[Visited]) -> None:
    """In the markup and in the header, and they agree."""
    bare = [
        one.address
        for one in pages
        if not (one.page.title and one.page.description and one.page.language)
        or one.page.language.partition("-")[0] != one.headers.get("content-language", "").partition("-")[0]
    ]
    assert bare == []


def test_every_page_is_in_both_languages(pages: list[Visited]) -> None:
    """It names itself in both, and the walk went there."""
    single = [one.address for one in pages if not {"zh", "en"} <= set(one.page.languages)]
    assert single == []


def test_every_page_describes_itself_in_schema_org(pages: list[Visited]) -> None:
    """One description on each page: known types, properties of those types, values in their range."""
    types: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for one in (page for page in pages if page.status == 200):
        if len(one.page.json_ld) != 1:
            wrong[f"{len(one.page.json_ld)} descriptions"] = one.address
            continue
        said = json.loads(one.page.json_ld[0])
        types[said["@type"]] = one.address
        wrong |= {fault: one.address for fault in faults(said)}
    assert wrong == {}, wrong
    assert types.keys() >= EXPECTED


EXPECTED = {
    "Action",
    "AdministrativeArea",
    "CollectionPage",
    "Dataset",
    "DefinedTerm",
    "DefinedTermSet",
    "GovernmentOrganization",
    "NewsArticle",
    "Observation",
    "Person",
    "SearchResultsPage",
    "WebPage",
}
"""Kinds of things that pages describe."""


def literals(served: str) -> dict[str, set[str]]:
    """All words of the graph with the languages in which it says them; empty where it says none."""
    query = """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      SELECT DISTINCT ?words (LANG(?words) AS ?language) { ?s ?p ?words
      FILTER(DATATYPE(?words) IN (rdf:langString, xsd:string)) }"""
    answer = httpx.get(
        served + "sparql", params={"query": query, "format": "json"}, trust_env=False, timeout=60
    )
    found: dict[str, set[str]] = defaultdict(set)
    for row in answer.json()["results"]["bindings"]:
        found[" ".join(row["words"]["value"].split())].add(row["language"]["value"].partition("-")[0])
    return found


def test_no_words_of_the_graph_stand_in_the_wrong_language(served: str, pages: list[Visited]) -> None:
    """A literal says its language wherever it stands; no Chinese sentence is inside English."""
    said = literals(served)
    assert len(said) > 1000
    wrong = {
        (text[:60], language, urlsplit(one.address).path)
        for one in pages
        for text, language in one.page.texts
        if text not in OWN_NAMES and not fits(text, language.partition("-")[0], said)
    }
    assert wrong == set(), sorted(wrong)


def fits(text: str, language: str, said: dict[str, set[str]]) -> bool:
    """Whether words may stand in an element of that language."""
    chinese, latin = len(CHINESE.findall(text)), len(LATIN.findall(text))
    if language == "?" or (language == "en" and chinese > latin):
        return False
    coincidence = not CHINESE.search(text) and len(text.split()) < 3
    return text not in said or bool(said[text] & {language, ""}) or coincidence


def answers_of(walker: Walker, kinds: set[str]) -> Iterator[Visited]:
    """The answers of these media types."""
    return (one for one in walker.visited if one.kind in kinds and one.status == 200)


def test_data_can_be_read(walker: Walker) -> None:
    """JSON, CSV and XML of every twin parse."""
    for one in answers_of(walker, {"application/json", "application/ld+json", "application/problem+json"}):
        json.loads(one.body)
    for one in answers_of(walker, {"text/csv"}):
        widths = {len(row) for row in csv.reader(io.StringIO(one.body.decode()))}
        assert len(widths) == 1, one.address
    for one in answers_of(
        walker, {"application/xml", "application/opensearchdescription+xml", "image/svg+xml"}
    ):
        ET.fromstring(one.body)  # noqa: S314 - our own server's


def parsed(one: Visited) -> Iterator[ox.Quad]:
    """The quads of an answer."""
    return iter(ox.parse(one.body, RDF[one.kind], base_iri=one.address))


def triples(one: Visited) -> frozenset[ox.Triple]:
    """The triples of an answer; graph names are left out, blank nodes get names from their places."""
    found = [quad.triple for quad in parsed(one)]
    if any(isinstance(end, ox.BlankNode) for triple in found for end in (triple.subject, triple.object)):
        named = ox.Dataset(ox.Quad(*triple) for triple in found)
        named.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        found = [quad.triple for quad in named]
    return frozenset(found)


def test_every_syntax_says_the_same(walker: Walker) -> None:
    """Twins of one page are isomorphic; only a fragment describes itself under the address it has."""
    by_page: dict[str, dict[str, frozenset[ox.Triple]]] = defaultdict(dict)
    for one in answers_of(walker, set(RDF)):
        parts = urlsplit(one.address)
        if parts.path.startswith("/fragments"):
            continue
        by_page[re.sub(r"\.\w+$", "", parts.path) + "?" + parts.query][one.kind] = triples(one)
    differing = {
        page: {kind: len(found) for kind, found in twins.items()}
        for page, twins in by_page.items()
        if len(set(twins.values())) > 1
    }
    assert differing == {}, differing
