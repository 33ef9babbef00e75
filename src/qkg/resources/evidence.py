"""The words behind a thing: the evidence of a fact, of each statement about it, or of an evidence item.

A ``qkg:Statement`` is folded here into the triple that it states.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from qkg.resources.labels import Label, chosen
from qkg.store.view import Solution, View
from qkg.terms import Term

MOST: Final = 300
"""Statements and evidence items of one thing that a page tells."""
_ASKED: Final = f"""
SELECT ?thing ?predicate ?object ?evidence ?quote ?start ?paragraph ?confidence ?speaker ?name ?article
WHERE {{
  {{ SELECT ?thing ?predicate ?object ?evidence WHERE {{
    {{ ?thing qkg:evidence ?evidence }} UNION
    {{ ?thing oa:hasTarget ?target BIND(?thing AS ?evidence) }} UNION
    {{ ?statement qkg:statementSubject ?thing ; qkg:statementPredicate ?predicate ;
      qkg:statementObject ?object ; qkg:evidence ?evidence }}
  }} LIMIT {MOST} }}
  LATERAL {{ ?evidence oa:hasTarget ?words . ?words oa:hasSelector ?selector . ?selector oa:exact ?quote .
    ?words oa:hasSource ?text }}
  LATERAL {{ OPTIONAL {{ ?words oa:hasSelector ?position . ?position oa:start ?start }} }}
  LATERAL {{ OPTIONAL {{ ?evidence qkg:paragraph ?paragraph }} }}
  LATERAL {{ OPTIONAL {{ ?evidence qkg:confidence ?confidence }} }}
  LATERAL {{ OPTIONAL {{ ?evidence qkg:speaker ?speaker . ?speaker rdfs:label ?name }} }}
  LATERAL {{ OPTIONAL {{ ?article qkg:textVersion ?text }} }}
}}"""
Stated = tuple[Term, Term] | None
"""Predicate and object of a statement; None for the thing itself."""


@dataclass(frozen=True)
class Words:
    """One evidence item: the quote, where it stands, who says it, how sure the encoder is."""

    evidence: NamedNode
    quote: Label
    start: int
    paragraph: int | None
    confidence: str
    speaker: NamedNode | None
    speaker_name: Label | None
    article: NamedNode | None


async def words_of(view: View, thing: NamedNode, language: str) -> dict[Stated, tuple[Words, ...]]:
    """The evidence of a thing, by what it proves; in the order of the text."""
    grouped: dict[Stated, dict[Term, list[Solution]]] = defaultdict(lambda: defaultdict(list))
    for row in await view.rows(_ASKED, thing=thing):
        stated = (row["predicate"], row["object"]) if "predicate" in row else None
        grouped[stated][row["evidence"]].append(row)
    return {
        stated: tuple(sorted((_words(rows, language) for rows in found.values()), key=lambda one: one.start))
        for stated, found in grouped.items()
    }


def _words(rows: list[Solution], language: str) -> Words:
    first = rows[0]
    return Words(
        evidence=_iri(first["evidence"]) or NamedNode("urn:none"),
        quote=_quote(first["quote"]),
        start=_number(first.get("start")) or 0,
        paragraph=_number(first.get("paragraph")),
        confidence=_text(first.get("confidence")),
        speaker=_iri(first.get("speaker")),
        speaker_name=chosen(_all(rows, "name"), language),
        article=_iri(first.get("article")),
    )


def _all(rows: Iterable[Solution], name: str) -> list[Term]:
    return [row[name] for row in rows if name in row]


def _iri(term: Term | None) -> NamedNode | None:
    return term if isinstance(term, NamedNode) else None


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else ""


def _quote(term: Term) -> Label:
    """The quote's language is that of the text, Chinese, where the literal has no tag."""
    language = (term.language if isinstance(term, Literal) else "") or "zh"
    return Label(_text(term), language)


def _number(term: Term | None) -> int | None:
    text = _text(term)
    return int(text) if text.isdecimal() else None
