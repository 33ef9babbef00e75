"""Edges between given nodes, each with the evidence that proves it."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable

from pyoxigraph import NamedNode

from qkg.graphview.listing import outside, values
from qkg.graphview.nodes import text
from qkg.graphview.plumbing import PLUMBING
from qkg.graphview.subgraph import Edge, Proof, Triple
from qkg.store.view import View

AMONG = """SELECT DISTINCT ?source ?predicate ?target {{
  {listed} ?source ?predicate ?target FILTER(isIRI(?target)) {kept}
}}"""
STATED = """SELECT ?source ?predicate ?target ?evidence {{
  {listed} ?statement qkg:statementSubject ?source ; qkg:statementPredicate ?predicate ;
    qkg:statementObject ?target ; qkg:evidence ?evidence
}}"""
FACTS = "SELECT ?source ?evidence {{ {listed} ?source qkg:evidence ?evidence }}"


async def edges_among(
    view: View, ids: Collection[str], hidden: Collection[NamedNode] = PLUMBING
) -> list[Edge]:
    """All edges between these nodes whose predicate is not hidden, proved."""
    inside = set(ids)
    listed = values("source", named(inside))
    rows = await view.rows(AMONG.format(listed=listed, kept=outside("predicate", hidden)))
    triples = [(text(row, "source"), text(row, "predicate"), text(row, "target")) for row in rows]
    return await proved(view, [triple for triple in triples if triple[2] in inside])


async def proved(view: View, triples: Iterable[Triple]) -> list[Edge]:
    """The edges of these triples, in a stable order, with the evidence of each."""
    ordered = sorted(set(triples))
    if not ordered:
        return []
    listed = values("source", named({source for source, _, _ in ordered}))
    stated, facts = await asyncio.gather(
        view.rows(STATED.format(listed=listed)), view.rows(FACTS.format(listed=listed))
    )
    by_triple, by_fact = defaultdict(set), defaultdict(set)
    for row in stated:
        key = (text(row, "source"), text(row, "predicate"), text(row, "target"))
        by_triple[key].add(text(row, "evidence"))
    for row in facts:
        by_fact[text(row, "source")].add(text(row, "evidence"))
    return [_edge(triple, by_triple.get(triple), by_fact.get(triple[0])) for triple in ordered]


def _edge(triple: Triple, stated: set[str] | None, fact: set[str] | None) -> Edge:
    proof: Proof | None = "statement" if stated else "fact" if fact else None
    return Edge(*triple, evidence=tuple(sorted(stated or fact or ())), proof=proof)


def named(ids: Iterable[str]) -> list[NamedNode]:
    """The IRIs among the ids; blank nodes cannot be asked for by name."""
    return [NamedNode(iri) for iri in ids if not iri.startswith("_:")]
