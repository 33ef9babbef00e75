"""Small SVG plots written as text: bars by engine on a logarithmic axis, lines over the number of articles.

Owns the drawing only; what is drawn is decided in ``report``.
"""

import math
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

WIDTH, LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 720, 70, 190, 44, 46, 340
COLOURS = ("#4d4d4d", "#c1272d", "#0071bc", "#8a6d00", "#2e7d32", "#7b3fa0")
STYLE = "font-family:sans-serif;font-size:12px;fill:#333"

Series = Mapping[str, Sequence[tuple[float, float]]]
"""Name of the line to its points; only positive numbers can stand on a logarithmic axis."""


class Axis:
    """A logarithmic axis from the decade below the least value to the one above the largest."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.low = math.floor(math.log10(min(values)))
        self.high = max(math.ceil(math.log10(max(values))), self.low + 1)
        self._start, self._end = start, end

    def at(self, value: float) -> float:
        """Where a value stands."""
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self._start + share * (self._end - self._start)

    def decades(self) -> list[float]:
        """The ticks."""
        return [10.0**power for power in range(self.low, self.high + 1)]


def lines(title: str, across: str, up: str, series: Series) -> str:
    """A plot of one line an engine, both axes logarithmic; an empty line keeps its colour for other plots."""
    points = [point for line in series.values() for point in line]
    if not points:
        return frame(title, '<text x="70" y="90">nothing measured</text>')
    x = Axis([point[0] for point in points], LEFT, WIDTH - RIGHT)
    y = Axis([point[1] for point in points], HEIGHT - BOTTOM, TOP)
    drawn = [_grid(x, y, across, up)]
    for index, (name, line) in enumerate(series.items()):
        if line:
            drawn.append(_line(index, name, [(x.at(one), y.at(two)) for one, two in sorted(line)]))
    return frame(title, "\n".join(drawn))


def frame(title: str, inside: str) -> str:
    """The picture around it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" style="{STYLE}">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n'
        f'<text x="{LEFT}" y="16" font-weight="bold">{escape(title)}</text>\n{inside}\n</svg>\n'
    )


def _grid(x: Axis, y: Axis, across: str, up: str) -> str:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    drawn = []
    for value in y.decades():
        place = y.at(value)
        drawn.append(f'<path d="M{LEFT} {place:.1f}H{right}" stroke="#ddd"/>')
        drawn.append(f'<text x="{LEFT - 6}" y="{place + 4:.1f}" text-anchor="end">{short(value)}</text>')
    for value in x.decades():
        place = x.at(value)
        drawn.append(f'<path d="M{place:.1f} {TOP}V{bottom}" stroke="#eee"/>')
        drawn.append(f'<text x="{place:.1f}" y="{bottom + 16}" text-anchor="middle">{short(value)}</text>')
    drawn.append(f'<text x="{right}" y="{HEIGHT - 10}" text-anchor="end">{escape(across)}</text>')
    drawn.append(f'<text x="8" y="{TOP - 8}">{escape(up)}</text>')
    return "\n".join(drawn)


def _line(index: int, name: str, points: Sequence[tuple[float, float]]) -> str:
    colour, label = COLOURS[index % len(COLOURS)], TOP + 18 * index + 12
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    edge = WIDTH - RIGHT + 14
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'
        f'<path d="M{edge} {label - 4}h18" stroke="{colour}" stroke-width="2"/>'
        f'<text x="{edge + 24}" y="{label}">{escape(name)}</text>'
    )


def short(value: float) -> str:
    """A power of ten, briefly."""
    if value >= 1_000_000:
        return f"{value / 1_000_000:g} M"
    return f"{value / 1000:g} k" if value >= 1000 else f"{value:g}"
