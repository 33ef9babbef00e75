"""A thing as a page tells it: names, kinds, statements in the vocabulary's order, each with its evidence.

At most ``MOST`` statements are read, and the page says so when there are more. Must not know addresses.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from qkg.namespaces import ONTOLOGY, PREFIXES
from qkg.resources.evidence import Stated, Words, words_of
from qkg.resources.labels import Label, chosen, named, other
from qkg.resources.vocabulary import LABEL, PREF, TYPE, Vocabulary
from qkg.store.view import Solution, View
from qkg.terms import Term

MOST: Final = 500
_ASKED: Final = f"""
SELECT ?thing ?predicate ?object ?label WHERE {{
  {{ SELECT ?thing ?predicate ?object WHERE {{ ?thing ?predicate ?object }} LIMIT {MOST + 1} }}
  LATERAL {{ OPTIONAL {{ ?object rdfs:label|skos:prefLabel ?label }} }}
}}"""
_SKOS, _SCHEMA = PREFIXES["skos"], PREFIXES["schema"]
ALTERNATIVE: Final = NamedNode(_SKOS + "altLabel")
EVIDENCE: Final = NamedNode(ONTOLOGY + "evidence")
MEANING: Final = tuple(
    NamedNode(iri)
    for iri in (
        _SKOS + "definition",
        PREFIXES["dcterms"] + "description",
        PREFIXES["rdfs"] + "comment",
        _SKOS + "scopeNote",
    )
)
TOLD_APART: Final = frozenset({TYPE, LABEL, PREF, ALTERNATIVE, EVIDENCE, *MEANING})
"""Predicates that have a place of their own on the page."""


@dataclass(frozen=True)
class Value:
    """One value of a property. ``label``: of an IRI its name, of a literal its text."""

    term: Term
    label: Label
    words: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Statements:
    """All values of one property."""

    predicate: NamedNode
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Thing:
    """What is known of a thing for readers of one language."""

    iri: NamedNode
    label: Label
    other: Label | None
    alternative: tuple[Label, ...]
    meaning: Label | None
    types: tuple[NamedNode, ...]
    statements: tuple[Statements, ...]
    words: tuple[Words, ...]
    cut: bool

    def objects(self, predicate: NamedNode) -> list[Term]:
        """The values of a property."""
        return [value.term for one in self.statements if one.predicate == predicate for value in one.values]


async def thing(view: View, vocabulary: Vocabulary, iri: NamedNode, language: str) -> Thing | None:
    """The thing, or None where the graph says nothing of it: two queries."""
    rows, words = await asyncio.gather(view.rows(_ASKED, thing=iri), words_of(view, iri, language))
    return _told(vocabulary, iri, language, rows, words) if rows else None


def _told(
    vocabulary: Vocabulary,
    iri: NamedNode,
    language: str,
    rows: Sequence[Solution],
    words: dict[Stated, tuple[Words, ...]],
) -> Thing:
    values, labels = _read(rows)
    names = [*values.get(LABEL, ()), *values.get(PREF, ())]
    statements = tuple(
        Statements(
            predicate,
            _values(values[predicate], labels, words, predicate, language),
        )
        for predicate in vocabulary.sorted(values.keys() - TOLD_APART)
    )
    return Thing(
        iri,
        named(iri, chosen(names, language)),
        other(names, language),
        tuple(Label.of(one) for one in values.get(ALTERNATIVE, ()) if isinstance(one, Literal)),
        next((found for one in MEANING if (found := chosen(values.get(one, ()), language))), None),
        tuple(vocabulary.narrowest(one for one in values.get(TYPE, ()) if isinstance(one, NamedNode))),
        statements,
        words.get(None, ()),
        sum(map(len, values.values())) > MOST,
    )


def _read(rows: Iterable[Solution]) -> tuple[dict[NamedNode, list[Term]], dict[Term, list[Term]]]:
    values: dict[NamedNode, dict[Term, None]] = defaultdict(dict)
    labels: dict[Term, list[Term]] = defaultdict(list)
    for row in rows:
        predicate = row["predicate"]
        if isinstance(predicate, NamedNode):
            values[predicate][row["object"]] = None
        if "label" in row:
            labels[row["object"]].append(row["label"])
    return {predicate: list(found) for predicate, found in values.items()}, labels


def _values(
    terms: Iterable[Term],
    labels: dict[Term, list[Term]],
    words: dict[Stated, tuple[Words, ...]],
    predicate: NamedNode,
    language: str,
) -> tuple[Value, ...]:
    made = [
        Value(term, label_of(term, labels.get(term, ()), language), words.get((predicate, term), ()))
        for term in terms
    ]
    return tuple(sorted(made, key=lambda one: (one.label.primary != language, one.label.text)))


def label_of(term: Term, labels: Iterable[Term], language: str) -> Label:
    """How a value is written: the name of an IRI, the text of a literal."""
    if isinstance(term, NamedNode):
        return named(term, chosen(labels, language))
    return Label.of(term) if isinstance(term, Literal) else Label(str(term))
