"""Facts by facet: class, place, agency, period, indicator, award; counts of each value, and the facts found.

A facet's counts follow the other facets that are set, not its own, so that a value can be changed; they are
asked once for each generation. Values travel by binding. Must not know HTTP.
"""

import asyncio
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
FAR: Final = 20_000
"""Facts that are counted and can be leafed through; whoever looks at more is to narrow them."""
VALUED: Final = 1_000
"""Values of all facets together, the commonest, of which each facet offers its first."""
_STEPS: Final = {
    "class": ("rdf:type",),
    "place": ("qkg:place", "sdmx-dimension:refArea", "qkg:recipient"),
    "agency": ("qkg:actor", "qkg:issuer", "qkg:plannedBy", "qkg:conferrer", "qkg:appraiser"),
    "period": ("qkg:period", "sdmx-dimension:refPeriod"),
    "indicator": ("qkg:indicator",),
    "award": ("qkg:conferredAward",),
}
"""By which properties a facet leads from a fact to its values."""
_PAIRS: Final = " ".join(f'({step} "{name}")' for name, steps in _STEPS.items() for step in steps)
_KINDS: Final = """
  FILTER(?facet != "class" || STRSTARTS(STR(?iri), "https://w3id.org/qkg/ontology#"))
  FILTER(?facet != "place" || EXISTS { ?iri a qkg:Jurisdiction })
  FILTER(?facet != "agency" || EXISTS { ?iri a qkg:Agency })"""
Wanted = Mapping[str, NamedNode]
Values = dict[str, list[tuple[Named, int]]]
"""For each facet its commonest values, with how many facts have them."""


async def count_facts(view: View, wanted: Wanted) -> int:
    """How many facts there are; beyond FAR it is FAR + 1."""
    query = f"SELECT (COUNT(*) AS ?n) {_names(wanted)} {{ {_facts(wanted)} }}"
    rows = await view.known(query + _grouped(wanted), **_bound(wanted))
    return int(text(rows[0], "n")) if rows else 0


async def list_facts(view: View, wanted: Wanted, page: int) -> list[Solution]:
    """One page of facts with ?thing ?kind and their names."""
    found = await view.known(_listing(wanted, page), **_bound(wanted))
    return list({text(row, "thing"): row for row in found}.values())


async def facts_table(view: View, wanted: Wanted, page: int, format: Format) -> bytes:
    """The same in a format for rows."""
    return await view.tabled(_listing(wanted, page), format, **_bound(wanted))


async def facet_values(view: View, wanted: Wanted) -> Values:
    """For each facet its commonest values among the facts that the other facets leave.

    One query, and one for each facet that is set.
    """
    ways = [{other: iri for other, iri in wanted.items() if other != name} for name in wanted]
    here, *others = await asyncio.gather(*(_values(view, one) for one in (wanted, *ways)))
    own = {name: found[name] for name, found in zip(wanted, others, strict=True)}
    return {**here, **own}


async def _values(view: View, wanted: Wanted) -> Values:
    """The values of all facets among the facts wanted."""
    names = _names(wanted)
    query = f"""
SELECT ?facet ?iri ?n ?zh ?en {names} {{
  {{ SELECT ?facet ?iri (COUNT(DISTINCT ?thing) AS ?n) {names} {{
      {_facts(wanted)}
      LATERAL {{ VALUES (?step ?facet) {{ {_PAIRS} }} ?thing ?step ?iri }}
    }} GROUP BY ?facet ?iri {names} ORDER BY DESC(?n) LIMIT {VALUED:d} }}
  {_KINDS}
  LATERAL {{ OPTIONAL {{ ?iri rdfs:label|skos:prefLabel ?zh FILTER(LANG(?zh) = "zh") }} }}
  LATERAL {{ OPTIONAL {{ ?iri rdfs:label|skos:prefLabel ?en FILTER(LANG(?en) = "en") }} }}
}}"""
    rows = await view.known(query, **_bound(wanted))
    found: dict[str, dict[str, tuple[Named, int]]] = {name: {} for name in FACETS}
    for row in rows:
        found[text(row, "facet")][text(row, "iri")] = named(row, "iri"), int(text(row, "n"))
    return {
        name: sorted(values.values(), key=lambda one: (-one[1], one[0].iri))[:VALUES]
        for name, values in found.items()
    }


def _facts(wanted: Wanted) -> str:
    """The facts wanted, each once, as far as they are counted."""
    asked = f"{_asked(wanted)} {_ANY}" if wanted else _ANY
    return f"""{{ SELECT DISTINCT ?thing {_names(wanted)} {{
    {asked} FILTER NOT EXISTS {{ ?thing a qkg:Statement }} }} LIMIT {FAR + 1:d} }}"""


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
  LATERAL {{ OPTIONAL {{ SELECT ?thing (MIN(?exact) AS ?quote) {{
    ?thing qkg:evidence/oa:hasTarget/oa:hasSelector/oa:exact ?exact }} GROUP BY ?thing }} }}
}}"""


def _asked(wanted: Wanted) -> str:
    return " ".join(FACETS[name].format(value=f"for_{name}") for name in wanted) or _ANY


def _names(wanted: Wanted) -> str:
    return " ".join(f"?for_{name}" for name in FACETS if name in wanted)


def _grouped(wanted: Wanted) -> str:
    return f" GROUP BY {_names(wanted)}" if wanted else ""


def _bound(wanted: Wanted) -> dict[str, NamedNode]:
    return {f"for_{name}": iri for name, iri in wanted.items()}
