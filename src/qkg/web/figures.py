"""``/figures``: every figure as a row of a table, in groups that may be compared, with its hedge drawn."""

import asyncio
from itertools import groupby
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
    list_figures,
)
from qkg.resources.periods import period_worded
from qkg.resources.wording import told, unit_worded, worded
from qkg.terms import read
from qkg.web.bars import WIDTH, bar
from qkg.web.pages import words
from qkg.web.paging import Pager, page_number, with_parameters
from qkg.web.place import Data, Json, Place, Shown
from qkg.web.visit import Visit

JSON: Final = Format("json", "application/json", "json", Kind.ROWS, None)
PARAMETERS: Final[tuple[Json, ...]] = (
    *({"name": name, "in": "query", "schema": {"type": "string"}} for name in FILTERS),
    {"name": "sort", "in": "query", "schema": {"enum": list(ORDERS)}},
    {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}},
)


def figures() -> Place:
    """The place."""
    return Place("/figures", "All figures", _show, _data, (JSON,), parameters=PARAMETERS)


async def _show(visit: Visit) -> Shown:
    told_in, language = words(visit.language), visit.language
    (total, listed), facets = await asyncio.gather(_asked(visit), figure_facets(visit.view))
    values: dict[str, Any] = {
        "groups": [(_unit(rows[0], language), _drawn(rows, language)) for rows in _groups(listed)],
        "facets": facets,
        "chosen": {name: iri.value for name, iri in _wanted(visit).items()},
        "filtered": lambda **changes: with_parameters(visit, **changes),
        "sort": visit.parameter("sort", "-value"),
        "orders": list(ORDERS),
        "pager": Pager(visit, page_number(visit), PAGE_SIZE, total),
        "width": WIDTH,
    }
    return Shown("figures.html", told_in.figures_title, told_in.figures_lead, values)


async def _asked(visit: Visit) -> tuple[int, list[Reported]]:
    wanted, order = _wanted(visit), visit.parameter("sort", "-value")
    if order not in ORDERS:
        raise BadParameter(f"sort must be one of {', '.join(ORDERS)}")
    return await asyncio.gather(
        count_figures(visit.view, wanted), list_figures(visit.view, wanted, order, page_number(visit))
    )


def _wanted(visit: Visit) -> Wanted:
    given = ((name, visit.parameter(name)) for name in FILTERS)
    terms = ((name, read(value, "iri")) for name, value in given if value)
    return {name: term for name, term in terms if isinstance(term, NamedNode)}


def _groups(listed: list[Reported]) -> list[list[Reported]]:
    return [list(rows) for _, rows in groupby(listed, key=lambda one: one.group)]


def _unit(first: Reported, language: str) -> str:
    if language == "zh" and first.figure.counted:
        return first.figure.counted.get("zh", "")
    return unit_worded(first.figure, language)


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


async def _data(visit: Visit, _format: Format) -> Data:
    total, listed = await _asked(visit)
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
