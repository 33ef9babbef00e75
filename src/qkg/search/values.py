"""What is said of a thing under one property, with the names of what it points at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode

from qkg.namespaces import THING
from qkg.store.view import View
from qkg.terms import Term

_VALUES: Final = """
SELECT ?thing ?property ?value ?label WHERE {
  ?thing ?property ?value OPTIONAL { ?value rdfs:label|skos:prefLabel ?label }
}
"""
_PROPERTIES: Final = """
SELECT ?kind ?property (COUNT(*) AS ?n) WHERE { ?thing a ?kind ; ?property ?value }
GROUP BY ?kind ?property ORDER BY DESC(?n) ?property
"""
_HAVING: Final = f"""
SELECT DISTINCT ?thing ?property ?value WHERE {{
  ?thing ?property ?value FILTER(STRSTARTS(STR(?thing), "{THING}"))
}} ORDER BY ?thing LIMIT 100
"""
_SAYING: Final = f"""
SELECT DISTINCT ?thing ?property ?text WHERE {{
  ?thing ?property ?value FILTER(ISLITERAL(?value) && STR(?value) = ?text)
  FILTER(STRSTARTS(STR(?thing), "{THING}"))
}} ORDER BY ?thing LIMIT 100
"""


@dataclass
class Value:
    """A value, and its names by language when it is a thing."""

    term: Term
    names: dict[str, str] = field(default_factory=dict)

    def texts(self) -> list[str]:
        """All that it may be called."""
        own = self.term.value if isinstance(self.term, NamedNode | Literal) else ""
        return [own, *self.names.values()]


async def values(view: View, thing: str, property: str) -> Sequence[Value]:
    """The values of a property of one thing, in the order of their text."""
    found: dict[Term, Value] = {}
    for row in await view.rows(_VALUES, thing=NamedNode(thing), property=NamedNode(property)):
        value = found.setdefault(row["value"], Value(row["value"]))
        label = row.get("label")
        if isinstance(label, Literal):
            value.names[label.language or ""] = label.value
    return sorted(found.values(), key=lambda one: str(one.term))


async def properties(view: View, kind: str) -> Sequence[str]:
    """The properties that things of a kind have, the commonest first."""
    rows = await view.rows(_PROPERTIES, kind=NamedNode(kind))
    return [row["property"].value for row in rows if isinstance(row["property"], NamedNode)]


async def having(view: View, property: str, value: Term) -> Sequence[str]:
    """Up to a hundred things that have this value; of a literal the text alone counts."""
    wanted = NamedNode(property)
    if isinstance(value, Literal):
        rows = await view.rows(_SAYING, property=wanted, text=Literal(value.value))
    else:
        rows = await view.rows(_HAVING, property=wanted, value=value)
    return [row["thing"].value for row in rows if isinstance(row["thing"], NamedNode)]
