"""How the data uses a term: instances of a class and the properties they carry, sayings of a property.

Counting stops at a bound that the answer shows, so that no page reads all of anything.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from qkg.resources.thing import Value, label_of
from qkg.resources.vocabulary import Vocabulary
from qkg.store.view import Solution, View
from qkg.terms import Term

FAR: Final = 100_000
"""Counting goes no further."""
LOOKED_AT: Final = 500
"""Instances whose properties are counted."""
SHOWN: Final = 12
_INSTANCES: Final = f"""
SELECT ?term (COUNT(*) AS ?number) WHERE {{
  {{ SELECT ?term ?thing WHERE {{ ?thing a ?term }} LIMIT {FAR + 1} }} }} GROUP BY ?term"""
_EXAMPLES: Final = f"""
SELECT ?term ?thing ?label WHERE {{
  {{ SELECT ?term ?thing WHERE {{ ?thing a ?term }} LIMIT {SHOWN} }}
  LATERAL {{ OPTIONAL {{ ?thing rdfs:label|skos:prefLabel ?label }} }} }}"""
_CARRIED: Final = f"""
SELECT ?term ?predicate (COUNT(DISTINCT ?thing) AS ?number) WHERE {{
  {{ SELECT ?term ?thing WHERE {{ ?thing a ?term }} LIMIT {LOOKED_AT} }}
  LATERAL {{ ?thing ?predicate ?value }} }} GROUP BY ?term ?predicate"""
_SAID: Final = f"""
SELECT ?term (COUNT(*) AS ?number) WHERE {{
  {{ SELECT ?term ?thing ?value WHERE {{ ?thing ?term ?value }} LIMIT {FAR + 1} }} }} GROUP BY ?term"""
_SAYINGS: Final = f"""
SELECT ?term ?thing ?value ?label ?name WHERE {{
  {{ SELECT ?term ?thing ?value WHERE {{ ?thing ?term ?value }} LIMIT {SHOWN} }}
  LATERAL {{ OPTIONAL {{ ?thing rdfs:label|skos:prefLabel ?label }} }}
  LATERAL {{ OPTIONAL {{ ?value rdfs:label|skos:prefLabel ?name }} }} }}"""


@dataclass(frozen=True)
class ClassUse:
    """``number`` of instances (beyond FAR: at least so many), some of them, and what they carry how often."""

    number: int
    examples: tuple[Value, ...]
    carried: tuple[tuple[NamedNode, int], ...]

    @property
    def looked_at(self) -> int:
        """Of how many instances the properties were counted."""
        return min(self.number, LOOKED_AT)


@dataclass(frozen=True)
class PropertyUse:
    """How often a property is said (beyond FAR: at least so often), and a few examples."""

    number: int
    examples: tuple[tuple[Value, Value], ...]


async def class_use(view: View, vocabulary: Vocabulary, term: NamedNode, language: str) -> ClassUse:
    """The use of a class: three queries."""
    number = _number(await view.rows(_INSTANCES, term=term))
    examples = _values(await view.rows(_EXAMPLES, term=term), "thing", "label", language)
    carried = {
        row["predicate"]: _number([row]) for row in await view.rows(_CARRIED, term=term) if "predicate" in row
    }
    ordered = vocabulary.sorted(one for one in carried if isinstance(one, NamedNode))
    return ClassUse(number, examples, tuple((one, carried[one]) for one in ordered))


async def property_use(view: View, term: NamedNode, language: str) -> PropertyUse:
    """The use of a property: two queries."""
    number = _number(await view.rows(_SAID, term=term))
    rows = await view.rows(_SAYINGS, term=term)
    things = {one.term: one for one in _values(rows, "thing", "label", language)}
    values = {one.term: one for one in _values(rows, "value", "name", language)}
    pairs = dict.fromkeys((row["thing"], row["value"]) for row in rows)
    return PropertyUse(number, tuple((things[thing], values[value]) for thing, value in pairs))


def _values(rows: Iterable[Solution], name: str, label: str, language: str) -> tuple[Value, ...]:
    labels: dict[Term, list[Term]] = defaultdict(list)
    for row in rows:
        labels[row[name]].extend([row[label]] if label in row else [])
    return tuple(Value(term, label_of(term, found, language)) for term, found in labels.items())


def _number(rows: list[Solution]) -> int:
    term = rows[0].get("number") if rows else None
    return int(term.value) if isinstance(term, Literal) else 0
