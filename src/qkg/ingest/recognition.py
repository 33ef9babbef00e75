"""A clean text to everything that was found in it. Owns the order of the steps and what rules out what."""

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from qkg.ingest.figure import UNSTATED, Figure
from qkg.ingest.figures import figures
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.governing import governs, sentences
from qkg.ingest.mention import Mention
from qkg.ingest.mentions import SENTENCES, mentions
from qkg.ingest.periods import periods
from qkg.ingest.recognised import Recognised
from qkg.ingest.span import shared
from qkg.ingest.text import Cleaned

LONGEST = 20_000
"""Characters that are read of one text; no article is longer, and what is behind them is told as left out."""


def recognise(cleaned: Cleaned, gazetteer: Gazetteer, published: date) -> Recognised:
    """Figures with their periods, mentions and periods of a text published on that day."""
    text = cleaned.clean[:LONGEST]
    named = mentions(text, gazetteer)
    known, parts = periods(text, published), sentences(text)
    found = []
    for one in _unnamed(figures(text), named):
        period = governs(text, parts, known, one.start)
        words = period.words if period else ""
        found.append(replace(one, period=period.edtf if period else UNSTATED, period_words=words))
    return Recognised(tuple(found), named, known)


def _unnamed(found: tuple[Figure, ...], named: tuple[Mention, ...]) -> list[Figure]:
    """Numbers inside a name are part of the name."""
    names = [one for one in named if one.kind not in SENTENCES]
    starts = [one.start for one in names]
    return [
        one
        for one in found
        if not any(
            shared(one, name)
            for name in names[max(0, bisect_right(starts, one.start) - 1) : bisect_right(starts, one.end)]
        )
    ]
