"""Triple and quad pattern fragments: all that matches one pattern, a page at a time, with how much there is.

Terms are written as Hydra's ExplicitRepresentation has them: an IRI as it is, a literal in quotation marks
with ``@language`` or ``^^datatype``, a variable as nothing or ``?name``. Must not know HTTP or addresses.
"""

import re
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from qkg.errors import BadParameter
from qkg.store.view import Solution, View
from qkg.terms import Term

PARTS: Final = ("subject", "predicate", "object", "graph")
DEFAULT_GRAPH: Final = "urn:ldf:defaultGraph"
"""The name under which the union of all graphs is asked for."""
SIZE: Final = 100
"""Quads on a page."""
MOST: Final = 100_000
"""Beyond this a count is a lower bound, so that counting stays short."""
SORTED: Final = 2_000
"""Up to this, pages are cut from sorted quads; beyond it from the order in which the engine meets them."""
DEEPEST: Final = 1_000_000
_ANYWHERE: Final = "{ GRAPH ?graph { ?subject ?predicate ?object } }"
_LITERAL: Final = re.compile(
    r'"(?P<text>.*)"(?:@(?P<language>[A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^<?(?P<type>[^<>"\s]+)>?)?', re.DOTALL
)


@dataclass(frozen=True)
class Fragment:
    """One page of what matches: the quads, and how many there are in all (``exact`` unless very many)."""

    quads: tuple[ox.Quad, ...]
    total: int
    exact: bool
    page: int

    @property
    def more(self) -> bool:
        """Whether a next page has something."""
        return self.page * SIZE < self.total or (not self.exact and len(self.quads) == SIZE)


def read_term(text: str, part: str) -> Term | None:
    """A term of a pattern; None for a variable. BadParameter for what cannot stand in that part."""
    if not text or text.startswith("?"):
        return None
    if literal := _LITERAL.fullmatch(text):
        if part != "object":
            raise BadParameter(f"{part}= is an IRI; a literal can only be an object")
        return _literal(literal)
    try:
        return ox.NamedNode(text.removeprefix("<").removesuffix(">"))
    except ValueError as error:
        raise BadParameter(f'{part}= is an IRI, or for an object "text", "text"@zh, "5"^^datatype') from error


def _literal(found: re.Match[str]) -> ox.Literal:
    try:
        if found["language"]:
            return ox.Literal(found["text"], language=found["language"].lower())
        if found["type"]:
            return ox.Literal(found["text"], datatype=ox.NamedNode(found["type"]))
    except ValueError as error:
        raise BadParameter("object= has a language or a datatype that is none") from error
    return ox.Literal(found["text"])


async def fragment(view: View, pattern: dict[str, Term | None], page: int) -> Fragment:
    """A page, counted from one, of what matches; at most SIZE quads and two short questions."""
    if not 1 <= page <= DEEPEST:
        raise BadParameter(f"page= is a number from 1 to {DEEPEST}")
    union = pattern.get("graph") == ox.NamedNode(DEFAULT_GRAPH)
    bound = {name: term for name, term in pattern.items() if term is not None}
    if union:
        del bound["graph"]
    total = await _total(view, bound)
    order = "ORDER BY ?subject ?predicate ?object ?graph" if total <= SORTED else ""
    cut = f"{order} LIMIT {SIZE} OFFSET {(page - 1) * SIZE}"
    query = f"SELECT ?subject ?predicate ?object ?graph {_ANYWHERE} {cut}"
    rows = await view.rows(query, **bound)
    graph = ox.NamedNode(DEFAULT_GRAPH) if union else None
    return Fragment(tuple(_quad(row, graph) for row in rows), min(total, MOST), total <= MOST, page)


async def _total(view: View, bound: dict[str, Term]) -> int:
    """How many match; only variables that are projected can be bound, so they are grouped by."""
    if not bound:
        return sum((await view.store.graphs(view.generation.number)).values())
    names = " ".join(f"?{name}" for name in PARTS if name in bound)
    counted = f"{{ SELECT {names} {_ANYWHERE} LIMIT {MOST + 1} }}"
    rows = await view.rows(f"SELECT {names} (COUNT(*) AS ?n) {counted} GROUP BY {names}", **bound)
    number = rows[0]["n"] if rows else None
    return int(number.value) if isinstance(number, ox.Literal) else 0


def _quad(row: Solution, graph: ox.NamedNode | None) -> ox.Quad:
    subject, predicate, place = row["subject"], row["predicate"], row["graph"]
    if isinstance(subject, ox.Literal | ox.Triple) or not isinstance(predicate, ox.NamedNode):
        raise AssertionError("the store holds RDF")
    if not isinstance(place, ox.NamedNode | ox.BlankNode):
        raise AssertionError("the store holds named graphs")
    return ox.Quad(subject, predicate, row["object"], graph or place)
