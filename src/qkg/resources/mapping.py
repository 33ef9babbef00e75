"""The identifiers of a thing in other systems, each with its confidence. None of them asserts identity."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from qkg.resources.labels import Label, chosen, named
from qkg.store.view import Solution, View
from qkg.terms import Term

_ASKED: Final = """
SELECT ?thing ?mapping ?value ?confidence ?scheme ?label WHERE {
  ?mapping qkg:mappedThing ?thing ; qkg:identifierValue ?value ; qkg:identifierScheme ?scheme
  LATERAL { OPTIONAL { ?mapping qkg:confidence ?confidence } }
  LATERAL { OPTIONAL { ?scheme skos:prefLabel ?label } }
} LIMIT 200"""


@dataclass(frozen=True)
class Identifier:
    """One identifier: its scheme with name, its text, and how sure the match is (0 to 1, as written)."""

    mapping: NamedNode
    scheme: NamedNode
    scheme_name: Label
    value: str
    confidence: str


async def identifiers(view: View, iri: NamedNode, language: str) -> tuple[Identifier, ...]:
    """All identifiers of a thing, by scheme and text: one query."""
    grouped: dict[Term, list[Solution]] = defaultdict(list)
    for row in await view.rows(_ASKED, thing=iri):
        grouped[row["mapping"]].append(row)
    made = [one for rows in grouped.values() if (one := _identifier(rows, language))]
    return tuple(sorted(made, key=lambda one: (one.scheme_name.text, one.value)))


def _identifier(rows: list[Solution], language: str) -> Identifier | None:
    first = rows[0]
    mapping, scheme = first["mapping"], first["scheme"]
    if not isinstance(mapping, NamedNode) or not isinstance(scheme, NamedNode):
        return None
    name = named(scheme, chosen([row["label"] for row in rows if "label" in row], language))
    return Identifier(mapping, scheme, name, _text(first["value"]), _text(first.get("confidence")))


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else ""
