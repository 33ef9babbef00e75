"""``/browse``: facts by facet, the state in the address, a page at a time."""

from typing import Any, Final

from pyoxigraph import NamedNode

from qkg.media import ROW_FORMATS, Format, Kind, by_name
from qkg.resources.article import named
from qkg.resources.facets import (
    FACETS,
    PAGE_SIZE,
    Wanted,
    count_facts,
    facet_values,
    facts_table,
    list_facts,
)
from qkg.resources.figures import text
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
    rows = await list_facts(visit.view, wanted, page)
    values: dict[str, Any] = {
        "facets": await facet_values(visit.view, wanted),
        "chosen": {name: iri.value for name, iri in wanted.items()},
        "filtered": lambda **changes: with_parameters(visit, **changes),
        "listed": [(named(row, "thing"), named(row, "kind", "kind"), text(row, "quote")) for row in rows],
        "pager": Pager(visit, page, PAGE_SIZE, await count_facts(visit.view, wanted)),
    }
    return Shown("browse.html", told.browse_title, told.browse_lead, values)


async def _data(visit: Visit, format: Format) -> Data:
    wanted, page = _wanted(visit), page_number(visit)
    if format is CSV:
        return Data(await facts_table(visit.view, wanted, page, CSV))
    rows = await list_facts(visit.view, wanted, page)
    facts = [
        {"iri": text(row, "thing"), "kind": text(row, "kind"), "names": dict(named(row, "thing").names)}
        for row in rows
    ]
    facets = {
        name: [{"iri": one.iri, "names": dict(one.names), "count": n} for one, n in values]
        for name, values in (await facet_values(visit.view, wanted)).items()
    }
    return Data.json({"total": await count_facts(visit.view, wanted), "facts": facts, "facets": facets})
