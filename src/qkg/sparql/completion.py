"""What an editor offers while a query is typed: classes and the properties they carry, with counts and names.

Read from the counts that every commit writes (``graph/description``), so that the work follows the number of
terms and never the size of the data. A store without them completes nothing. Must not know HTTP.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from qkg.store.view import Solution, View
from qkg.terms import Term

MOST: Final = 5_000
"""Terms of a kind, and pairs of class and property, that are offered; the most frequent first."""
_CLASSES: Final = f"""
SELECT ?term ?number WHERE {{ GRAPH graph:description {{
  graph:description\\#dataset void:classPartition ?part . ?part void:class ?term ; void:entities ?number }} }}
ORDER BY DESC(?number) ?term LIMIT {MOST}"""
_PROPERTIES: Final = f"""
SELECT ?term ?number WHERE {{ GRAPH graph:description {{
  graph:description\\#dataset void:propertyPartition ?part .
  ?part void:property ?term ; void:triples ?number }} }}
ORDER BY DESC(?number) ?term LIMIT {MOST}"""
_CARRIED: Final = f"""
SELECT ?class ?term ?number WHERE {{ GRAPH graph:description {{
  ?part void:class ?class ; void:propertyPartition ?carried .
  ?carried void:property ?term ; void:triples ?number }} }}
ORDER BY DESC(?number) ?class ?term LIMIT {MOST}"""
_NAMES: Final = f"""
SELECT DISTINCT ?term ?name WHERE {{
  {{ SELECT DISTINCT ?term WHERE {{ GRAPH graph:description {{
    {{ ?part void:class ?term }} UNION {{ ?part void:property ?term }} }} }} LIMIT {2 * MOST} }}
  ?term rdfs:label|skos:prefLabel ?name }}"""


@dataclass(frozen=True)
class Offer:
    """A term: how often it is said, its names by language, and for a class what it carries how often."""

    iri: str
    number: int
    names: Mapping[str, str]
    carried: Mapping[str, int]


@dataclass(frozen=True)
class Completion:
    """All that is offered, the most frequent first."""

    classes: tuple[Offer, ...]
    properties: tuple[Offer, ...]


async def completion(view: View) -> Completion:
    """What one generation offers: four queries."""
    names = _names(await view.rows(_NAMES))
    carried: dict[str, dict[str, int]] = defaultdict(dict)
    for row in await view.rows(_CARRIED):
        carried[_text(row["class"])][_text(row["term"])] = _number(row)
    classes, properties = await view.rows(_CLASSES), await view.rows(_PROPERTIES)
    return Completion(_offers(classes, names, carried), _offers(properties, names, {}))


def _offers(
    rows: Iterable[Solution], names: Mapping[str, Mapping[str, str]], carried: Mapping[str, Mapping[str, int]]
) -> tuple[Offer, ...]:
    iris = ((row["term"].value, _number(row)) for row in rows if isinstance(row["term"], NamedNode))
    return tuple(Offer(iri, number, names.get(iri, {}), carried.get(iri, {})) for iri, number in iris)


def _names(rows: Iterable[Solution]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: str(row["name"])):
        name = row["name"]
        if isinstance(name, Literal):
            found[_text(row["term"])].setdefault((name.language or "").partition("-")[0], name.value)
    return found


def _number(row: Solution) -> int:
    return int(_text(row["number"]))


def _text(term: Term) -> str:
    return "" if isinstance(term, Triple) else term.value
