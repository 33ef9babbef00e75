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


@dataclass(frozen=True)
class Bar:
    """Where the solid part ends and where the fading part begins and ends, in units of the drawing."""

    solid: float
    fade: tuple[float, float] | None
    limit: float | None


def bar(figure: Figure, largest: Decimal) -> Bar:
    """The bar on a scale that starts at nought; below nought nothing is drawn."""
    scale = float(largest * ROOM) or 1.0
    end = max(0.0, min(WIDTH, float(figure.value) / scale * WIDTH))
    if figure.between:
        low, high = (max(0.0, min(WIDTH, float(one) / scale * WIDTH)) for one in figure.between)
        return Bar(low, (low, high), high)
    if figure.hedge in UNDER:
        start = max(0.0, end - FADE)
        return Bar(start, (start, end), end)
    if figure.hedge in OVER:
        return Bar(end, (end, min(WIDTH, end + FADE)), end)
    if figure.hedge == "about":
        start = max(0.0, end - FADE / 2)
        return Bar(start, (start, min(WIDTH, end + FADE / 2)), None)
    return Bar(end, None, None)
