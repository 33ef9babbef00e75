"""``/suggest``: names as they are typed, for a browser's search box (OpenSearch), an editor and the explorer.

And ``/opensearch.xml``, which tells a browser that this site can be searched (OpenSearch 1.1).
"""

import json
import sqlite3
from collections.abc import Collection, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from qkg.errors import BadParameter
from qkg.media import Format, Kind
from qkg.namespaces import THING
from qkg.search import kinds
from qkg.search.keeper import Keeper
from qkg.search.suggesting import Suggestion, suggest
from qkg.web.linking import address
from qkg.web.pages import words
from qkg.web.place import Data, Json, Place
from qkg.web.search import JSON, Labels
from qkg.web.visit import Visit

SUGGESTIONS: Final = Format(
    "suggestions", "application/x-suggestions+json", "suggestions", Kind.ROWS, None, charset=True
)
DESCRIPTION: Final = Format(
    "opensearch", "application/opensearchdescription+xml", "xml", Kind.ROWS, None, charset=True
)
MOST: Final = 50
"""Suggestions at once."""
USUAL: Final = 10
PARAMETERS: Final[tuple[Json, ...]] = (
    {"name": "q", "in": "query", "schema": {"type": "string"}, "example": "包"},
    {
        "name": "kind",
        "in": "query",
        "description": "Only things of one of these classes: Agency, schema:Person, or an IRI.",
        "schema": {"type": "array", "items": {"type": "string"}},
        "explode": True,
    },
    {
        "name": "things",
        "in": "query",
        "description": "Leave the vocabulary out: only IRIs below id/.",
        "schema": {"enum": ["only"]},
    },
    {
        "name": "limit",
        "in": "query",
        "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    },
)


def suggestions(keeper: Keeper) -> Place:
    """The place of suggestions."""

    async def data(visit: Visit, format: Format) -> Data:
        wanted = {kinds.iri(one) for one in visit.parameters("kind") if one}
        below = THING if visit.parameter("things") == "only" else ""
        (found, labels), generation = await keeper.ask(
            _suggest, visit.parameter("q"), wanted, _limit(visit.parameter("limit")), below
        )
        listed = [_described(one, labels) for one in found]
        if format is SUGGESTIONS:
            return Data(_encoded(_opensearch(visit, found, labels)))
        document = {"query": visit.parameter("q"), "generation": generation.number, "suggestions": listed}
        return Data(_encoded(document))

    return Place(
        "/suggest",
        "Names as they are typed",
        data=data,
        twins=(JSON, SUGGESTIONS),
        kept=False,
        parameters=PARAMETERS,
    )


def _suggest(
    index: sqlite3.Connection, text: str, wanted: Collection[str], limit: int, below: str
) -> tuple[Sequence[Suggestion], Labels]:
    found = suggest(index, text, sorted(wanted), limit, below)
    return found, kinds.labels(index, {one.kind for one in found})


def _limit(text: str) -> int:
    if not text:
        return USUAL
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST):
        raise BadParameter(f"limit= is a number from 1 to {MOST}")
    return int(text)


def _described(one: Suggestion, labels: Labels) -> Json:
    return {
        "iri": one.iri,
        "name": one.name,
        "language": one.language,
        "label": {language: text for language, text in (("zh", one.zh), ("en", one.en)) if text},
        "kind": {"iri": one.kind, "label": labels[one.kind]} if one.kind else None,
    }


def _opensearch(visit: Visit, found: Sequence[Suggestion], labels: Labels) -> list[object]:
    """Query, completions, descriptions, addresses (OpenSearch suggestions extension 1.1)."""
    return [
        visit.parameter("q"),
        [one.name for one in found],
        [labels[one.kind][visit.language] if one.kind else "" for one in found],
        [_absolute(visit, one.iri) for one in found],
    ]


def _absolute(visit: Visit, iri: str) -> str:
    where = address(iri) or ""
    return visit.base + where if where.startswith("/") else where


def _encoded(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


async def _describe(visit: Visit, _format: Format) -> Data:
    told, base, lead = words(visit.language), visit.base, f"/{visit.language}"
    ways = "".join(
        f"\n  <Url type={quoteattr(kind)} "
        f"template={quoteattr(f'{base}{lead}{path}?q={{searchTerms}}{more}')}/>"
        for kind, path, more in (
            ("text/html", "/search", "&page={startPage?}"),
            (SUGGESTIONS.media_type, "/suggest", "&format=suggestions"),
            (JSON.media_type, "/search.json", "&page={startPage?}"),
        )
    )
    return Data(
        f"""<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>{escape(told.search_short)}</ShortName>
  <Description>{escape(told.search_lead)}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Language>{visit.language}</Language>
  <Image width="16" height="16" type="image/svg+xml">{escape(base)}/static/icon.svg</Image>{ways}
</OpenSearchDescription>
""".encode()
    )


OPENSEARCH: Final = Place(
    "/opensearch", "How to search here (OpenSearch)", data=_describe, twins=(DESCRIPTION,)
)
"""The place of the description; browsers know it as ``/opensearch.xml``."""
