"""Nodes described: names, kinds, counts of evidence and period of many IRIs in a handful of questions."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from qkg.graphview.labels import labels_of
from qkg.graphview.listing import values
from qkg.graphview.period import Period, read
from qkg.graphview.subgraph import Labels, Node
from qkg.namespaces import ONTOLOGY
from qkg.store.view import Solution, View

KINDS = "SELECT DISTINCT ?node ?kind {{ {listed} ?node a ?kind }}"
SUPERS = "SELECT DISTINCT ?kind ?super {{ {listed} ?kind rdfs:subClassOf ?super FILTER(isIRI(?super)) }}"
OWN = """SELECT ?node (COUNT(DISTINCT ?evidence) AS ?count) {{
  {listed} ?node qkg:evidence ?evidence
}} GROUP BY ?node"""
SAID = """SELECT ?node (COUNT(DISTINCT ?evidence) AS ?count) {{
  {listed} ?statement qkg:statementSubject|qkg:statementObject ?node ; qkg:evidence ?evidence
}} GROUP BY ?node"""
PERIODS = """SELECT ?node (MIN(?text) AS ?edtf) {{
  {listed} ?node (qkg:period|sdmx-dimension:refPeriod|dcterms:temporal|org:memberDuring)?/qkg:edtf ?text
}} GROUP BY ?node"""
DATES = """SELECT ?node (MIN(?day) AS ?edtf) {{
  {listed} ?node schema:datePublished|time:inXSDDate ?day
}} GROUP BY ?node"""


async def described(view: View, iris: Iterable[str]) -> tuple[list[Node], dict[str, Labels]]:
    """The nodes in the order given, each once, and the names of their kinds. Blank nodes stay bare."""
    ids = list(dict.fromkeys(iris))
    named = [NamedNode(iri) for iri in ids if not iri.startswith("_:")]
    if not named:
        return [Node(iri) for iri in ids], {}
    labels, kinds, own, stated, periods = await asyncio.gather(
        labels_of(view, named),
        _kinds(view, named),
        _counts(view, OWN, named),
        _counts(view, SAID, named),
        _periods(view, named),
    )
    used = sorted({kind for several in kinds.values() for kind in several})
    names, supers = await asyncio.gather(labels_of(view, map(NamedNode, used)), _supers(view, used))
    nodes = [
        Node(
            iri,
            labels.get(iri, {}),
            most_specific(kinds.get(iri, ()), supers),
            kinds.get(iri, ()),
            own.get(iri, 0),
            stated.get(iri, 0),
            periods.get(iri),
        )
        for iri in ids
    ]
    return nodes, names


def most_specific(kinds: Sequence[str], supers: dict[str, set[str]]) -> str | None:
    """The class that none of the others refines; our own vocabulary before borrowed ones."""
    general = set().union(*(supers.get(kind, set()) for kind in kinds))
    left = [kind for kind in kinds if kind not in general] or list(kinds)
    return min(left, key=lambda kind: (not kind.startswith(ONTOLOGY), kind), default=None)


async def _kinds(view: View, named: Sequence[NamedNode]) -> dict[str, tuple[str, ...]]:
    found = defaultdict(set)
    for row in await view.rows(KINDS.format(listed=values("node", named))):
        found[text(row, "node")].add(text(row, "kind"))
    return {iri: tuple(sorted(kinds)) for iri, kinds in found.items()}


async def _supers(view: View, kinds: Sequence[str]) -> dict[str, set[str]]:
    found = defaultdict(set)
    for row in await view.rows(SUPERS.format(listed=values("kind", map(NamedNode, kinds)))):
        found[text(row, "kind")].add(text(row, "super"))
    return dict(found)


async def _counts(view: View, query: str, named: Sequence[NamedNode]) -> dict[str, int]:
    rows = await view.rows(query.format(listed=values("node", named)))
    return {text(row, "node"): int(text(row, "count")) for row in rows if "node" in row}


async def _periods(view: View, named: Sequence[NamedNode]) -> dict[str, Period]:
    listed = values("node", named)
    dates, spans = await asyncio.gather(
        view.rows(DATES.format(listed=listed)), view.rows(PERIODS.format(listed=listed))
    )
    return {text(row, "node"): read(text(row, "edtf")) for row in [*dates, *spans] if "edtf" in row}


def text(row: Solution, name: str) -> str:
    """The characters of a bound IRI or literal; a blank node with ``_:``; empty when unbound."""
    term = row.get(name)
    if isinstance(term, NamedNode | Literal):
        return term.value
    return "" if term is None else str(term)
