"""What the rules found and what an extractor proposes, as one. Owns who wins: the rules.

A candidate that says what the rules say agrees with them; one that overlaps a reading of the rules, or of an
extractor that was asked before, and says something else is dropped; the others are taken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from qkg.ingest.candidates import read, told
from qkg.ingest.figure import UNSTATED, Figure
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.governing import governs, sentences
from qkg.ingest.mention import Mention
from qkg.ingest.mentions import SENTENCES, linked
from qkg.ingest.proposal import LOOSE, TAKEN, TOO_MANY, Dropped, Reason, Tried
from qkg.ingest.recognised import Recognised
from qkg.ingest.relation import RELATIONS, Relation
from qkg.ingest.span import Span, shared

MOST: Final = 2000
"""Candidates that are looked at of one extractor and text."""


class Merging:
    """One text's findings, growing by what extractors add."""

    def __init__(
        self, text: str, published: date, found: Recognised, relations: Sequence[Relation], known: Gazetteer
    ) -> None:
        self._text, self._published, self._known = text, published, known
        self._periods, self._sentences = found.periods, sentences(text)
        self._figures, self._mentions, self._relations = (
            list(found.figures),
            list(found.mentions),
            list(relations),
        )

    def add(self, extractor: str, candidates: Iterable[object]) -> Tried:
        """Take what can be taken; relations come last, because they join what stands then."""
        taken = agreed = 0
        dropped: list[Dropped] = []
        later: list[tuple[object, Relation]] = []
        for number, candidate in enumerate(candidates):
            if number >= MOST:
                dropped.append(Dropped("…", TOO_MANY))
                break
            one = read(candidate, self._text, extractor)
            if isinstance(one, Relation):
                later.append((candidate, one))
                continue
            came = one if isinstance(one, Reason) else self._take(one)
            taken, agreed = taken + (came is True), agreed + (came is False)
            if isinstance(came, Reason):
                dropped.append(Dropped(told(candidate), came))
        for candidate, tie in later:
            came = self._tie(tie)
            taken, agreed = taken + (came is True), agreed + (came is False)
            if isinstance(came, Reason):
                dropped.append(Dropped(told(candidate), came))
        return Tried(extractor, taken, agreed, tuple(dropped))

    def _take(self, one: Figure | Mention) -> bool | Reason:
        """True where it was taken, False where it agrees."""
        return self._figure(one) if isinstance(one, Figure) else self._mention(one)

    def _figure(self, one: Figure) -> bool | Reason:
        names = [other for other in self._mentions if other.kind not in SENTENCES]
        over = [other for other in self._figures if shared(one, other)]
        if any(_same(one, other) for other in over):
            return False
        if over or any(shared(one, name) for name in names):
            return TAKEN
        self._figures.append(self._dated(one))
        return True

    def _dated(self, one: Figure) -> Figure:
        """With the period of the rules, where it names none."""
        if one.period:
            return one
        period = governs(self._text, self._sentences, self._periods, one.start)
        return replace(
            one,
            period=period.edtf if period else UNSTATED,
            period_words=period.words if period else "",
        )

    def _mention(self, one: Mention) -> bool | Reason:
        alike = [other for other in self._mentions if (other.kind in SENTENCES) == (one.kind in SENTENCES)]
        over = [other for other in alike if shared(one, other)]
        if any((other.kind, other.start, other.end) == (one.kind, one.start, one.end) for other in over):
            return False
        numbers = one.kind not in SENTENCES and any(shared(one, figure) for figure in self._figures)
        if over or numbers:
            return TAKEN
        self._mentions.append(linked(one, self._known, one.words))
        return True

    def _tie(self, one: Relation) -> bool | Reason:
        kinds = {Span(other.start, other.end): other.kind for other in self._mentions}
        kinds.update({Span(other.start, other.end): "figure" for other in self._figures})
        ends = RELATIONS[one.kind]
        if kinds.get(one.subject) not in ends[0] or kinds.get(one.object) not in ends[1]:
            return LOOSE
        said = {(other.kind, other.subject, other.object) for other in self._relations}
        if (one.kind, one.subject, one.object) in said:
            return False
        self._relations.append(one)
        return True

    @property
    def recognised(self) -> Recognised:
        """Everything that stands, in the order of the text."""
        return Recognised(
            tuple(sorted(self._figures, key=lambda one: one.start)),
            tuple(sorted(self._mentions, key=lambda one: (one.start, one.end))),
            self._periods,
        )

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Every relation, those of the rules first where two begin at one place."""
        return tuple(sorted(self._relations, key=lambda one: (one.words.start, one.subject, one.kind)))


def _same(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same of words that overlap."""
    return (one.value, one.lower, one.upper, one.unit, one.hedge) == (
        other.value,
        other.lower,
        other.upper,
        other.unit,
        other.hedge,
    )
