"""The facts of one article graph, by the evidence that they rest on. Must not know the text."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from qkg.namespaces import ONTOLOGY
from qkg.resources.article import named
from qkg.resources.figures import FIGURE_FIELDS, FIGURE_PATTERN, figure_of, text
from qkg.resources.names import Named
from qkg.resources.wording import Figure
from qkg.store.view import Solution, View

STATEMENT: Final = ONTOLOGY + "Statement"
_FACTS = """
SELECT ?graph ?fact ?evidence ?type ?zh ?en ?kind_zh ?kind_en WHERE {
  GRAPH ?graph { ?fact qkg:evidence ?evidence ; a ?type }
  FILTER(?type != qkg:Statement)
  OPTIONAL { ?fact rdfs:label|skos:prefLabel ?zh FILTER(LANG(?zh) = "zh") }
  OPTIONAL { ?fact rdfs:label|skos:prefLabel ?en FILTER(LANG(?en) = "en") }
  OPTIONAL { ?type rdfs:label ?kind_zh FILTER(LANG(?kind_zh) = "zh") }
  OPTIONAL { ?type rdfs:label ?kind_en FILTER(LANG(?kind_en) = "en") }
}"""
_STATEMENTS = """
SELECT ?graph ?fact ?evidence ?s ?s_zh ?s_en ?p ?p_zh ?p_en ?o ?o_zh ?o_en WHERE {
  GRAPH ?graph {
    ?fact a qkg:Statement ; qkg:evidence ?evidence ;
      qkg:statementSubject ?s ; qkg:statementPredicate ?p ; qkg:statementObject ?o .
  }
  OPTIONAL { ?s rdfs:label|skos:prefLabel ?s_zh FILTER(LANG(?s_zh) = "zh") }
  OPTIONAL { ?s rdfs:label|skos:prefLabel ?s_en FILTER(LANG(?s_en) = "en") }
  OPTIONAL { ?p rdfs:label ?p_zh FILTER(LANG(?p_zh) = "zh") }
  OPTIONAL { ?p rdfs:label ?p_en FILTER(LANG(?p_en) = "en") }
  OPTIONAL { ?o rdfs:label|skos:prefLabel ?o_zh FILTER(LANG(?o_zh) = "zh") }
  OPTIONAL { ?o rdfs:label|skos:prefLabel ?o_en FILTER(LANG(?o_en) = "en") }
}"""
_FIGURES = (
    f"SELECT ?graph {FIGURE_FIELDS} WHERE {{ GRAPH ?graph {{ ?measure a qkg:Measure }} {FIGURE_PATTERN} }}"
)


@dataclass(frozen=True)
class Fact:
    """A thing that rests on evidence: its class and, for a figure, what it says."""

    thing: Named
    kind: Named
    figure: Figure | None = None


@dataclass(frozen=True)
class Stated:
    """A statement: one triple with evidence of its own. ``literal`` is set where the object is text."""

    iri: str
    subject: Named
    predicate: Named
    object: Named
    literal: str = ""
    language: str = ""


@dataclass(frozen=True)
class Resting:
    """What rests on one evidence item."""

    facts: tuple[Fact, ...] = ()
    statements: tuple[Stated, ...] = ()


async def read_facts(view: View, graph: str) -> dict[str, Resting]:
    """What rests on each evidence item of an article graph: three queries."""
    here = NamedNode(graph)
    figures, proven, statements = await asyncio.gather(
        _figures(view, here), view.rows(_FACTS, graph=here), view.rows(_STATEMENTS, graph=here)
    )
    facts: dict[str, dict[str, Fact]] = {}
    for row in proven:
        fact = Fact(named(row, "fact"), named(row, "type", "kind"), figures.get(text(row, "fact")))
        facts.setdefault(text(row, "evidence"), {})[fact.thing.iri] = fact
    stated: dict[str, dict[str, Stated]] = {}
    for row in statements:
        statement = _stated(row)
        stated.setdefault(text(row, "evidence"), {})[statement.iri] = statement
    return {
        evidence: Resting(
            _in_order(facts.get(evidence, {}).values()), _told(stated.get(evidence, {}).values())
        )
        for evidence in facts.keys() | stated.keys()
    }


async def _figures(view: View, graph: NamedNode) -> dict[str, Figure]:
    rows = await view.rows(_FIGURES, graph=graph)
    found = ((text(row, "measure"), figure_of(row)) for row in rows)
    return {iri: figure for iri, figure in found if figure}


def _stated(row: Solution) -> Stated:
    value = row["o"]
    literal = isinstance(value, Literal)
    return Stated(
        text(row, "fact"),
        named(row, "s", "s"),
        named(row, "p", "p"),
        named(row, "o", "o"),
        value.value if isinstance(value, Literal) else "",
        (value.language or "") if literal and isinstance(value, Literal) else "",
    )


def _in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda one: (one.kind.iri, one.thing.iri)))


def _told(statements: Iterable[Stated]) -> tuple[Stated, ...]:
    return tuple(sorted(statements, key=lambda one: one.iri))
