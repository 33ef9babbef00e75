"""Where the characters of a clean text stood in the raw one, in few numbers, and back."""

from array import array
from collections.abc import Sequence

from qkg.ingest.text import Cleaned

Runs = Sequence[Sequence[int]]
"""Each ``[place, start, end]``: from this clean place on, one raw character follows the other.

``end`` is that of the first, which may have been made of several."""


def runs(cleaned: Cleaned) -> list[list[int]]:
    """The alignment of a text."""
    found: list[list[int]] = []
    before = -1
    for place, (start, end) in enumerate(zip(cleaned.starts, cleaned.ends, strict=True)):
        if not found or start != before + 1 or end != start + 1:
            found.append([place, start, end])
        before = start
    return found


def aligned(clean: str, given: Runs) -> Cleaned:
    """A clean text with its places; its raw text is not known. ValueError where the numbers do not fit."""
    starts, ends = array("q"), array("q")
    for (place, start, end), until in zip(given, [*(one[0] for one in given[1:]), len(clean)], strict=True):
        if place != len(starts) or not place < until or not 0 <= start < end:
            raise ValueError("an alignment that does not fit")
        starts.extend(range(start, start + until - place))
        ends.append(end)
        ends.extend(range(start + 2, start + 1 + until - place))
    if len(starts) != len(clean):
        raise ValueError("an alignment that does not fit")
    return Cleaned("", clean, starts, ends)
