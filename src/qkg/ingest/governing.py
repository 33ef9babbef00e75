"""Which period governs a figure: the last one before it in its sentence.

A sentence that begins with 其中 goes on with the period of the one before. Owns sentences and clauses.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from qkg.ingest.recognised import Period
from qkg.ingest.span import Span

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”’]?")
_CLAUSE = re.compile(r"[^，。；！？：,;\n]+")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, lines apart."""
    return tuple(Span(*one.span()) for one in _SENTENCE.finditer(text))


def clauses(text: str) -> tuple[Span, ...]:
    """The stretches between commas, stops and colons."""
    return tuple(Span(*one.span()) for one in _CLAUSE.finditer(text))


def at(spans: Sequence[Span], place: int) -> int:
    """The number of the stretch that holds a place, or of the last one before it; -1 before all."""
    return bisect_right(spans, place, key=lambda one: one.start) - 1


def governs(text: str, parts: Sequence[Span], known: Sequence[Period], place: int) -> Period | None:
    """The period of what stands at a place."""
    number = at(parts, place)
    while number >= 0:
        here = parts[number]
        found = [one for one in known if here.start <= one.start < here.end and one.end <= place]
        if found:
            return found[-1]
        if not text.startswith("其中", here.start):
            return None
        number -= 1
    return None
