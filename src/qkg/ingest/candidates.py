"""Candidates of an extractor to figures, mentions and relations, or the reason why not.

Owns the check of plain values: whatever is proposed carries words that stand in the text at the place that it
names. Knows nothing of what the rules found.
"""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from qkg.ingest.days import day, month
from qkg.ingest.figure import HEDGES, Figure
from qkg.ingest.mention import CLASSES, Mention
from qkg.ingest.proposal import NO_PLACE, NOT_THERE, WRONG, Reason
from qkg.ingest.relation import RELATIONS, Relation
from qkg.ingest.span import Span
from qkg.ingest.units import MEASURES

LONGEST: Final = 200
"""Characters of the words of one candidate."""
SURE: Final = 0.5
"""Confidence of what does not say how sure it is."""
CHANGES: Final = ("", "increase", "decrease")
_UNITS: Final = frozenset({"NUM", *(unit for unit, _ in MEASURES.values())})
_POINT: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_GREATEST: Final = 1e18
Read = Figure | Mention | Relation | Reason


class _Wrong(Exception):
    """A value that cannot be used; carries the reason."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.en)


def read(candidate: object, text: str, by: str) -> Read:
    """What a candidate says, in our values and marked with who says it; else why it cannot be used."""
    try:
        if not isinstance(candidate, Mapping):
            return WRONG
        reader = _READERS.get(_word(candidate, "type"))
        return reader(candidate, text, by) if reader else WRONG
    except _Wrong as error:
        return error.reason


def told(candidate: object) -> str:
    """A candidate in a few words, for the report."""
    words = candidate.get("words", candidate.get("kind")) if isinstance(candidate, Mapping) else candidate
    return re.sub(r"\s+", " ", str(words)[:LONGEST].encode("utf-8", "replace").decode())[:40]


def _figure(one: Mapping[str, Any], text: str, by: str) -> Figure:
    place, hedge = _place(one, text), _choice(one, "hedge", HEDGES, "exact")
    ranged = hedge == "range"
    low, value = (_number(one, "lower"), _number(one, "upper")) if ranged else (None, _number(one, "value"))
    if low is not None and low >= value:
        raise _Wrong(WRONG)
    return Figure(
        *place,
        verbatim=text[slice(*place)],
        value=None if ranged else value,
        lower=low if ranged else value if hedge in ("more-than", "at-least") else None,
        upper=value if ranged or hedge in ("nearly", "at-most") else None,
        unit=_choice(one, "unit", _UNITS, "NUM"),
        counter=_word(one, "counter", ""),
        hedge=hedge,
        period=_period(one),
        change=_choice(one, "change", CHANGES, ""),
        confidence=_confidence(one),
        by=by,
    )


def _mention(one: Mapping[str, Any], text: str, by: str) -> Mention:
    place = _place(one, text)
    words = text[slice(*place)]
    kind = _choice(one, "kind", CLASSES)
    return Mention(kind, *place, words, name=words, confidence=_confidence(one), by=by)


def _relation(one: Mapping[str, Any], text: str, by: str) -> Relation:
    kind = _choice(one, "kind", RELATIONS)
    ends = [one.get(side) for side in ("subject", "object")]
    if not all(isinstance(end, Mapping) for end in ends):
        raise _Wrong(WRONG)
    first, last = (_place(end, text) for end in ends if isinstance(end, Mapping))
    words = Span(min(first.start, last.start), max(first.end, last.end))
    return Relation(kind, first, last, words, _confidence(one), by)


_READERS: Final[Mapping[str, Callable[[Mapping[str, Any], str, str], Read]]] = {
    "figure": _figure,
    "mention": _mention,
    "relation": _relation,
}


def _place(one: Mapping[str, Any], text: str) -> Span:
    """Where the words stand: at ``start``, or in their one place where no start is given."""
    words, start = _word(one, "words"), one.get("start")
    if not words.strip() or len(words) > LONGEST or "\n" in words:
        raise _Wrong(WRONG)
    if start is None:
        start = text.find(words)
        if start < 0 or text.find(words, start + 1) >= 0:
            raise _Wrong(NO_PLACE)
    elif not isinstance(start, int) or isinstance(start, bool):
        raise _Wrong(WRONG)
    if not (0 <= start <= len(text) and text.startswith(words, start)):
        raise _Wrong(NOT_THERE)
    return Span(start, start + len(words))


def _word(one: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = one.get(key, default)
    if not isinstance(value, str) or len(value) > LONGEST or not value.isprintable():
        raise _Wrong(WRONG)
    return value


def _choice(one: Mapping[str, Any], key: str, known: Any, default: str | None = None) -> str:
    value = _word(one, key, default)
    if value not in known:
        raise _Wrong(WRONG)
    return value


def _number(one: Mapping[str, Any], key: str) -> float:
    value = one.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _GREATEST:
        raise _Wrong(WRONG)
    return float(value)


def _confidence(one: Mapping[str, Any]) -> float:
    value = one.get("confidence", SURE)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _Wrong(WRONG)
    return min(max(float(value), 0.0), 1.0)


def _period(one: Mapping[str, Any]) -> str:
    """An EDTF day, month, year or interval of them; empty where the rules shall say."""
    period = _word(one, "period", "")
    parts = period.split("/")
    good = len(parts) <= len("ab") and all(not part or _in_calendar(part) for part in parts)
    if not good or (period and not any(parts)):
        raise _Wrong(WRONG)
    return period


def _in_calendar(point: str) -> bool:
    found = _POINT.fullmatch(point)
    if not found or found[1] == "0000":
        return False
    year, number, which = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    return bool(month(year, number) and day(year, number, which))
