"""What points at a thing: how often by which property, the first few of each; one property by pages."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from qkg.errors import UnsupportedQuery
from qkg.namespaces import ONTOLOGY
from qkg.resources.thing import Value, label_of
from qkg.resources.vocabulary import Vocabulary
from qkg.store.view import Solution, View
from qkg.terms import Term

SHOWN: Final = 20
FOLDED: Final = ("statementSubject", "statementPredicate", "statementObject", "mappedThing")
"""Our properties that a page tells elsewhere: statements stand with their triple, mappings by themselves."""
_FOLDED: Final = ", ".join(f"qkg:{name}" for name in FOLDED)
_COUNTED: Final = f"""SELECT ?thing ?predicate (COUNT(*) AS ?number) WHERE {{
    ?any ?predicate ?thing FILTER(?predicate NOT IN ({_FOLDED})) }} GROUP BY ?thing ?predicate"""
_ASKED: Final = f"""
SELECT ?thing ?predicate ?number ?subject ?label WHERE {{
  {{ {_COUNTED} }}
  LATERAL {{ SELECT ?thing ?predicate ?subject WHERE {{ ?subject ?predicate ?thing }} LIMIT {SHOWN} }}
  LATERAL {{ OPTIONAL {{ ?subject rdfs:label|skos:prefLabel ?label }} }}
}}"""
_PAGE: Final = """
SELECT ?thing ?predicate ?subject ?label WHERE {
  { SELECT ?thing ?predicate ?subject WHERE { ?subject ?predicate ?thing } LIMIT %d OFFSET %d }
  LATERAL { OPTIONAL { ?subject rdfs:label|skos:prefLabel ?label } }
}"""


@dataclass(frozen=True)
class Incoming:
    """The things that point here by one property: their number, and some of them from ``first`` on."""

    predicate: NamedNode
    number: int
    things: tuple[Value, ...]
    first: int = 0

    @property
    def more(self) -> bool:
        """Whether there are things behind these."""
        return self.first + len(self.things) < self.number


async def incoming(view: View, vocabulary: Vocabulary, iri: NamedNode, language: str) -> tuple[Incoming, ...]:
    """The first of each property, in the vocabulary's order: one query."""
    by_predicate: dict[NamedNode, list[Solution]] = defaultdict(list)
    for row in await _rows(view, iri):
        if isinstance(row["predicate"], NamedNode):
            by_predicate[row["predicate"]].append(row)
    return tuple(
        Incoming(one, _count(by_predicate[one][0]), _things(by_predicate[one], language))
        for one in vocabulary.sorted(by_predicate)
    )


async def _rows(view: View, iri: NamedNode) -> list[Solution]:
    """The first of each property; one by one on an engine that cannot do that in one query."""
    try:
        return await view.rows(_ASKED, thing=iri)
    except UnsupportedQuery:
        counted = await view.rows(_COUNTED, thing=iri)
    found: list[Solution] = []
    for row in counted:
        page = await view.rows(_PAGE % (SHOWN, 0), thing=iri, predicate=row["predicate"])
        found += ({**one, "number": row["number"]} for one in page)
    return found


async def further(view: View, iri: NamedNode, known: Incoming, page: int, language: str) -> Incoming:
    """One page of the things that point here by one property; pages are counted from one."""
    first = (page - 1) * SHOWN
    rows = await view.rows(_PAGE % (SHOWN, first), thing=iri, predicate=known.predicate)
    return Incoming(known.predicate, known.number, _things(rows, language), first)


def _things(rows: Iterable[Solution], language: str) -> tuple[Value, ...]:
    labels: dict[Term, list[Term]] = defaultdict(list)
    for row in rows:
        labels[row["subject"]].extend([row["label"]] if "label" in row else [])
    made = [Value(term, label_of(term, found, language)) for term, found in labels.items()]
    return tuple(sorted(made, key=lambda one: (one.label.primary != language, one.label.text)))


def _count(row: Solution) -> int:
    number = row["number"]
    return int(number.value) if isinstance(number, Literal) else 0


def is_folded(predicate: NamedNode) -> bool:
    """Whether a page tells this property elsewhere."""
    return predicate.value.removeprefix(ONTOLOGY) in FOLDED
