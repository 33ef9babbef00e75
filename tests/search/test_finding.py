"""What a search finds, in which order, and what it shows."""

from collections.abc import Callable

import pytest
from tests.search.conftest import SMALL, THING

from qkg.search.finding import Found, Page, find
from qkg.search.index import Index

ONTOLOGY = "https://w3id.org/qkg/ontology#"


def things(found: Found) -> list[str]:
    """The found IRIs, short."""
    return [hit.iri.removeprefix(THING).removeprefix(ONTOLOGY) for hit in found.hits]


def marked(found: Found, number: int = 0) -> list[str]:
    """The marked segments of a hit."""
    return [one.text for one in found.hits[number].snippet.segments if one.match]


def test_one_character_finds_names_before_quotes(small: Index) -> None:
    """包 begins the city's name and stands in one quote."""
    found = small.ask(find, "包", Page())
    assert things(found) == ["place/baotou", "evidence/e1"]
    assert marked(found) == ["包"]
    assert found.hits[1].snippet.field == "quote"


def test_whole_name_before_beginning_before_inside(small: Index) -> None:
    """质量奖 is one award's name and begins another's; the quote holds it."""
    found = small.ask(find, "质量奖", Page())
    assert things(found) == ["award/prize", "award/second", "evidence/e1"]


def test_another_name_finds_the_thing(small: Index) -> None:
    """鹿城 is what people call the city."""
    found = small.ask(find, "鹿城", Page())
    assert things(found) == ["place/baotou"]
    assert found.hits[0].snippet.field == "alternative"


@pytest.mark.parametrize("form", ["award", "awards", "awarded", "AWARDING"])
def test_word_forms_of_english(small: Index, form: str) -> None:
    """The definition says: Awarded once a year."""
    assert "award/prize" in things(small.ask(find, form, Page(language="en")))


def test_traditional_characters_find_simplified_text(small: Index) -> None:
    """質量獎 is 质量奖 in Taiwan and Hong Kong."""
    assert things(small.ask(find, "質量獎", Page()))[0] == "award/prize"


def test_words_may_stand_in_different_fields_and_languages(small: Index) -> None:
    """The name is Chinese, the definition English."""
    assert things(small.ask(find, "质量奖 year", Page())) == ["award/prize"]


def test_a_phrase_does_not_reach_from_one_text_into_the_next(
    indexed: Callable[[str], Index],
) -> None:
    """Two other names stand side by side in one column."""
    index = indexed('graph:a { <urn:x> rdfs:label "总"@zh ; skos:altLabel "甲乙"@zh , "丙丁"@zh . }')
    assert index.ask(find, "丙丁", Page()).total == 1
    found = index.ask(find, "乙丙", Page()), index.ask(find, "丁甲", Page())
    assert [one.total for one in found] == [0, 0]


def test_where_not_all_occurs_the_nearest_is_found_and_said_to_be_loose(small: Index) -> None:
    """No text holds 包头市质量大会."""
    found = small.ask(find, "包头市质量大会", Page())
    assert found.loose
    assert things(found)[0] == "place/baotou"
    assert not small.ask(find, "包头市", Page()).loose


def test_nothing_and_punctuation_find_nothing(small: Index) -> None:
    """Neither is an error."""
    for text in ("", "   ", '！？ -*"', "zzzqqq"):
        found = small.ask(find, text, Page())
        assert (found.total, len(found.hits), found.loose) == (0, 0, False)


def test_kinds_are_counted_and_narrow_the_search(small: Index) -> None:
    """A wider kind holds the narrower; counts are those of the whole search."""
    found = small.ask(find, "质量奖", Page(kind=ONTOLOGY + "Award"))
    assert things(found) == ["award/prize", "award/second"]
    assert dict(found.kinds) == {ONTOLOGY + "Award": 2, ONTOLOGY + "Evidence": 1}
    wider = small.ask(find, "质量奖", Page(kind="http://www.w3.org/ns/prov#Entity"))
    assert things(wider) == ["award/prize", "award/second"]


def test_the_kind_shown_is_the_narrowest(small: Index) -> None:
    """An award is also a prov:Entity."""
    assert small.ask(find, "质量奖", Page()).hits[0].kind == ONTOLOGY + "Award"


def test_pages_follow_each_other_without_gap_or_repeat(small: Index) -> None:
    """One hit a page; the total stays the same; beyond the end there is nothing."""
    pages = [small.ask(find, "质量", Page(limit=1, start=start)) for start in range(4)]
    assert [things(page) for page in pages] == [["award/prize"], ["award/second"], ["evidence/e1"], []]
    assert [page.total for page in pages[:3]] == [3, 3, 3]


def test_the_snippet_is_in_the_readers_language_where_it_can_be(
    indexed: Callable[[str], Index],
) -> None:
    """The same word stands in both definitions."""
    index = indexed(
        'graph:a { <urn:x> rdfs:label "甲"@zh ; '
        'skos:definition "使用 SPARQL 查询"@zh , "asks by SPARQL"@en . }'
    )
    shown = [index.ask(find, "sparql", Page(language=one)).hits[0].snippet for one in ("zh", "en")]
    assert [(one.language, one.text) for one in shown] == [
        ("zh", "使用 SPARQL 查询"),
        ("en", "asks by SPARQL"),
    ]


def test_a_long_text_is_cut_around_the_match(indexed: Callable[[str], Index]) -> None:
    """200 characters before, 200 behind."""
    text = "前" * 200 + "包头" + "后" * 200
    index = indexed(f'graph:a {{ <urn:x> rdfs:label "甲"@zh ; rdfs:comment "{text}"@zh . }}')
    found = index.ask(find, "包头", Page())
    assert found.hits[0].snippet.text == "…" + "前" * 20 + "包头" + "后" * 58 + "…"
    assert marked(found) == ["包头"]


def test_marks_of_this_package_in_a_text_do_no_harm(indexed: Callable[[str], Index]) -> None:
    """Control characters and the dividing character in data."""
    index = indexed('graph:a { <urn:x> rdfs:label "甲\\u0002乙\\uE000丙"@zh . }')
    assert marked(index.ask(find, "丙", Page())) == ["丙"]


def test_every_thing_of_the_small_graph_is_a_document(small: Index) -> None:
    """Target and selector have no name."""
    assert small.documents == 7
    assert SMALL.count("rdfs:label") == 7
