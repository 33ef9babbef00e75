"""A text in lines of a drawing, which cannot wrap itself: Chinese breaks anywhere, English at its blanks."""

from itertools import accumulate
from typing import Final
from unicodedata import east_asian_width

NARROW: Final = 0.54
"""How wide a Latin letter is, of the height of the type; a Chinese character is as wide as it is high."""


def wide(text: str) -> float:
    """About how wide a text is, in heights of its type."""
    return sum(1.0 if east_asian_width(sign) in "WF" else NARROW for sign in text)


def wrapped(text: str, width: float, most: int = 2) -> list[str]:
    """At most so many lines of at most this width; what does not fit is cut, with an ellipsis."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most - 1 and wide(rest) > width:
        end = _break(rest, width)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*lines, _cut(rest, width)] if rest else lines


def _break(text: str, width: float) -> int:
    """Where the line ends: after the last sign that fits, or at the last blank where a word would be torn."""
    end = max(1, sum(sofar <= width for sofar in accumulate(wide(sign) for sign in text)))
    torn = text[end - 1 : end + 1]
    blank = text.rfind(" ", 0, end)
    return blank if torn.isascii() and torn.isalnum() and blank > 0 else end


def _cut(text: str, width: float) -> str:
    if wide(text) <= width:
        return text
    return text[: max(1, _break(text, width - 1))].rstrip() + "…"
