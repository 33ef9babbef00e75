"""The way from a request to a place of the site and back: one endpoint for all pages and their data.

Order of work: language, state, place, format, conditions, cache, answer. Errors become a page for people
and a problem document for machines. The table of places is in ``places.py``.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from qkg.errors import NoSuchGeneration, QkgError
from qkg.media import PAGE, Format, negotiate
from qkg.store.contract import Generation
from qkg.store.view import View
from qkg.web import memento, validity
from qkg.web.asking import generation_number
from qkg.web.bodies import read_text
from qkg.web.compression import choose_coding
from qkg.web.exchange import FORM, Exchange, Reply, bad, content_type, encoded, not_allowed, pairs
from qkg.web.finding import Found, find
from qkg.web.frame import drawn, problem_page
from qkg.web.parts import Parts
from qkg.web.place import Data, Elsewhere, Place
from qkg.web.problems import Problem, Refusal, of_error, of_status
from qkg.web.results import Finished, Key
from qkg.web.validity import VARY
from qkg.web.visit import Address, Visit

RESERVED: Final = "/:?#[]@!$&'()*+,;=%~"
"""What may stand in an address as it is (RFC 3986 §2.2); paths arrive here decoded."""
METHODS: Final = ("GET", "HEAD", "OPTIONS")
MOST_FORM: Final = 1_048_576
TRIES: Final = 3
PREFLIGHT: Final = {
    "Allow": ", ".join(METHODS),
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept, Accept-Datetime, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
PROBLEM: Final = Format("problem", "application/problem+json", "json", PAGE.kind, None, ("application/json",))
log: Final = logging.getLogger("qkg.web")


class Site:
    """Answers for all places (an endpoint of ``web.front``)."""

    def __init__(self, parts: Parts, places: Sequence[Place]) -> None:
        self._parts, self._places = parts, tuple(places)

    async def __call__(self, exchange: Exchange) -> None:
        """One request."""
        if exchange.method == "OPTIONS":
            return await exchange.reply(Reply(204, encoded(PREFLIGHT)))
        address = Address.of(exchange.scope["path"])
        methods = (*METHODS, "POST") if self._takes_forms(address.path) else METHODS
        if exchange.method not in methods:
            return await exchange.refuse(not_allowed(methods))
        visit = Visit(exchange, await self._view(), self._parts.settings, address.path, address.language)
        try:
            await self._answer_newest(await self._with_form(visit))
        except Elsewhere as way:
            await exchange.reply(_redirection(way))
        except Refusal as refusal:
            await _refuse(visit, refusal.problem)
        except QkgError as error:
            await _refuse(visit, of_error(error))
        except Exception:
            log.exception("unforeseen")
            await _refuse(visit, of_status(500, "Internal Server Error"))

    async def _answer_newest(self, visit: Visit) -> None:
        """Answer; again from the next state, when a store that keeps one only has moved on meanwhile."""
        for _ in range(TRIES - 1):
            dated = await self._dated(visit)
            try:
                return await self._answer(dated)
            except NoSuchGeneration:
                if dated is not visit or visit.exchange.started:
                    raise
                visit = visit.of(await self._view())
        await self._answer(await self._dated(visit))
        return None

    def _takes_forms(self, path: str) -> bool:
        """Whether parameters may come as a form too: where nothing is kept, they may outgrow an address."""
        place = next((one for one in self._places if one.fits(path) is not None), None)
        return place is not None and not place.kept

    async def _with_form(self, visit: Visit) -> Visit:
        exchange = visit.exchange
        if exchange.method != "POST":
            return visit
        if content_type(exchange)[0] != FORM:
            raise bad("unsupported-media-type", f"The parameters come as {FORM}.", 415)
        return replace(visit, form=pairs(await read_text(exchange, MOST_FORM, "A form")))

    async def _view(self, generation: Generation | None = None) -> View:
        state = generation or (await self._parts.store.health()).generation
        parts = self._parts
        return View(parts.store, state, parts.settings.query_seconds, parts.turns, parts.remembered)

    async def _dated(self, visit: Visit) -> Visit:
        """The visit to a past state when one is asked for by number or by date."""
        number = generation_number(visit.parameter("generation") or None)
        moment = visit.exchange.header(b"accept-datetime")
        if number is None and not moment:
            return visit
        generation = memento.pick(await self._parts.store.generations(), number, moment)
        return visit.of(await self._view(generation))

    async def _answer(self, visit: Visit) -> None:
        found = find(self._places, visit)
        key = validity.key_of(found)
        headers = validity.headers(found, key)
        if validity.unchanged(found, key):
            return await visit.exchange.reply(Reply(304, headers))
        kept = self._parts.results.get(key) if found.place.kept else None
        finished = kept or await self._make(found, key)
        coding, body = await finished.variant(choose_coding(visit.exchange.header(b"accept-encoding")))
        headers += finished.headers.get("", [])
        if coding:
            headers.append((b"content-encoding", coding.encode()))
        await visit.exchange.reply(Reply(200, headers, body))

    async def _make(self, found: Found, key: Key) -> Finished:
        began = time.perf_counter()
        data = await _data(found)
        self._parts.metrics.visit(found.place.path, found.visit.view, time.perf_counter() - began)
        finished = Finished(found.format, found.visit.view.generation, {"": data.body})
        finished.headers[""] = encoded({name.lower(): value for name, value in data.headers.items()})
        if found.place.kept and len(data.body) <= self._parts.settings.cache_answer_bytes:
            self._parts.results.put(key, finished)
        return finished


async def _data(found: Found) -> Data:
    if found.format is PAGE and found.place.show is not None:
        shown = await found.place.show(found.visit)
        return Data(drawn(found.visit, shown, found.place.twins).encode())
    if found.place.data is None:
        raise AssertionError(f"{found.place.path} has neither page nor data")
    return await found.place.data(found.visit, found.format)


async def _refuse(visit: Visit, problem: Problem) -> None:
    if negotiate(visit.exchange.header(b"accept") or "*/*", (PROBLEM, PAGE)) is not PAGE:
        return await visit.exchange.refuse(problem, {"Vary": VARY, "Access-Control-Allow-Origin": "*"})
    headers = {name.lower(): value for name, value in problem.headers.items()}
    headers |= {"content-type": PAGE.content_type, "vary": VARY, "cache-control": "no-store"}
    headers["content-language"] = visit.language
    text = problem_page(visit, problem)
    await visit.exchange.reply(Reply(problem.status, encoded(headers), text.encode()))


def _redirection(way: Elsewhere) -> Reply:
    headers = {
        "location": quote(way.location, safe=RESERVED),
        "vary": VARY,
        "access-control-allow-origin": "*",
    }
    return Reply(way.status, encoded(headers))
