"""A figure's amount and its period in the drafter's notation: what a measure says of them, and its label.

Apart from ``measuring`` because a review writes amounts too, and needs nothing else of the drafter.
"""

import re
from collections.abc import Iterator
from typing import Final

from qkg.ingest.figure import Figure
from qkg.ingest.notation import block, decimal, iri, labels, text
from qkg.namespaces import THING

_SAID: Final = {
    "exact": "",
    "nearly": "nearly ",
    "more-than": "more than ",
    "about": "about ",
    "at-least": "at least ",
    "at-most": "at most ",
}
_EXACT_DIGITS: Final = re.compile(r"\.0$")


def said(figure: Figure) -> str:
    """The figure in a few English words, as its label ends."""
    number = _EXACT_DIGITS.sub("", decimal(figure.value or 0.0))
    return f"{_SAID[figure.hedge]}{number} {figure.unit}"


def amount(figure: Figure) -> Iterator[tuple[str, str]]:
    """Value, unit, hedge, bounds and direction, as a measure has them."""
    yield "sdmx-measure:obsValue", decimal(figure.value or 0.0)
    yield "sdmx-attribute:unitMeasure", f"unit:{figure.unit}"
    yield "qkg:approximation", iri(f"{THING}approximation/{figure.hedge}")
    if figure.lower is not None:
        yield "qkg:lowerBound", decimal(figure.lower)
    if figure.upper is not None:
        yield "qkg:upperBound", decimal(figure.upper)
    if figure.change:
        yield "qkg:changeDirection", iri(f"{THING}change/{figure.change}")


def period_block(name: str, edtf: str, words: str) -> str:
    """A period as Turtle; without words it runs until publication."""
    told = ("qkg:periodText", text(words)) if words else ("qkg:notStated", "qkg:periodText")
    names = labels(
        words or "时段未说明（截至发表）", edtf if words else "period not stated (until publication)"
    )
    return block(name, "qkg:Period", [*names, ("qkg:edtf", text(edtf)), told])
