"""Quoted words to positions, so that nobody counts characters by hand.

A quote stands in the text as it is written. Brackets narrow it down: of ``合格率[95.2%]`` only ``95.2%`` is
meant. ``#2`` at the end picks the second of several places. Words that do not stand there are an error.
"""

import re

from tests.gold.values import GoldError

from qkg.ingest.span import Span

_QUOTE = re.compile(
    r"(?P<before>[^\[\]#]*)(?:\[(?P<inner>[^\[\]#]+)\](?P<after>[^\[\]#]*))?(?:#(?P<nth>[1-9]\d*))?"
)


def places(text: str, quote: str) -> list[Span]:
    """Every place of the quote in the text, first to last; at least one."""
    parts = _QUOTE.fullmatch(quote)
    if parts is None or not (parts["before"] or parts["inner"]):
        raise GoldError(f"not a quote: {quote!r}")
    before, inner, after = parts["before"], parts["inner"], parts["after"] or ""
    if inner is None:
        before, inner = "", before
    words = before + inner + after
    found = [
        Span(one.start() + len(before), one.start() + len(before) + len(inner))
        for one in re.finditer(re.escape(words), text)
    ]
    return _picked(found, parts["nth"], quote)


def _picked(found: list[Span], nth: str | None, quote: str) -> list[Span]:
    if not found or (nth and int(nth) > len(found)):
        raise GoldError(f"not in the text: {quote!r}")
    return [found[int(nth) - 1]] if nth else found


def place(text: str, quote: str) -> Span:
    """The one place of the quote; several are an error."""
    found = places(text, quote)
    if len(found) > 1:
        raise GoldError(f"stands {len(found)} times in the text, say which: {quote!r}")
    return found[0]
