"""A text with what was recognised in it, laid out by sentence: what the relation patterns read.

Owns the questions that they share: who is the subject, what stands between, what is listed together.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from qkg.ingest.figure import Figure
from qkg.ingest.governing import sentences
from qkg.ingest.mention import Mention
from qkg.ingest.mentions import SENTENCES
from qkg.ingest.recognised import Recognised
from qkg.ingest.span import Span

_Value = TypeVar("_Value", Mention, Figure)
ACTORS = ("agency", "organisation", "enterprise", "place")
_TOGETHER = re.compile(r"\s*(?:、|和|与|及|以及|会同|联合|，|等)\s*")
_JOINED = re.compile(r"(?:、|和|与|及|以及|会同|联合)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its stretch, its names in order, what it judges or announces, its figures."""

    text: str
    span: Span
    names: Sequence[Mention]
    said: Sequence[Mention]
    figures: Sequence[Figure]

    def between(self, start: int, end: int) -> str:
        """The words from one place to another."""
        return self.text[start:end]

    def before(self, place: int, kinds: Collection[str]) -> Iterator[Mention]:
        """Names of these kinds that end at or before a place, the nearest first."""
        return (one for one in reversed(self.names) if one.end <= place and one.kind in kinds)

    def after(self, place: int, kinds: Collection[str]) -> Iterator[Mention]:
        """Names of these kinds that begin at or after a place, the nearest first."""
        return (one for one in self.names if one.start >= place and one.kind in kinds)

    def listed(self, last: Mention, kinds: Collection[str]) -> list[Mention]:
        """The mention and those joined to it by 、, 和, 会同 …, going back."""
        found = [last]
        for one in self.before(last.start, kinds):
            if not _JOINED.fullmatch(self.text, one.end, found[-1].start):
                break
            found.append(one)
        return found

    def joined(self, first: Mention, kinds: Collection[str]) -> list[Mention]:
        """The mention and those joined to it by 、 and the like, going on."""
        found = [first]
        for one in self.after(first.end, kinds):
            if not _JOINED.fullmatch(self.text, found[-1].end, one.start):
                break
            found.append(one)
        return found


def scenes(text: str, found: Recognised) -> list[list[Sentence]]:
    """The sentences of each paragraph."""
    paragraphs: list[list[Sentence]] = [[]]
    names = _Placed([one for one in found.mentions if one.kind not in SENTENCES])
    said = _Placed([one for one in found.mentions if one.kind in SENTENCES])
    figures = _Placed(found.figures)
    done = 0
    for span in sentences(text):
        if "\n" in text[done : span.start]:
            paragraphs.append([])
        done = span.end
        paragraphs[-1].append(
            Sentence(text, span, names.within(span), said.within(span), figures.within(span))
        )
    return paragraphs


class _Placed(Generic[_Value]):
    """Values in order of place, to be cut by sentence."""

    def __init__(self, values: Sequence[_Value]) -> None:
        self._values: Sequence[_Value] = values
        self._starts = [one.start for one in values]

    def within(self, span: Span) -> Sequence[_Value]:
        """Those that begin in a stretch."""
        return self._values[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]


def tie(one: Mention | Figure) -> Span:
    """The stretch of one end of a relation."""
    return Span(one.start, one.end)
