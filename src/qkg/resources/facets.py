"""Facts by facet: class, place, agency, period, indicator, award; counts of each value, and the facts found.

A facet's counts follow the other facets that are set, not its own, so that a value can be changed. Values
travel by binding. Must not know HTTP.
"""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import NamedNode

from qkg.media import Format
from qkg.resources.article import named
from qkg.resources.figures import text
from qkg.resources.names import Named
from qkg.store.view import Solution, View

PAGE_SIZE: Final = 50
VALUES: Final = 15
"""Values of a facet that are offered, the commonest first."""
FACETS: Final = {
    "class": "?thing a ?{value} .",
    "place": "?thing qkg:place|sdmx-dimension:refArea|qkg:recipient ?{value} . ?{value} a qkg:Jurisdiction .",
    "agency": "?thing qkg:actor|qkg:issuer|qkg:plannedBy|qkg:conferrer|qkg:appraiser ?{value} ."
    " ?{value} a qkg:Agency .",
    "period": "?thing qkg:period|sdmx-dimension:refPeriod ?{value} .",
    "indicator": "?thing qkg:indicator ?{value} .",
    "award": "?thing qkg:conferredAward ?{value} .",
}
_FACT: Final = "FILTER EXISTS { ?thing qkg:evidence ?proof } FILTER NOT EXISTS { ?thing a qkg:Statement }"
_ANY: Final = "?thing qkg:evidence ?any ."
"""What is looked through where no facet is set."""
_OURS: Final = 'FILTER(STRSTARTS(STR(?iri), "https://w3id.org/qkg/ontology#"))'
Wanted = Mapping[str, NamedNode]


async def count_facts(view: View, wanted: Wanted) -> int:
    """How many facts there are."""
    query = f"SELECT (COUNT(DISTINCT ?thing) AS ?n) {_names(wanted)} {{ {_asked(wanted)} {_FACT} }}"
    rows = await view.rows(query + _grouped(wanted), **_bound(wanted))
    return int(text(rows[0], "n")) if rows else 0


async def list_facts(view: View, wanted: Wanted, page: int) -> list[Solution]:
    """One page of facts with ?thing ?kind and their names."""
    found = await view.rows(_listing(wanted, page), **_bound(wanted))
    return list({text(row, "thing"): row for row in found}.values())


async def facts_table(view: View, wanted: Wanted, page: int, format: Format) -> bytes:
    """The same in a format for rows."""
    return await view.tabled(_listing(wanted, page), format, **_bound(wanted))


async def facet_values(view: View, wanted: Wanted) -> dict[str, list[tuple[Named, int]]]:
    """For each facet its commonest values among the facts that the other facets leave."""
    return {name: await _values(view, name, wanted) for name in FACETS}


async def _values(view: View, name: str, wanted: Wanted) -> list[tuple[Named, int]]:
    others = {other: iri for other, iri in wanted.items() if other != name}
    ours = _ANY + _OURS if name == "class" else ""
    query = f"""
SELECT ?iri ?zh ?en ?n {_names(others)} {{
  {{ SELECT ?iri (COUNT(DISTINCT ?thing) AS ?n) {_names(others)} {{
      {FACETS[name].format(value="iri")} {ours} {_asked(others) if others else ""} {_FACT}
    }} GROUP BY ?iri {_names(others)} ORDER BY DESC(?n) ?iri LIMIT {VALUES:d} }}
  LATERAL {{ OPTIONAL {{ ?iri rdfs:label|skos:prefLabel ?zh FILTER(LANG(?zh) = "zh") }} }}
  LATERAL {{ OPTIONAL {{ ?iri rdfs:label|skos:prefLabel ?en FILTER(LANG(?en) = "en") }} }}
}} ORDER BY DESC(?n) ?iri"""
    rows = await view.rows(query, **_bound(others))
    return list({text(row, "iri"): (named(row, "iri"), int(text(row, "n"))) for row in rows}.values())


def _listing(wanted: Wanted, page: int) -> str:
    """In the order of the index, which a generation never changes: sorting all IRIs would cost a second."""
    return f"""
SELECT ?thing ?zh ?en ?kind ?kind_zh ?kind_en ?quote {_names(wanted)} {{
  {{ SELECT DISTINCT ?thing {_names(wanted)} {{ {_asked(wanted)} {_FACT} }}
    LIMIT {PAGE_SIZE:d} OFFSET {(page - 1) * PAGE_SIZE:d} }}
  LATERAL {{ SELECT ?thing (MIN(?own) AS ?kind) {{ ?thing a ?own }} GROUP BY ?thing }}
  LATERAL {{ OPTIONAL {{ ?thing rdfs:label|skos:prefLabel ?zh FILTER(LANG(?zh) = "zh") }} }}
  LATERAL {{ OPTIONAL {{ ?thing rdfs:label|skos:prefLabel ?en FILTER(LANG(?en) = "en") }} }}
  LATERAL {{ OPTIONAL {{ ?kind rdfs:label ?kind_zh FILTER(LANG(?kind_zh) = "zh") }} }}
  LATERAL {{ OPTIONAL {{ ?kind rdfs:label ?kind_en FILTER(LANG(?kind_en) = "en") }} }}
  LATERAL {{ OPTIONAL {{ SELECT ?thing ?quote {{
    ?thing qkg:evidence/oa:hasTarget/oa:hasSelector/oa:exact ?quote }} ORDER BY ?quote LIMIT 1 }} }}
}}"""


def _asked(wanted: Wanted) -> str:
    return " ".join(FACETS[name].format(value=f"for_{name}") for name in wanted) or _ANY


def _names(wanted: Wanted) -> str:
    return " ".join(f"?for_{name}" for name in FACETS if name in wanted)


def _grouped(wanted: Wanted) -> str:
    return f" GROUP BY {_names(wanted)}" if wanted else ""


def _bound(wanted: Wanted) -> dict[str, NamedNode]:
    return {f"for_{name}": iri for name, iri in wanted.items()}
