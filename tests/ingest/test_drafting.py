"""A draft stands on its own words: every quote is in the text, every fact has evidence, the shapes pass."""

from datetime import date

import pyoxigraph as ox
import pytest
from tests.gold.folder import OPEN, folders, read

from qkg.check import commit
from qkg.dataset.assets import find_assets
from qkg.ingest.draft import Draft, Meta
from qkg.ingest.ingesting import ingest, packaged
from qkg.namespaces import ONTOLOGY, PREFIXES, THING

PAPER = THING + "media/china-quality-news"
ASSETS = find_assets()
KNOWN = packaged(ASSETS)
TEXTS = [read(one) for one in folders(OPEN) if "page.html" not in {file.name for file in one.iterdir()}]


def made(raw: str | bytes, slug: str = "a-text", published: date = date(2023, 5, 4)) -> Draft:
    """The draft of a text."""
    found = ingest(raw, Meta(slug, published, PAPER), KNOWN)
    assert found is not None
    return found


def triples(one: Draft) -> list[ox.Quad]:
    """The triples of a draft, in its graph."""
    graph = ox.NamedNode(one.graph)
    parsed = ox.parse(one.turtle, format=ox.RdfFormat.TURTLE)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]


def table(one: Draft, query: str) -> list[tuple[str, ...]]:
    """The rows of a query over a draft alone."""
    store = ox.Store()
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in triples(one))
    answer = store.query(query, prefixes=dict(PREFIXES))
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(value.value for value in row) for row in answer]


QUOTES = """SELECT ?quote ?start ?end ?rawstart ?rawend {
  ?evidence oa:hasTarget ?clean , ?raw . ?clean oa:hasSelector ?words , ?place .
  ?words oa:exact ?quote . ?place oa:start ?start ; oa:end ?end .
  ?raw oa:hasSource ?version ; oa:hasSelector ?there . ?there oa:start ?rawstart ; oa:end ?rawend .
  FILTER(STRENDS(STR(?version), "-raw")) FILTER(?clean != ?raw) }"""


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    """The drafts of all open gold texts."""
    return [made(one.raw, one.name, one.published) for one in TEXTS]


def test_every_quote_stands_where_it_says(drafts: list[Draft]) -> None:
    """In the clean text by its words, in the raw text by cleaning what stands there."""
    for one in drafts:
        rows = table(one, QUOTES)
        assert rows
        for quote, start, end, raw_start, raw_end in rows:
            assert one.cleaned.clean[int(start) : int(end)] == quote
            assert one.cleaned.to_raw(int(start), int(end)) == (int(raw_start), int(raw_end))


def test_the_shapes_pass(drafts: list[Draft]) -> None:
    """All drafts together, as they would be committed; and a draft without its evidence would not."""
    files = [ASSETS.ontology, ASSETS.stubs, *ASSETS.schemes, *ASSETS.data]
    rules = [quad for path in ASSETS.shapes for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]
    published = [quad for path in files for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]
    new = [quad for one in drafts for quad in triples(one)]
    assert commit.report([*published, *new], new, rules) == ""
    bare = [quad for quad in triples(drafts[0]) if quad.predicate.value != ONTOLOGY + "evidence"]
    assert "fact-evidence" in commit.report([*published, *bare], bare, rules)


def test_nothing_that_is_published_is_said_again(drafts: list[Draft]) -> None:
    """No triple may stand in two graphs."""
    published = {
        (quad.subject, quad.predicate, quad.object)
        for path in (*ASSETS.data, *ASSETS.schemes)
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    }
    for one in drafts:
        assert [
            quad for quad in triples(one) if (quad.subject, quad.predicate, quad.object) in published
        ] == []


def test_every_figure_is_a_measure_or_left_out_with_the_reason(drafts: list[Draft]) -> None:
    """Ranges have no concept in the scheme; they are the only ones left out."""
    for one in drafts:
        rows = table(one, "SELECT ?words { ?measure a qkg:Measure ; qkg:verbatim ?words }")
        ranges = [figure.verbatim for figure in one.recognised.figures if figure.hedge == "range"]
        assert len(rows) + len(ranges) == len(one.recognised.figures)
        assert set(ranges) <= {gap.words for gap in one.left_out}


def test_a_quoted_claim_has_its_speaker() -> None:
    """据甲介绍: the evidence of the figure names the agency and not the paper."""
    one = made("标题\n据湖南省市场监管局介绍，去年合格率达到96.1%。")
    rows = table(
        one,
        "SELECT ?who ?p { ?m a qkg:Measure ; qkg:evidence/qkg:speaker ?who ; "
        "sdmx-dimension:refPeriod/qkg:edtf ?p }",
    )
    assert rows == [(THING + "agency/hunan-administration-for-market-regulation", "2022")]


def test_names_of_the_graph_are_linked_and_new_ones_proposed() -> None:
    """What is published keeps its address; what is new has one, English from the glossary or none."""
    one = made("市场监管总局、湖南省市场监管局印发《质量办法》。")
    links = {link.words: (link.thing, link.new, link.english) for link in one.links}
    assert links["市场监管总局"][:2] == (THING + "agency/samr", False)
    assert links["湖南省市场监管局"][1:] == (True, "Hunan Administration for Market Regulation")
    assert links["质量办法"][1:] == (True, "")
    labels = table(one, "SELECT ?en { ?d a qkg:PolicyDocument ; rdfs:label ?en FILTER(LANG(?en) = 'en') }")
    assert labels == [("Zhi liang ban fa [Pinyin]",)]


def test_signs_that_turtle_does_not_like() -> None:
    """Quotes, backslashes and tabs in the text come back from the Turtle as they were."""
    one = made('“甲\\乙"丙”	公司称，2022年收入5万元。')
    assert all(one.cleaned.clean[int(row[1]) : int(row[2])] == row[0] for row in table(one, QUOTES))


def test_what_is_no_text_gives_no_draft() -> None:
    """Empty and unreadable input."""
    assert ingest(b"", Meta("a", date(2023, 5, 4), PAPER), KNOWN) is None
    assert ingest(bytes(range(256)) * 8, Meta("a", date(2023, 5, 4), PAPER), KNOWN) is None


def test_a_new_thing_never_takes_the_address_of_another() -> None:
    """包头 is Baotou in the graph; a place read the same way gets a number."""
    known = KNOWN.find("place", "包头市")
    assert known is not None
    one = made("标题\n近日，市场监管总局在宝投市查处5家企业。宝投市表示感谢。")
    links = {link.words: link.thing for link in one.links if link.kind == "place"}
    assert links["宝投市"] == known.thing + "-2"
