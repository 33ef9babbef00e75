"""Charts of figures: one for each group that may be compared, each on an axis of its own.

A chart is values for ``charts.html``, which draws it on the page and, with looks of its own, as a file
(``/figures.svg``). A bound that is not reached ends in a ring, one that is included in a disc, and what the
source leaves open fades.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from qkg.resources.figure_list import Reported
from qkg.resources.numbers import written
from qkg.resources.wording import told
from qkg.web.bars import ROOM, Bar, bar
from qkg.web.wrapping import wide, wrapped

WIDTH: Final = 360
PAD: Final = 10
PLOT: Final = WIDTH - 2 * PAD
FADE: Final = 44
SAID, LINE, THICK, GAP, AXIS = 20, 17, 12, 16, 30
"""Heights: what is said, a line of a name, a bar, the space after it, the axis."""
SMALL: Final = 13
MOST_TICKS: Final = 4
STEPS: Final = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Tick:
    """A number on the axis; ``anchor`` keeps its text inside the drawing."""

    at: float
    text: str
    anchor: str


@dataclass(frozen=True)
class Drawn:
    """A figure in a chart: its top, what is said, its name in lines, its bar, and the way to its words."""

    top: float
    said: str
    lines: Sequence[str]
    name: str
    tongue: str
    bar: Bar
    href: str

    @property
    def middle(self) -> float:
        """The height at which the bar lies, below the top."""
        return SAID + len(self.lines) * LINE + THICK / 2


@dataclass(frozen=True)
class Chart:
    """The figures of one group; ``unit`` is its title, ``svg`` the address of its file."""

    unit: str
    rows: Sequence[Drawn]
    ticks: Sequence[Tick]
    bottom: float
    svg: str = ""

    @property
    def height(self) -> float:
        """Of the whole drawing."""
        return self.bottom + AXIS


def chart(unit: str, listed: Sequence[Reported], language: str, way: Callable[[Reported], str]) -> Chart:
    """The chart of figures that may be compared; ``way`` leads to a figure's words."""
    largest = max(abs(one.figure.upper or one.figure.value) for one in listed)
    rows: list[Drawn] = []
    top = 0.0
    for one in listed:
        name = one.thing.name(language)
        lines = wrapped(name, PLOT / SMALL)
        length = bar(one.figure, largest, PLOT, FADE)
        said, tongue = told(one.figure, language), one.thing.tongue(language)
        rows.append(Drawn(top, said, lines, name, tongue, length, way(one)))
        top += SAID + len(lines) * LINE + THICK + GAP
    return Chart(unit, rows, _ticks(largest, language), top)


def _ticks(largest: Decimal, language: str) -> list[Tick]:
    end = largest * ROOM or Decimal(1)
    step = _step(end)
    found = []
    for index in range(int(end // step) + 1):
        value = (index * step).normalize()
        at, text = float(value / end) * PLOT, written(value + 0, language)
        half = wide(text) * SMALL / 2
        anchor = "start" if at < half else "end" if at + half > PLOT else "middle"
        found.append(Tick(at, text, anchor))
    return found


def _step(end: Decimal) -> Decimal:
    """A round step: 1, 2 or 5 times a power of ten."""
    rough = end / MOST_TICKS * Decimal("0.9")
    power = Decimal(10) ** rough.adjusted()
    return next(power * one for one in STEPS if power * one >= rough)
