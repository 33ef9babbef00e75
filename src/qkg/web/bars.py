"""The bar of a figure: its length beside what it compares with, its hedge as an end that fades."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from qkg.resources.wording import Figure

WIDTH: Final = 120
ROOM: Final = Decimal("1.2")
"""So much wider than the largest figure is the scale, for what lies beyond an open end."""
FADE: Final = 14
UNDER: Final = ("nearly", "at-most")
OVER: Final = ("more-than", "at-least")
EXCLUDED: Final = ("nearly", "more-than")
"""Hedges whose number is a bound that is not reached."""


@dataclass(frozen=True)
class Bar:
    """Where the solid part ends and where the fading part begins and ends, in units of the drawing.

    limit: where a bound stands. within: whether the bound itself is included.
    """

    solid: float
    fade: tuple[float, float] | None
    limit: float | None
    within: bool = False


def bar(figure: Figure, largest: Decimal, width: float = WIDTH, fade: float = FADE) -> Bar:
    """The bar on a scale that starts at nought; below nought nothing is drawn."""
    scale = float(largest * ROOM) or 1.0
    within = figure.hedge not in EXCLUDED
    if figure.between:
        low, high = (_placed(one, scale, width) for one in figure.between)
        return Bar(low, (low, high), high, within)
    end = _placed(figure.value, scale, width)
    start, beyond = max(0.0, end - fade), min(width, end + fade)
    if figure.hedge in UNDER:
        return Bar(start, (start, end), end, within)
    if figure.hedge in OVER:
        return Bar(end, (end, beyond), end, within)
    if figure.hedge == "about":
        start = max(0.0, end - fade / 2)
        return Bar(start, (start, min(width, end + fade / 2)), None)
    return Bar(end, None, None)


def _placed(value: Decimal, scale: float, width: float) -> float:
    return max(0.0, min(width, float(value) / scale * width))
