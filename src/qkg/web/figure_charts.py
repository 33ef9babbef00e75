"""The charts of ``/figures``, on the page and as a file: figures in groups, and the addresses around them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from typing import Final
from urllib.parse import urlencode

from qkg.media import Format, Kind
from qkg.resources.figure_list import Reported
from qkg.resources.wording import unit_worded
from qkg.web.charts import PAD, PLOT, WIDTH, Chart, chart
from qkg.web.pages import environment, words
from qkg.web.visit import PASSING, Visit

SVG: Final = Format("svg", "image/svg+xml", "svg", Kind.ROWS, None, charset=True)
HEAD: Final = 52
FOOT: Final = 30
"""Heights in the file: above the bars of each chart, and for what stands below them all."""
FONT: Final = "system-ui, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"


def groups(listed: Sequence[Reported]) -> list[list[Reported]]:
    """The figures in order, in groups that may be compared."""
    return [list(rows) for _, rows in groupby(listed, key=lambda one: one.group)]


def unit(first: Reported, language: str) -> str:
    """What a group is called: the things counted, or the unit."""
    if language == "zh" and first.figure.counted:
        return first.figure.counted.get("zh", "")
    return unit_worded(first.figure, language)


def charts(visit: Visit, listed: Sequence[Reported], base: str = "") -> list[Chart]:
    """A chart for each group; ``base`` goes before the ways to the words, where they must be whole."""
    language = visit.language
    return [
        replace(
            chart(unit(rows[0], language), rows, language, lambda one: base + _words(visit, one)),
            svg=_file(visit, *rows[0].group),
        )
        for rows in groups(listed)
    ]


def _words(visit: Visit, one: Reported) -> str:
    """Where a figure's words stand."""
    if not one.article:
        return visit.to(one.thing.path)
    return f"{visit.to('/article/' + one.article)}#ev-{one.evidence}"


def _file(visit: Visit, unit: str, counted: str) -> str:
    """The address of one chart as a file, whole, so that other pages can show it."""
    gone = (*PASSING, "view", "page", "unit", "counted")
    kept = [(name, value) for name, value in visit.pairs if name not in gone and value]
    asked = [("unit", unit), *([("counted", counted)] if counted else []), *kept]
    return f"{visit.base}/{visit.language}/figures.svg?{urlencode(asked)}"


def svg(visit: Visit, listed: Sequence[Reported]) -> str:
    """The charts below one another, with where they are from."""
    drawn = charts(visit, listed, visit.base)
    tops = list(accumulate((one.height + HEAD for one in drawn), initial=0.0))
    told_in, source = words(visit.language), visit.base + visit.to("/figures")
    return (
        environment()
        .get_template("figures.svg")
        .render(
            placed=list(zip(tops, drawn, strict=False)),
            width=WIDTH,
            height=max(tops[-1], HEAD) + FOOT,
            pad=PAD,
            plot=PLOT,
            w=told_in,
            lang=visit.language,
            font=FONT,
            title=f"{told_in.figures_title}{told_in.colon}{', '.join(one.unit for one in drawn)}",
            source=source,
            credit=f"{told_in.name} · {source.partition('//')[2]}",
        )
    )
