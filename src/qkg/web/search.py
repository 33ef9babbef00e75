"""``/search``: a page of hits for people, the same as JSON for programs.

The index may be a moment behind the store; the answer says which generation it speaks of.
"""

import json
import sqlite3
from collections.abc import Mapping
from typing import Final

from qkg.errors import BadParameter
from qkg.media import Format, Kind
from qkg.search import kinds
from qkg.search.finding import Found, Hit, Page, find
from qkg.search.keeper import Keeper
from qkg.search.wording import LONGEST
from qkg.store.contract import Generation
from qkg.web.linking import address
from qkg.web.pages import words
from qkg.web.place import Data, Json, Place, Shown
from qkg.web.visit import Visit

JSON: Final = Format("json", "application/json", "json", Kind.ROWS, None)
SIZE: Final = 20
"""Hits on a page."""
DEEPEST: Final = 500
"""The last page that can be asked for: nobody reads further, and each page costs what all before it cost."""
PARAMETERS: Final[tuple[Json, ...]] = (
    {"name": "q", "in": "query", "schema": {"type": "string", "maxLength": LONGEST}, "example": "质量"},
    {
        "name": "kind",
        "in": "query",
        "description": "Only things of this class: Agency, schema:Person, or an IRI.",
        "schema": {"type": "string"},
    },
    {
        "name": "page",
        "in": "query",
        "schema": {"type": "integer", "minimum": 1, "maximum": DEEPEST, "default": 1},
    },
)
Labels = Mapping[str, Mapping[str, str]]


def search(keeper: Keeper) -> Place:
    """The place."""

    async def show(visit: Visit) -> Shown:
        (found, labels), _ = await _ask(keeper, visit)
        told, text = words(visit.language), visit.parameter("q").strip()
        values = {
            "q": text,
            "found": found,
            "kind": kinds.short(kinds.iri(visit.parameter("kind"))),
            "kinds": [(kinds.short(iri), labels[iri][visit.language], count) for iri, count in found.kinds],
            "hits": [_shown(hit, labels, visit) for hit in found.hits],
            "ways": _ways(visit, found.total),
            "longest": LONGEST,
        }
        title = told.search_for.format(q=text) if text else told.search_title
        return Shown("search.html", title, told.search_lead, values)

    async def data(visit: Visit, _format: Format) -> Data:
        (found, labels), generation = await _ask(keeper, visit)
        return Data(json.dumps(_document(visit, found, labels, generation), ensure_ascii=False).encode())

    return Place(
        "/search", "Search all words of the graph", show, data, (JSON,), kept=False, parameters=PARAMETERS
    )


async def _ask(keeper: Keeper, visit: Visit) -> tuple[tuple[Found, Labels], Generation]:
    number = _number(visit.parameter("page"))
    page = Page(visit.language, kinds.iri(visit.parameter("kind")), SIZE, (number - 1) * SIZE)
    return await keeper.ask(_find, visit.parameter("q"), page)


def _find(index: sqlite3.Connection, text: str, page: Page) -> tuple[Found, Labels]:
    found = find(index, text, page)
    iris = {hit.kind for hit in found.hits} | {iri for iri, _ in found.kinds}
    return found, kinds.labels(index, iris)


def _number(text: str) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= DEEPEST):
        raise BadParameter(f"page= is a number from 1 to {DEEPEST}; narrow the search to see more")
    return int(text)


def _shown(hit: Hit, labels: Labels, visit: Visit) -> Json:
    language = visit.language
    other = "en" if language == "zh" else "zh"
    named = language if hit.labels[language] else other
    return {
        "label": hit.labels[named] or hit.iri,
        "language": named,
        "address": _way(visit, hit.iri),
        "kind": labels[hit.kind][language] if hit.kind else "",
        "snippet": hit.snippet,
        "same": hit.snippet.field == "label" and hit.snippet.text == hit.labels[named],
    }


def _way(visit: Visit, iri: str) -> str | None:
    where = address(iri)
    return visit.to(where) if where and where.startswith("/") else where


def _ways(visit: Visit, total: int) -> Json:
    number, last = _number(visit.parameter("page")), min(-(-total // SIZE), DEEPEST)
    kept = {name: visit.parameter(name) for name in ("q", "kind") if visit.parameter(name)}
    ways = {"before": number - 1, "after": number + 1}
    found = {
        name: visit.to("/search", **kept, page=str(page)) if 1 <= page <= last else ""
        for name, page in ways.items()
    }
    return {"number": number, "last": last, **found}


def _document(visit: Visit, found: Found, labels: Labels, generation: Generation) -> Json:
    return {
        "query": visit.parameter("q"),
        "generation": generation.number,
        "total": found.total,
        "page": _number(visit.parameter("page")),
        "size": SIZE,
        "loose": found.loose,
        "kinds": [
            {"kind": kinds.short(iri), "iri": iri, "label": labels[iri], "count": count}
            for iri, count in found.kinds
        ],
        "hits": [_hit(hit, labels) for hit in found.hits],
    }


def _hit(hit: Hit, labels: Labels) -> Json:
    shown = hit.snippet
    segments = [{"text": one.text, "match": one.match} for one in shown.segments]
    return {
        "iri": hit.iri,
        "label": {language: text for language, text in hit.labels.items() if text},
        "kind": {"iri": hit.kind, "label": labels[hit.kind]} if hit.kind else None,
        "snippet": {"field": shown.field, "language": shown.language, "segments": segments},
    }
