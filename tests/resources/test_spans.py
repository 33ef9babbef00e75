"""Overlapping and nested spans become segments; what is not quoted is a gap of known length."""

from hypothesis import given
from hypothesis import strategies as st

from qkg.resources.spans import Paragraph, Span, of_quotes, of_text

TEXT = "甲乙丙丁戊己庚辛"


def span(id: str, start: int, end: int, paragraph: int = 1) -> Span:
    """A span that quotes TEXT."""
    return Span(id, start, end, paragraph, TEXT[start:end])


def drawn(paragraph: Paragraph) -> list[tuple[str | None, int, str, str]]:
    """Text, length, covering spans and opening spans of each segment."""
    return [(one.text, one.length, " ".join(one.spans), " ".join(one.opens)) for one in paragraph.segments]


def test_overlapping_spans() -> None:
    """Two that cross: three segments, the middle one belongs to both."""
    (paragraph,) = of_quotes([span("a", 0, 4), span("b", 2, 6)])
    assert drawn(paragraph) == [
        ("甲乙", 2, "a", "a"),
        ("丙丁", 2, "a b", "b"),
        ("戊己", 2, "b", ""),
    ]
    assert paragraph.spans == ("a", "b")


def test_nested_spans_name_the_narrowest_first() -> None:
    """A link leads to the closest proof; the longer is listed first beside the text."""
    (paragraph,) = of_quotes([span("whole", 0, 6), span("part", 0, 2)])
    assert drawn(paragraph) == [("甲乙", 2, "part whole", "part whole"), ("丙丁戊己", 4, "whole", "")]
    assert paragraph.spans == ("whole", "part")


def test_what_is_not_quoted_is_a_gap() -> None:
    """Its length is known from the positions, also at the end of a paragraph; a line break is no gap."""
    first, second = of_quotes([span("a", 0, 2), span("b", 4, 5), span("c", 6, 8, paragraph=2)])
    assert drawn(first) == [("甲乙", 2, "a", "a"), (None, 2, "", ""), ("戊", 1, "b", "b")]
    assert drawn(second) == [("庚辛", 2, "c", "c")]
    first, second = of_quotes([span("a", 0, 2), span("c", 6, 8, paragraph=2)])
    assert drawn(first) == [("甲乙", 2, "a", "a"), (None, 3, "", "")]


def test_the_whole_text_has_no_gaps() -> None:
    """Lines are paragraphs, blank ones are none; what nothing rests on is plain."""
    first, second = of_text("甲乙丙\n\n丁戊", [Span("a", 1, 2), Span("b", 5, 7)])
    assert drawn(first) == [("甲", 1, "", ""), ("乙", 1, "a", "a"), ("丙", 1, "", "")]
    assert drawn(second) == [("丁戊", 2, "b", "b")]


def test_a_span_over_two_paragraphs_opens_in_the_first() -> None:
    """It marks both and is listed once."""
    first, second = of_text("甲乙\n丙丁", [Span("a", 1, 4)])
    assert [one.spans for one in (first, second)] == [("a",), ()]
    assert drawn(second) == [("丙", 1, "a", ""), ("丁", 1, "", "")]


def test_a_quote_of_another_length_is_not_believed() -> None:
    """Where quote and position disagree the characters stay unknown."""
    (paragraph,) = of_quotes([Span("a", 0, 3, 1, "甲乙")])
    assert drawn(paragraph) == [(None, 3, "a", "a")]


def test_no_spans_no_paragraphs() -> None:
    """An article without evidence has nothing to show."""
    assert of_quotes([]) == []


BOUNDS = st.tuples(st.integers(0, 7), st.integers(1, 8)).filter(lambda pair: pair[0] < pair[1])


@given(st.lists(BOUNDS, max_size=8))
def test_segments_put_together_are_the_text(bounds: list[tuple[int, int]]) -> None:
    """Whatever the spans: nothing is lost or doubled, and each opens exactly once."""
    spans = [span(str(number), *pair) for number, pair in enumerate(bounds)]
    (paragraph,) = of_text(TEXT, spans)
    assert "".join(one.text or "" for one in paragraph.segments) == TEXT
    opened = [id for one in paragraph.segments for id in one.opens]
    assert sorted(opened) == sorted(one.id for one in spans)
    for one in spans:
        marked = "".join(part.text or "" for part in paragraph.segments if one.id in part.spans)
        assert marked == one.words
