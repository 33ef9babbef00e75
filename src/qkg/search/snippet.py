"""The words that were found, in the text in which they stand, as segments. Must not know HTML."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qkg.search.folding import GAP, OPEN, SHUT, STOP, fold, marks
from qkg.search.gathering import FIELDS
from qkg.search.wording import Wording

BEFORE: Final = {"zh": 20, "en": 50}
LENGTH: Final = {"zh": 80, "en": 200}
"""Characters of a snippet, and how many of them stand before its first match."""
_DIVIDER: Final = STOP.strip(GAP)
Marks = list[tuple[int, int]]


@dataclass(frozen=True)
class Segment:
    """A stretch of text, and whether it is what was looked for."""

    text: str
    match: bool


@dataclass(frozen=True)
class Snippet:
    """The field and language of a text, and its part around the first match."""

    field: str
    language: str
    segments: Sequence[Segment]

    @property
    def text(self) -> str:
        """The segments as one text."""
        return "".join(one.text for one in self.segments)


@dataclass(frozen=True)
class Target:
    """A thing by its number in the index, and the field to look in ('' for any)."""

    id: int
    field: str


@dataclass(frozen=True)
class _Marked:
    field: str
    language: str
    text: str
    marks: Marks


def snippets(
    index: sqlite3.Connection, targets: Sequence[Target], wording: Wording, expression: str, language: str
) -> dict[int, Snippet]:
    """A snippet for each target, by its number; one in the reader's language where there is a choice."""
    highlighted = _highlighted(index, targets, expression)
    return {
        one.id: _cut(_choose(list(_marked(index, one, highlighted, wording)), one.field, language))
        for one in targets
    }


def _highlighted(
    index: sqlite3.Connection, targets: Sequence[Target], expression: str
) -> dict[int, list[str]]:
    columns = ", ".join(f"highlight(words, {number}, ?, ?)" for number in range(len(FIELDS)))
    wanted = ", ".join(str(one.id) for one in targets)
    question = f"SELECT rowid, {columns} FROM words WHERE words MATCH ? AND rowid IN ({wanted})"  # noqa: S608 - numbers
    values = [*[OPEN, SHUT] * len(FIELDS), expression]
    return {id: list(found) for id, *found in index.execute(question, values)}


def _marked(
    index: sqlite3.Connection, target: Target, highlighted: dict[int, list[str]], wording: Wording
) -> Iterator[_Marked]:
    columns = [(column or "").split(_DIVIDER) for column in highlighted.get(target.id, [""] * len(FIELDS))]
    question = "SELECT field, position, language, text FROM said WHERE thing = ? ORDER BY field, position"
    for field, position, language, text in index.execute(question, (target.id,)):
        texts = columns[field]
        found = marks(texts[position]) if position < len(texts) else []
        yield _Marked(FIELDS[field], language, text, found or _beginning(text, wording))


def _beginning(text: str, wording: Wording) -> Marks:
    folded = fold(text)
    return [(0, len(wording.whole))] if folded.startswith(wording.whole) else []


def _choose(texts: Sequence[_Marked], field: str, language: str) -> _Marked:
    def rank(one: _Marked) -> tuple[bool, bool, bool]:
        return (not one.marks, field not in ("", one.field), one.language != language)

    return min(texts, key=rank)


def _cut(chosen: _Marked) -> Snippet:
    text, found = chosen.text, chosen.marks
    kind = "en" if chosen.language == "en" else "zh"
    first = found[0][0] if found else 0
    start = max(0, first - BEFORE[kind]) if len(text) > LENGTH[kind] else 0
    end = min(len(text), start + LENGTH[kind])
    segments = list(_segments(text, start, end, found))
    if start:
        segments.insert(0, Segment("…", match=False))
    if end < len(text):
        segments.append(Segment("…", match=False))
    return Snippet(chosen.field, chosen.language, tuple(segments))


def _segments(text: str, start: int, end: int, found: Iterable[tuple[int, int]]) -> Iterator[Segment]:
    at = start
    cut = ((max(opening, start), min(closing, end)) for opening, closing in found)
    for opening, closing in (pair for pair in cut if pair[0] < pair[1]):
        if at < opening:
            yield Segment(text[at:opening], match=False)
        yield Segment(text[opening:closing], match=True)
        at = closing
    if at < end:
        yield Segment(text[at:end], match=False)
