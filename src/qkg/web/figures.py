"""``/figures``: every figure as a row of a table or a bar of a chart, in groups that may be compared.

``?view=chart`` draws what the table lists; ``/figures.svg`` is the same as a file, for other pages to show.
"""

import asyncio
from typing import Any, Final

from pyoxigraph import NamedNode

from qkg.errors import BadParameter
from qkg.media import Format, Kind
from qkg.resources.figure_list import (
    FILTERS,
    ORDERS,
    PAGE_SIZE,
    Reported,
    Wanted,
    count_figures,
    figure_facets,
    figures_cube,
    list_figures,
)
from qkg.resources.periods import period_worded
from qkg.resources.wording import told, worded
from qkg.terms import read
from qkg.web.bars import WIDTH, bar
from qkg.web.charts import PAD, PLOT
from qkg.web.charts import WIDTH as CHART_WIDTH
from qkg.web.figure_charts import SVG, charts, groups, svg, unit
from qkg.web.pages import words
from qkg.web.paging import Pager, page_number, with_parameters
from qkg.web.place import Data, Json, Place, Shown
from qkg.web.things import TWINS
from qkg.web.visit import Visit

JSON: Final = Format("json", "application/json", "json", Kind.ROWS, None)
VIEWS: Final = ("table", "chart")
COLUMNS: Final = (
    ("figures_amount", "-value", "value"),
    ("facet_place", "place", "-place"),
    ("figures_period", "period", "-period"),
)
"""What the table can be sorted by: the word of a column, the order of a first click and that of a second."""
CHIPS: Final = ("-value", "value", "place", "period")
PARAMETERS: Final[tuple[Json, ...]] = (
    *({"name": name, "in": "query", "schema": {"type": "string"}} for name in FILTERS),
    {"name": "sort", "in": "query", "schema": {"enum": list(ORDERS)}},
    {"name": "view", "in": "query", "schema": {"enum": list(VIEWS)}},
    {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}},
)


def figures() -> Place:
    """The place."""
    return Place("/figures", "All figures", _show, _data, (JSON, SVG, *TWINS), parameters=PARAMETERS)


async def _show(visit: Visit) -> Shown:
    told_in, language = words(visit.language), visit.language
    (total, listed), facets = await asyncio.gather(_asked(visit), figure_facets(visit.view))
    drawing = _view(visit) == "chart"
    shown = [] if drawing else groups(listed)
    values: dict[str, Any] = {
        "groups": [(unit(rows[0], language), _drawn(rows, language)) for rows in shown],
        "charts": charts(visit, listed) if drawing else [],
        "view": _view(visit),
        "views": VIEWS,
        "columns": {word: _column(visit, first, second) for word, first, second in COLUMNS},
        "facets": facets,
        "chosen": {name: iri.value for name, iri in _wanted(visit).items()},
        "filtered": lambda **changes: with_parameters(visit, **changes),
        "sort": visit.parameter("sort", "-value"),
        "orders": CHIPS,
        "pager": Pager(visit, page_number(visit), PAGE_SIZE, total),
        "width": WIDTH,
        "chart_width": CHART_WIDTH,
        "pad": PAD,
        "plot": PLOT,
    }
    return Shown("figures.html", told_in.figures_title, told_in.figures_lead, values)


async def _asked(visit: Visit) -> tuple[int, list[Reported]]:
    wanted, order = _wanted(visit), _order(visit)
    return await asyncio.gather(
        count_figures(visit.view, wanted), list_figures(visit.view, wanted, order, page_number(visit))
    )


def _order(visit: Visit) -> str:
    order = visit.parameter("sort", "-value")
    if order not in ORDERS:
        raise BadParameter(f"sort must be one of {', '.join(ORDERS)}")
    return order


def _wanted(visit: Visit) -> Wanted:
    given = ((name, visit.parameter(name)) for name in FILTERS)
    terms = ((name, read(value, "iri")) for name, value in given if value)
    return {name: term for name, term in terms if isinstance(term, NamedNode)}


def _view(visit: Visit) -> str:
    asked = visit.parameter("view", VIEWS[0])
    if asked not in VIEWS:
        raise BadParameter(f"view must be one of {', '.join(VIEWS)}")
    return asked


def _column(visit: Visit, first: str, second: str) -> tuple[str, str]:
    """The state of a column that sorts (``aria-sort``), and the order that a click asks for."""
    order = visit.parameter("sort", "-value")
    if order not in (first, second):
        return "none", first
    return "descending" if order.startswith("-") else "ascending", second if order == first else first


def _drawn(rows: list[Reported], language: str) -> list[dict[str, Any]]:
    largest = max(abs(one.figure.upper or one.figure.value) for one in rows)
    return [
        {
            "it": one,
            "told": told(one.figure, language),
            "bar": bar(one.figure, largest),
            "when": period_worded(one.figure.period, language) if one.figure.period else "",
        }
        for one in rows
    ]


async def _data(visit: Visit, format: Format) -> Data:
    if format in TWINS:
        cube = figures_cube(visit.view, _wanted(visit), _order(visit), page_number(visit), format)
        return Data(await cube)
    total, listed = await _asked(visit)
    if format is SVG:
        return Data(svg(visit, listed).encode())
    return Data.json({"total": total, "figures": [_entry(one) for one in listed]})


def _entry(one: Reported) -> Json:
    figure = one.figure
    return {
        "iri": one.thing.iri,
        "names": dict(one.thing.names),
        "value": float(figure.value),
        "unit": figure.unit,
        "hedge": figure.hedge,
        "lower": None if figure.lower is None else float(figure.lower),
        "upper": None if figure.upper is None else float(figure.upper),
        "worded": {"zh": worded(figure, "zh"), "en": worded(figure, "en")},
        "period": figure.period.edtf if figure.period else None,
        "place": one.place.iri if one.place else None,
        "subject": one.subject.iri if one.subject else None,
        "article": one.article,
        "evidence": one.evidence,
    }
