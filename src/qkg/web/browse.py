"""``/browse``: facts by facet, the state in the address, a page at a time."""

import asyncio
from typing import Any, Final

from pyoxigraph import NamedNode

from qkg.media import ROW_FORMATS, Format, Kind, by_name
from qkg.resources.article import named
from qkg.resources.facets import (
    FACETS,
    FAR,
    PAGE_SIZE,
    Values,
    Wanted,
    count_facts,
    facet_values,
    facts_table,
    list_facts,
)
from qkg.resources.figures import text
from qkg.store.view import Solution
from qkg.terms import read
from qkg.web.pages import words
from qkg.web.paging import Pager, page_number, with_parameters
from qkg.web.place import Data, Json, Place, Shown
from qkg.web.visit import Visit

JSON: Final = Format("json", "application/json", "json", Kind.ROWS, None)
CSV: Final = by_name("csv", ROW_FORMATS) or ROW_FORMATS[0]
PARAMETERS: Final[tuple[Json, ...]] = (
    *({"name": name, "in": "query", "schema": {"type": "string"}} for name in FACETS),
    {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}},
)


def browse() -> Place:
    """The place."""
    return Place("/browse", "Facts by facet", _show, _data, (JSON, CSV), parameters=PARAMETERS)


def _wanted(visit: Visit) -> Wanted:
    given = ((name, visit.parameter(name)) for name in FACETS)
    terms = ((name, read(value, "iri")) for name, value in given if value)
    return {name: term for name, term in terms if isinstance(term, NamedNode)}


async def _show(visit: Visit) -> Shown:
    told, wanted, page = words(visit.language), _wanted(visit), page_number(visit)
    rows, facets, total = await _asked(visit, wanted, page)
    values: dict[str, Any] = {
        "facets": facets,
        "chosen": {name: iri.value for name, iri in wanted.items()},
        "filtered": lambda **changes: with_parameters(visit, **changes),
        "listed": [(named(row, "thing"), named(row, "kind", "kind"), text(row, "quote")) for row in rows],
        "pager": Pager(visit, page, PAGE_SIZE, min(total, FAR)),
        "far": FAR if total > FAR else 0,
    }
    return Shown("browse.html", told.browse_title, told.browse_lead, values)


async def _asked(visit: Visit, wanted: Wanted, page: int) -> tuple[list[Solution], Values, int]:
    """One page of facts, the values of the facets, and how many facts there are."""
    view = visit.view
    return await asyncio.gather(
        list_facts(view, wanted, page), facet_values(view, wanted), count_facts(view, wanted)
    )


async def _data(visit: Visit, format: Format) -> Data:
    wanted, page = _wanted(visit), page_number(visit)
    if format is CSV:
        return Data(await facts_table(visit.view, wanted, page, CSV))
    rows, counted, total = await _asked(visit, wanted, page)
    facts = [
        {"iri": text(row, "thing"), "kind": text(row, "kind"), "names": dict(named(row, "thing").names)}
        for row in rows
    ]
    facets = {
        name: [{"iri": one.iri, "names": dict(one.names), "count": n} for one, n in values]
        for name, values in counted.items()
    }
    more = {"totalIsLeast": True} if total > FAR else {}
    return Data.json({"total": min(total, FAR), **more, "facts": facts, "facets": facets})
