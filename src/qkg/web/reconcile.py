"""``/reconcile``: the W3C Reconciliation API 0.2, so that OpenRefine can match a column of names with things.

Owns the protocol: manifest, batches of rows, data extension. Suggestions, previews and proposals are in
``proposing.py``. JSONP, which 0.2 leaves to the service, is not offered; every answer allows any origin.
"""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from qkg.errors import BadParameter, QkgError, TooMuch
from qkg.search import kinds
from qkg.search.reconciliation import Match, id_of, iri_of, reconcile
from qkg.search.values import values
from qkg.store.view import View
from qkg.web.asking import first
from qkg.web.bodies import read_text
from qkg.web.exchange import FORM, Exchange, Pairs, Reply, bad, content_type, encoded, not_allowed, pairs
from qkg.web.language import choose
from qkg.web.manifest import BATCH, manifest
from qkg.web.parts import Parts
from qkg.web.problems import Refusal, of_error
from qkg.web.row import Extension, Given, property_iri, row_of, shown

METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
LONGEST: Final = 1_048_576
"""Bytes of a request's form."""
ROWS: Final = TypeAdapter(dict[str, Given])
CORS: Final = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": ", ".join(METHODS),
    "access-control-allow-headers": "Content-Type, Accept, Accept-Language",
}


class Reconcile:
    """An endpoint of ``web.front``; ``language`` is what the address fixes, or empty."""

    def __init__(self, parts: Parts, language: str = "") -> None:
        self._parts, self._language = parts, language

    async def __call__(self, exchange: Exchange) -> None:
        """One request: by its parameters a manifest, a batch or an extension."""
        if exchange.method == "OPTIONS":
            return await exchange.reply(Reply(204, encoded({"allow": ", ".join(METHODS), **CORS})))
        if exchange.method not in METHODS:
            return await exchange.refuse(not_allowed(METHODS), CORS)
        try:
            reply = await self._reply(exchange)
        except Refusal as refusal:
            return await exchange.refuse(refusal.problem, CORS)
        except QkgError as error:
            return await exchange.refuse(of_error(error), CORS)
        await exchange.reply(reply)

    async def _reply(self, exchange: Exchange) -> Reply:
        given = await _given(exchange)
        language = choose(self._language or first(given, "lang"), exchange.header(b"accept-language"))
        view = await View.newest(self._parts.store, self._parts.settings.query_seconds)
        content = await self._content(exchange, given, view, language)
        body = json.dumps(content, ensure_ascii=False).encode()
        headers = {"content-type": "application/json", "cache-control": "no-store", **CORS}
        headers |= {"content-language": language, "qkg-generation": str(view.generation.number)}
        return Reply(200, encoded(headers), body)

    async def _content(self, exchange: Exchange, given: Pairs, view: View, language: str) -> object:
        queries, extend = first(given, "queries"), first(given, "extend")
        if queries is not None:
            return await self._batch(_read(ROWS, queries, "queries"), view, language)
        if extend is not None:
            return await self._extended(_read(TypeAdapter(Extension), extend, "extend"), view, language)
        if exchange.method == "POST":
            raise bad("nothing-asked", "Send a form with queries= or extend=.")
        base = exchange.base() + (f"/{self._language}" if self._language else "")
        return await manifest(self._parts.keeper, base, exchange.base(), language)

    async def _batch(self, rows: Mapping[str, Given], view: View, language: str) -> object:
        if len(rows) > BATCH:
            raise TooMuch(f"a batch has at most {BATCH} queries; this one has {len(rows)}")
        read = {key: row_of(one) for key, one in rows.items()}
        found = {key: await reconcile(self._parts.keeper, view, row) for key, row in read.items()}
        named = {one.candidate.kind for matches in found.values() for one in matches}
        labels, _ = await self._parts.keeper.ask(kinds.labels, named)
        return {
            key: {"result": [_candidate(one, labels, language) for one in matches]}
            for key, matches in found.items()
        }

    async def _extended(self, wanted: Extension, view: View, language: str) -> object:
        if len(wanted.ids) * len(wanted.properties) > BATCH * BATCH:
            raise TooMuch(f"an extension has at most {BATCH * BATCH} cells")
        listed = [property_iri(one.id) for one in wanted.properties]
        labels, _ = await self._parts.keeper.ask(kinds.labels, set(listed))
        meta = [
            {"id": one.id, "name": labels[iri][language]}
            for one, iri in zip(wanted.properties, listed, strict=True)
        ]
        cells = await asyncio.gather(*(self._row(view, id, wanted, language) for id in wanted.ids))
        return {"meta": meta, "rows": dict(zip(wanted.ids, cells, strict=True))}

    @staticmethod
    async def _row(view: View, id: str, wanted: Extension, language: str) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for one in wanted.properties:
            found = await values(view, iri_of(id), property_iri(one.id))
            row[one.id] = shown(found, one.settings, language)
        return row


async def _given(exchange: Exchange) -> Pairs:
    given = exchange.pairs()
    if exchange.method != "POST":
        return given
    if content_type(exchange)[0] != FORM:
        raise bad("unsupported-media-type", f"Send {FORM}.", 415, Accept_Post=FORM)
    return [*pairs(await read_text(exchange, LONGEST, "A form")), *given]


def _read(shape: TypeAdapter[Any], text: str, what: str) -> Any:
    try:
        return shape.validate_json(text)
    except ValidationError as error:
        found = error.errors()[0]
        place = ".".join(str(one) for one in found["loc"])
        raise BadParameter(
            f"{what}= is not what the protocol has: {place or 'JSON'}: {found['msg']}"
        ) from error


def _candidate(match: Match, labels: Mapping[str, Mapping[str, str]], language: str) -> dict[str, Any]:
    one = match.candidate
    kind = labels[one.kind][language] if one.kind else ""
    return {
        "id": id_of(one.iri),
        "name": _name(one.zh, one.en, language),
        "description": kind,
        "type": [{"id": kinds.short(one.kind), "name": kind}] if one.kind else [],
        "score": match.score,
        "match": match.certain,
        "features": [{"id": name, "value": value} for name, value in match.parts.items()],
    }


def _name(zh: str, en: str, language: str) -> str:
    return (zh or en) if language == "zh" else (en or zh)
