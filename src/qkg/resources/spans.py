"""A text cut where the words that prove something begin and end; overlaps and nesting become segments.

The text may be known only where it was quoted: what lies between is a gap of so many characters. Positions
count Unicode characters from 0, end exclusive. Must not know facts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Span:
    """A stretch of the text with its name; ``paragraph`` counts from 1, ``words`` are its text if quoted."""

    id: str
    start: int
    end: int
    paragraph: int = 1
    words: str = ""

    @property
    def length(self) -> int:
        """Characters."""
        return self.end - self.start


@dataclass(frozen=True)
class Segment:
    """Text that the same spans cover, narrowest first; ``text`` None is a gap of ``length`` characters.

    opens: the spans that begin here.
    """

    text: str | None
    length: int
    spans: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's number, its segments in order, and the spans that begin in it."""

    number: int
    segments: tuple[Segment, ...]
    spans: tuple[str, ...]


def quoted(spans: Sequence[Span]) -> list[str | None]:
    """The characters that quotes tell, None elsewhere."""
    known: list[str | None] = [None] * max((one.end for one in spans), default=0)
    for one in spans:
        if len(one.words) == one.length:
            known[one.start : one.end] = one.words
    return known


def of_quotes(spans: Sequence[Span]) -> list[Paragraph]:
    """The paragraphs as far as the quotes tell them; where one ends is known from where the next begins."""
    begins: dict[int, int] = {}
    for one in spans:
        begins[one.paragraph] = min(one.start, begins.get(one.paragraph, one.start))
    known = quoted(spans)
    numbers = sorted(begins, key=lambda number: begins[number])
    ends = [*(begins[number] - 1 for number in numbers[1:]), len(known)][: len(numbers)]
    return [
        _paragraph(number, known, begins[number], end, spans)
        for number, end in zip(numbers, ends, strict=True)
    ]


def of_text(text: str, spans: Sequence[Span]) -> list[Paragraph]:
    """The paragraphs of a whole text, its lines that are not blank."""
    known: list[str | None] = list(text)
    found: list[Paragraph] = []
    begin = 0
    for line in text.split("\n"):
        if line.strip():
            found.append(_paragraph(len(found) + 1, known, begin, begin + len(line), spans))
        begin += len(line) + 1
    return found


def _paragraph(
    number: int, known: Sequence[str | None], begin: int, end: int, spans: Sequence[Span]
) -> Paragraph:
    here = [one for one in spans if one.start < end and one.end > begin]
    segments = tuple(_segments(known, begin, end, here))
    opened = tuple(one.id for one in sorted(here, key=_place) if begin <= one.start)
    return Paragraph(number, segments, opened)


def _segments(known: Sequence[str | None], begin: int, end: int, spans: Sequence[Span]) -> Iterator[Segment]:
    cuts = _cuts(known, begin, end, spans)
    for start, stop in pairwise(cuts):
        over = sorted((one for one in spans if one.start <= start and one.end >= stop), key=_narrow)
        characters = known[start:stop]
        text = None if None in characters else "".join(one for one in characters if one is not None)
        opens = tuple(one.id for one in over if one.start == start)
        yield Segment(text, stop - start, tuple(one.id for one in over), opens)


def _cuts(known: Sequence[str | None], begin: int, end: int, spans: Iterable[Span]) -> list[int]:
    edges = {edge for one in spans for edge in (one.start, one.end) if begin < edge < end}
    turns = {at for at in range(begin + 1, end) if (known[at] is None) != (known[at - 1] is None)}
    return sorted({begin, end, *edges, *turns}) if begin < end else []


def _narrow(span: Span) -> tuple[int, int, str]:
    return span.length, span.start, span.id


def _place(span: Span) -> tuple[int, int, str]:
    return span.start, -span.length, span.id
