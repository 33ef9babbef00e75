"""The figures as a list: filtered, sorted within what is comparable, a page at a time.

Only figures of one unit that count the same thing are comparable, so these groups come first in every order.
Filters travel by binding. Must not know HTTP or drawing.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from qkg.media import Format
from qkg.resources.article import named
from qkg.resources.figures import FIGURE_FIELDS, FIGURE_PATTERN, figure_of, text
from qkg.resources.names import Named
from qkg.resources.wording import Figure
from qkg.store.view import View

PAGE_SIZE: Final = 50
FILTERS: Final = {
    "unit": "?measure sdmx-attribute:unitMeasure ?for_unit .",
    "hedge": "?measure qkg:approximation ?for_hedge .",
    "place": "?measure sdmx-dimension:refArea ?for_place .",
    "counted": "?measure qkg:countedThing ?for_counted .",
    "article": "?measure qb:dataSet/dcterms:source ?for_article .",
}
"""What a filter asks of a figure; ``?for_…`` is bound to what is wanted."""
ORDERS: Final = {
    "-value": "DESC(?amount)",
    "value": "?amount",
    "place": "?area DESC(?amount)",
    "-place": "DESC(?area) DESC(?amount)",
    "period": "?time DESC(?amount)",
    "-period": "DESC(?time) DESC(?amount)",
}
_FOUND: Final = "?measure sdmx-measure:obsValue ?amount ."
_GROUP: Final = """
  LATERAL { ?measure sdmx-attribute:unitMeasure ?in }
  LATERAL { OPTIONAL { ?measure qkg:countedThing ?of } }
  BIND(CONCAT(STR(?in), STR(COALESCE(?of, ""))) AS ?group)
"""
"""What a figure may be compared with; as a text, because IRIs are slow to sort by."""
_BY: Final = {
    "place": "LATERAL { OPTIONAL { ?measure sdmx-dimension:refArea ?area } }",
    "period": "LATERAL { OPTIONAL { ?measure sdmx-dimension:refPeriod/qkg:edtf ?time } }",
}
"""What an order needs besides the group and the amount."""
_DETAILS: Final = f"""
  LATERAL {{ {FIGURE_PATTERN} }}
  LATERAL {{ OPTIONAL {{ ?measure rdfs:label ?zh FILTER(LANG(?zh) = "zh") }} }}
  LATERAL {{ OPTIONAL {{ ?measure rdfs:label ?en FILTER(LANG(?en) = "en") }} }}
  LATERAL {{ OPTIONAL {{ ?measure sdmx-dimension:refArea ?area
    OPTIONAL {{ ?area rdfs:label ?area_zh FILTER(LANG(?area_zh) = "zh") }}
    OPTIONAL {{ ?area rdfs:label ?area_en FILTER(LANG(?area_en) = "en") }} }} }}
  LATERAL {{ OPTIONAL {{ ?measure qkg:subject ?subject
    OPTIONAL {{ ?subject rdfs:label ?subject_zh FILTER(LANG(?subject_zh) = "zh") }}
    OPTIONAL {{ ?subject rdfs:label ?subject_en FILTER(LANG(?subject_en) = "en") }} }} }}
  LATERAL {{ OPTIONAL {{ ?measure qkg:evidence ?evidence .
    ?evidence oa:hasTarget/oa:hasSource ?text . ?article qkg:textVersion ?text }} }}
