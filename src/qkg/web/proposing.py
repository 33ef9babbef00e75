"""What helps a person who reconciles: suggestions, flyouts, properties to fetch (0.2, §6, §7)."""

import json
import sqlite3
from typing import Any, Final

from qkg.errors import BadParameter, NoSuchPage
from qkg.media import Format
from qkg.namespaces import PREFIXES, THING
from qkg.search import kinds
from qkg.search.keeper import Keeper
from qkg.search.reconciliation import id_of, iri_of
from qkg.search.suggesting import Suggestion, named_by, suggest
from qkg.search.values import properties
from qkg.terms import curie
from qkg.web.place import Data, Json, Place
from qkg.web.preview import drawn, named, said
from qkg.web.row import checked
from qkg.web.search import JSON
from qkg.web.visit import Visit

OWL: Final = PREFIXES["owl"]
SOUGHT: Final = {
    "entity": (),
    "type": (OWL + "Class",),
    "property": (OWL + "ObjectProperty", OWL + "DatatypeProperty", OWL + "AnnotationProperty"),
}
"""The kinds of what each suggest service offers; entities are all that stands below ``id/``."""
SHOWN: Final = 10
DEEPEST: Final = 200
TEXT: Final[Json] = {"type": "string"}


def reconciling_places(keeper: Keeper) -> tuple[Place, ...]:
    """The places of the helping services."""
    what = {"what": "entity"}
    query = ({"name": "prefix", "in": "query", "schema": TEXT, "example": "内蒙"}, _cursor())
    id = ({"name": "id", "in": "query", "schema": TEXT, "example": "agency/samr"},)
    kind = ({"name": "type", "in": "query", "schema": TEXT, "example": "Agency"}, _limit())
    suggesting, flyout, proposing = _Suggesting(keeper), _Flyout(keeper), _Proposing(keeper)
    told = "Reconciliation: "
    return (
        _place("/reconcile/suggest/{what}", told + "suggestions", suggesting, query, what),
        _place("/reconcile/flyout/{what}", told + "a suggestion explained", flyout, id, what),
        _place("/reconcile/properties", told + "properties of a type", proposing, kind, {}),
    )


def _place(
    path: str, summary: str, data: Any, parameters: tuple[Json, ...], example: dict[str, str]
) -> Place:
    return Place(path, summary, data=data, twins=(JSON,), kept=False, parameters=parameters, example=example)


def _cursor() -> Json:
    return {"name": "cursor", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": DEEPEST}}


def _limit() -> Json:
    return {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1}}


class _Suggesting:
    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    async def __call__(self, visit: Visit, _format: Format) -> Data:
        what, text, start = _what(visit), visit.parameter("prefix"), _whole(visit, "cursor", 0, DEEPEST)
        found, _ = await self._keeper.ask(_suggested, what, text, start + SHOWN)
        labels, _ = await self._keeper.ask(kinds.labels, {one.kind for one in found})
        listed = [_item(what, one, labels, visit.language) for one in found[start:]]
        return _json({"result": listed})


class _Flyout:
    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    async def __call__(self, visit: Visit, _format: Format) -> Data:
        id = said(visit.parameter("id"))
        html = await drawn(self._keeper, _iri(_what(visit), id), visit.language, "flyout.html")
        return _json({"id": id, "html": html})


class _Proposing:
    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    async def __call__(self, visit: Visit, _format: Format) -> Data:
        kind, limit = visit.parameter("type"), _whole(visit, "limit", DEEPEST, 10**6)
        found = await properties(visit.view, checked(kinds.iri(kind), kind)) if kind else []
        labels, _ = await self._keeper.ask(kinds.labels, set(found))
        listed = [{"id": kinds.short(one), "name": labels[one][visit.language]} for one in found[:limit]]
        said = {"limit": limit} if visit.parameter("limit") else {}
        return _json({"properties": listed, "type": kind, **said})


def _suggested(index: sqlite3.Connection, what: str, text: str, limit: int) -> list[Suggestion]:
    found = list(suggest(index, text, SOUGHT[what], limit, THING if what == "entity" else ""))
    itself = named_by(index, _iri(what, text))
    if itself and itself.iri not in {one.iri for one in found}:
        found.insert(0, itself)
    return found[:limit]


def _item(what: str, one: Suggestion, labels: dict[str, dict[str, str]], language: str) -> Json:
    kind = labels[one.kind][language] if one.kind else ""
    item = {"id": _id(what, one.iri), "name": named(one, language), "description": kind}
    if what != "entity":
        return {**item, "description": curie(one.iri)}
    if one.name not in (one.zh, one.en):
        item["description"] = f"{one.name} · {kind}"
    return {**item, "notable": [{"id": kinds.short(one.kind), "name": kind}] if one.kind else []}


def _what(visit: Visit) -> str:
    what = visit.here["what"]
    if what not in SOUGHT:
        raise NoSuchPage(f"There are suggestions of {', '.join(SOUGHT)}, not of {what[:100]!r}.")
    return what


def _iri(what: str, id: str) -> str:
    return iri_of(id) if what == "entity" else kinds.iri(id)


def _id(what: str, iri: str) -> str:
    return id_of(iri) if what == "entity" else kinds.short(iri)


def _whole(visit: Visit, name: str, otherwise: int, most: int) -> int:
    text = visit.parameter(name)
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and int(text[:9]) <= most):
        raise BadParameter(f"{name}= is a number from 0 to {most}")
    return int(text)


def _json(content: object) -> Data:
    return Data(json.dumps(content, ensure_ascii=False).encode())
