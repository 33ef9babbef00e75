"""``/fragments``: pattern fragments for linked-data clients such as Comunica, and as a page for people."""

from typing import Final
from urllib.parse import urlencode

import pyoxigraph as ox

from qkg.errors import BadParameter, UnknownFormat
from qkg.media import GRAPH_FORMATS, Format
from qkg.sparql import hydra
from qkg.sparql.fragments import PARTS, Fragment, fragment, read_term
from qkg.sparql.hydra import Addresses
from qkg.terms import short
from qkg.web.linking import address
from qkg.web.pages import words
from qkg.web.place import Data, Json, Place, Shown
from qkg.web.visit import Visit

PATH: Final = "/fragments"
TWINS: Final = tuple(
    one for name in ("trig", "nq", "ttl", "nt", "jsonld", "rdf") for one in GRAPH_FORMATS if one.name == name
)
PARAMETERS: Final[tuple[Json, ...]] = (
    *({"name": part, "in": "query", "schema": {"type": "string"}} for part in PARTS),
    {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}},
)


async def _ask(visit: Visit) -> Fragment:
    pattern = {part: read_term(visit.parameter(part), part) for part in PARTS}
    return await fragment(visit.view, pattern, _page(visit))


def _page(visit: Visit) -> int:
    text = visit.parameter("page", "1")
    if not (text.isascii() and text.isdigit()):
        raise BadParameter("page= is a number")
    return int(text[:9])


def _addresses(visit: Visit, found: Fragment) -> Addresses:
    """The page under the very address that was asked for, and its neighbours."""
    query = visit.exchange.scope["query_string"].decode("latin-1")
    start = visit.base + PATH
    pages = {"previous": found.page - 1, "next": found.page + 1 if found.more else 0}
    ways = {name: _way(visit, start, page) for name, page in pages.items() if page}
    here = visit.base + visit.exchange.path() + (f"?{query}" if query else "")
    return Addresses(start, _way(visit, start, 0), here, _way(visit, start, 1), **ways)


def _way(visit: Visit, start: str, page: int) -> str:
    kept = [(part, visit.parameter(part)) for part in PARTS if visit.parameter(part)]
    kept += [("page", str(page))] if page else []
    return start + (f"?{urlencode(kept)}" if kept else "")


async def _data(visit: Visit, format: Format) -> Data:
    found = await _ask(visit)
    if not isinstance(format.engine, ox.RdfFormat):
        raise UnknownFormat(f"{format.name} does not hold triples")
    return Data(hydra.written(found, _addresses(visit, found), format.engine))


async def _show(visit: Visit) -> Shown:
    found, told = await _ask(visit), words(visit.language)
    kept = {part: visit.parameter(part) for part in PARTS if visit.parameter(part)}
    values = {
        "pattern": {part: visit.parameter(part) for part in PARTS},
        "rows": [_row(one, visit) for one in found.quads],
        "total": found.total,
        "exact": found.exact,
        "before": visit.to(PATH, **kept, page=str(found.page - 1)) if found.page > 1 else "",
        "after": visit.to(PATH, **kept, page=str(found.page + 1)) if found.more else "",
    }
    return Shown("fragments.html", told.fragments_title, told.fragments_lead, values)


def _row(quad: ox.Quad, visit: Visit) -> list[dict[str, str]]:
    """The four terms: text, language, the address of the thing, and the fragment with that term."""
    cells = []
    for part, term in zip(PARTS, (quad.subject, quad.predicate, quad.object, quad.graph_name), strict=True):
        explicit = _explicit(term)
        where = address(term.value) if isinstance(term, ox.NamedNode) else None
        cells.append(
            {
                "text": short(term) if not isinstance(term, ox.DefaultGraph) else "",
                "lang": (term.language or "") if isinstance(term, ox.Literal) else "",
                "thing": visit.to(where) if where and where.startswith("/id/") else "",
                "same": visit.to(PATH, **{part: explicit}) if explicit else "",
            }
        )
    return cells


def _explicit(term: object) -> str:
    """A term as a parameter; empty for what cannot be asked for."""
    if isinstance(term, ox.NamedNode):
        return term.value
    if not isinstance(term, ox.Literal):
        return ""
    if term.language:
        return f'"{term.value}"@{term.language}'
    return f'"{term.value}"^^{term.datatype.value}'


FRAGMENTS: Final = Place(
    PATH, "What matches a pattern (Triple Pattern Fragments)", _show, _data, TWINS, parameters=PARAMETERS
)