"""
_FACETS: Final = {
    "unit": "SELECT ?iri ?zh ?en ?n { { SELECT ?iri (COUNT(*) AS ?n) {"
    " ?measure sdmx-attribute:unitMeasure ?iri } GROUP BY ?iri ORDER BY DESC(?n) LIMIT 12 }",
    "hedge": "SELECT ?iri ?zh ?en ?n { { SELECT ?iri (COUNT(*) AS ?n) {"
    " ?measure qkg:approximation ?iri } GROUP BY ?iri ORDER BY DESC(?n) LIMIT 12 }",
    "place": "SELECT ?iri ?zh ?en ?n { { SELECT ?iri (COUNT(*) AS ?n) {"
    " ?measure sdmx-dimension:refArea ?iri } GROUP BY ?iri ORDER BY DESC(?n) LIMIT 12 }",
}
_LABELS: Final = """
  LATERAL { OPTIONAL { ?iri rdfs:label|skos:prefLabel ?zh FILTER(LANG(?zh) = "zh") } }
  LATERAL { OPTIONAL { ?iri rdfs:label|skos:prefLabel ?en FILTER(LANG(?en) = "en") } }
} ORDER BY DESC(?n) ?iri"""


@dataclass(frozen=True)
class Reported:
    """A figure with what it is about and where its words stand; ``group`` tells what it compares with."""

    thing: Named
    figure: Figure
    group: tuple[str, str]
    place: Named | None
    subject: Named | None
    article: str
    evidence: str


Wanted = Mapping[str, NamedNode]
"""Filters: name of FILTERS to the thing wanted."""


async def count_figures(view: View, wanted: Wanted) -> int:
    """How many figures there are."""
    query = f"SELECT (COUNT(*) AS ?n) {_projected(wanted)} {{ {_FOUND} {_asked(wanted)} }} {_grouped(wanted)}"
    rows = await view.known(query, **_bound(wanted))
    return int(text(rows[0], "n")) if rows else 0


async def list_figures(view: View, wanted: Wanted, order: str, page: int) -> list[Reported]:
    """One page of them; ``order`` is one of ORDERS."""
    query = f"""
SELECT {FIGURE_FIELDS} ?in ?of ?group ?amount ?area ?area_zh ?area_en ?zh ?en ?time
  ?subject ?subject_zh ?subject_en ?evidence ?article {_projected(wanted)} WHERE {{
  {_page_of(wanted, order, page)}
  {_DETAILS}
}} ORDER BY ?group {ORDERS[order]}"""
    found: dict[str, Reported] = {}
    for row in await view.known(query, **_bound(wanted)):
        if (iri := text(row, "measure")) not in found and (figure := figure_of(row)):
            found[iri] = Reported(
                named(row, "measure"),
                figure,
                (text(row, "in"), text(row, "of")),
                named(row, "area", "area") if "area" in row else None,
                named(row, "subject", "subject") if "subject" in row else None,
                text(row, "article").rpartition("/")[2],
                text(row, "evidence").rpartition("/")[2],
            )
    return list(found.values())


def _page_of(wanted: Wanted, order: str, page: int) -> str:
    """The figures of one page in their order."""
    return f"""{{ SELECT ?measure ?in ?of ?group ?amount ?area ?time {_projected(wanted)} WHERE {{
      {_FOUND} {_asked(wanted)} {_GROUP} {_BY.get(order.lstrip("-"), "")} }}
    ORDER BY ?group {ORDERS[order]} LIMIT {PAGE_SIZE:d} OFFSET {(page - 1) * PAGE_SIZE:d} }}"""


async def figures_cube(view: View, wanted: Wanted, order: str, page: int, format: Format) -> bytes:
    """The same page as observations of a Data Cube with their data set and its structure, in a format."""
    query = f"""CONSTRUCT {{ ?node ?predicate ?object }} WHERE {{
  {{ SELECT DISTINCT ?node {_projected(wanted)} WHERE {{
    {_page_of(wanted, order, page)}
    LATERAL {{ {{ BIND(?measure AS ?node) }} UNION {{ ?measure qb:dataSet ?node }} UNION
      {{ ?measure qb:dataSet/qb:structure ?node }} UNION
      {{ ?measure qb:dataSet/qb:structure/qb:component ?node }} }} }} }}
  LATERAL {{ ?node ?predicate ?object }}
}}"""
    return await view.written(query, format, **_bound(wanted))


async def figure_facets(view: View) -> dict[str, list[tuple[Named, int]]]:
    """The commonest units, hedges and places, with counts over all figures: asked once a generation."""
    answers = await asyncio.gather(*(view.known(query + _LABELS) for query in _FACETS.values()))
    return {
        name: [(named(row, "iri"), int(text(row, "n"))) for row in rows]
        for name, rows in zip(_FACETS, answers, strict=True)
    }


def _asked(wanted: Wanted) -> str:
    return " ".join(FILTERS[name] for name in wanted)


def _projected(wanted: Wanted) -> str:
    return " ".join(f"?for_{name}" for name in FILTERS if name in wanted)


def _grouped(wanted: Wanted) -> str:
    return f"GROUP BY {_projected(wanted)}" if wanted else ""


def _bound(wanted: Wanted) -> dict[str, NamedNode]:
    return {f"for_{name}": iri for name, iri in wanted.items()}
