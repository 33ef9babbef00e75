"""The words behind a node or an edge: quotes with speaker, place and confidence; figures with their hedge.

What proves an edge is the evidence of the statement about it; where there is none, of the fact that is its
subject. What proves a node is its own evidence and, with ``about``, that of statements about it.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from qkg.graphview.edges import proved
from qkg.graphview.labels import labels_of
from qkg.graphview.listing import values
from qkg.graphview.nodes import text
from qkg.graphview.subgraph import Edge, Extent, Labels, Triple
from qkg.store.view import Solution, View

OWN = "SELECT DISTINCT ?evidence ?node { ?node qkg:evidence ?evidence }"
ABOUT = """SELECT DISTINCT ?evidence ?node {
  { ?node qkg:evidence ?evidence } UNION { ?statement qkg:statementSubject ?node ; qkg:evidence ?evidence }
  UNION { ?statement qkg:statementObject ?node ; qkg:evidence ?evidence }
}"""
PIECES = """SELECT ?evidence ?speaker ?attribution ?confidence ?paragraph {{ {listed}
  ?evidence a qkg:Evidence . OPTIONAL {{ ?evidence qkg:speaker ?speaker }}
  OPTIONAL {{ ?evidence qkg:attribution ?attribution }} OPTIONAL {{ ?evidence qkg:confidence ?confidence }}
  OPTIONAL {{ ?evidence qkg:paragraph ?paragraph }}
}}"""
PLACES = """SELECT ?evidence ?text ?article ?quote ?start ?end {{ {listed}
  ?evidence oa:hasTarget ?target . ?target oa:hasSource ?text ; oa:hasSelector ?selector .
  OPTIONAL {{ ?article qkg:textVersion ?text }} OPTIONAL {{ ?selector oa:exact ?quote }}
  OPTIONAL {{ ?selector oa:start ?start ; oa:end ?end }}
}}"""
FIGURE = """SELECT ?node ?value ?unit ?hedge ?bound ?lower ?upper ?verbatim {
  ?node sdmx-measure:obsValue ?value .
  OPTIONAL { ?node sdmx-attribute:unitMeasure ?unit }
  OPTIONAL { ?node qkg:approximation ?hedge OPTIONAL { ?hedge qkg:setsBound ?bound } }
  OPTIONAL { ?node qkg:lowerBound ?lower } OPTIONAL { ?node qkg:upperBound ?upper }
  OPTIONAL { ?node qkg:verbatim ?verbatim }
} ORDER BY ?verbatim LIMIT 1"""


@dataclass(frozen=True)
class Place:
    """Where in which text version; characters from 0, end exclusive."""

    text: str
    start: int
    end: int


@dataclass
class Piece:
    """One piece of evidence."""

    id: str
    quotes: list[str] = field(default_factory=list)
    speaker: str | None = None
    attribution: str | None = None
    confidence: float | None = None
    paragraph: int | None = None
    article: str | None = None
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class Figure:
    """The number that a node reports, with the hedge that must be said with it and its bound."""

    value: str
    unit: str | None
    hedge: str | None
    bound: str | None
    lower: str | None
    upper: str | None
    verbatim: str | None


@dataclass(frozen=True)
class Evidence:
    """Pieces of evidence, the figure that they prove if it is one, and the names of all that is mentioned."""

    pieces: tuple[Piece, ...]
    extent: Extent
    names: dict[str, Labels]
    figure: Figure | None = None
    edge: Edge | None = None


async def of_node(view: View, iri: str, about: bool, limit: int, offset: int = 0) -> Evidence:
    """The evidence of a node, and with ``about`` of statements in which it is subject or object."""
    rows = await view.rows(ABOUT if about else OWN, node=NamedNode(iri))
    return await _evidence(view, [text(row, "evidence") for row in rows], (limit, offset), iri)


async def of_edge(view: View, triple: Triple, limit: int, offset: int = 0) -> Evidence:
    """The evidence of an edge."""
    (edge,) = await proved(view, [triple])
    return await _evidence(view, edge.evidence, (limit, offset), triple[0], edge)


async def of_pieces(view: View, iris: Sequence[str], limit: int, offset: int = 0) -> Evidence:
    """Pieces of evidence by their own IRIs."""
    return await _evidence(view, iris, (limit, offset), None)


async def _evidence(
    view: View, iris: Sequence[str], page: tuple[int, int], node: str | None, edge: Edge | None = None
) -> Evidence:
    limit, offset = page
    ordered = sorted(set(iris))
    shown = [NamedNode(iri) for iri in ordered[offset : offset + limit]]
    pieces, figure = await asyncio.gather(_pieces(view, shown), _figure(view, node))
    used = {one for piece in pieces for one in (piece.speaker, piece.article) if one}
    used |= {one for one in (figure.unit, figure.hedge) if one} if figure else set()
    used |= set(edge.triple) if edge else {node} if node else set()
    names = await labels_of(view, map(NamedNode, used))
    return Evidence(pieces, Extent(len(ordered), len(pieces), limit, offset), names, figure, edge)


async def _pieces(view: View, shown: Sequence[NamedNode]) -> tuple[Piece, ...]:
    if not shown:
        return ()
    listed = values("evidence", shown)
    rows, places = await asyncio.gather(
        view.rows(PIECES.format(listed=listed)), view.rows(PLACES.format(listed=listed))
    )
    found = {text(row, "evidence"): _piece(row) for row in rows}
    for row in places:
        if piece := found.get(text(row, "evidence")):
            _placed(piece, row)
    for piece in found.values():
        piece.places.sort(key=lambda place: place.text)
    return tuple(found[iri] for iri in sorted(found))


def _piece(row: Solution) -> Piece:
    confidence, paragraph = text(row, "confidence"), text(row, "paragraph")
    return Piece(
        text(row, "evidence"),
        speaker=text(row, "speaker") or None,
        attribution=text(row, "attribution") or None,
        confidence=float(confidence) if confidence else None,
        paragraph=int(paragraph) if paragraph else None,
    )


def _placed(piece: Piece, row: Solution) -> None:
    piece.article = text(row, "article") or piece.article
    if (quote := text(row, "quote")) and quote not in piece.quotes:
        piece.quotes.append(quote)
    if "start" in row and "end" in row:
        place = Place(text(row, "text"), int(text(row, "start")), int(text(row, "end")))
        if place not in piece.places:
            piece.places.append(place)


async def _figure(view: View, node: str | None) -> Figure | None:
    rows = await view.rows(FIGURE, node=NamedNode(node)) if node else []
    names = ("unit", "hedge", "bound", "lower", "upper", "verbatim")
    return next(
        (Figure(text(row, "value"), *(text(row, name) or None for name in names)) for row in rows), None
    )
