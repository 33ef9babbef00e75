"""``/sparql``: the SPARQL 1.1 Protocol for queries. The hot path: nothing is made that is not needed.

A repeated question costs two look-ups. Order of work: read, conditions, cache, identical run, evaluation.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Final

from qkg.errors import Place, QkgError, StreamBroken, SyntaxProblem, UnknownFormat
from qkg.store.contract import Begun, Generation, Request
from qkg.web import memento
from qkg.web.asking import read
from qkg.web.choice import choose_formats, what_there_is
from qkg.web.compression import choose_coding
from qkg.web.description import Description
from qkg.web.evaluating import Flowing, Watch, cause_of, told_apart
from qkg.web.exchange import Exchange, Left, Reply, encoded, not_allowed
from qkg.web.fetching import check_services
from qkg.web.journal import Entry
from qkg.web.page import QueryPage
from qkg.web.parts import Parts
from qkg.web.problems import Problem, Refusal, of_error
from qkg.web.question import Prepared, Question, question, relative, with_base
from qkg.web.results import Finished
from qkg.web.streaming import BrokenOff, stream
from qkg.web.turn import VARY, Turn

METHODS: Final = ("GET", "HEAD", "POST", "QUERY", "OPTIONS")
PREFLIGHT: Final = {
    "Allow": ", ".join(METHODS),
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, QUERY",
    "Access-Control-Allow-Headers": "Accept, Accept-Datetime, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Accept-Query": "application/sparql-query",
}
BEGUN: Final = "qkg.begun"
"""Where a request's scope has an evaluation that was begun before."""
ERROR_HEADERS: Final = {"Vary": VARY, "Access-Control-Allow-Origin": "*"}


class SparqlEndpoint:
    """Answers queries from a store."""

    def __init__(self, parts: Parts, description: Description) -> None:
        self._parts, self._description = parts, description
        self._page = QueryPage(parts)
        self._prepared = Prepared()
        self._evaluations = parts.evaluations

    async def __call__(self, exchange: Exchange) -> None:
        """One request; errors are problem documents."""
        if exchange.method == "OPTIONS":
            return await exchange.reply(Reply(204, encoded(PREFLIGHT)))
        if exchange.method not in METHODS:
            return await exchange.refuse(not_allowed(METHODS), ERROR_HEADERS)
        entry, began = Entry(""), time.perf_counter()
        try:
            await self._respond(exchange, entry, began)
        except Refusal as refusal:
            await self._failed(exchange, entry, refusal.problem, refusal)
        except Left:
            entry.outcome, entry.status = "client-left", 0
        except QkgError as error:
            await self._failed(exchange, entry, of_error(error), error)
        finally:
            await dropped(exchange)
            entry.seconds = time.perf_counter() - began
            if entry.text:
                self._parts.metrics.query(entry)
                self._parts.journal.write(entry)

    @staticmethod
    async def _failed(exchange: Exchange, entry: Entry, problem: Problem, error: Exception) -> None:
        entry.outcome, entry.status = problem.slug, problem.status
        if exchange.started:
            raise BrokenOff(problem.slug) from error
        await exchange.refuse(problem, ERROR_HEADERS)

    async def _respond(self, exchange: Exchange, entry: Entry, began: float) -> None:
        asked = await self._question(exchange)
        if asked.choice.page:
            return await self._page(exchange, asked.asked)
        if asked.asked.query is None:
            return await self._description(exchange, asked.asked.format)
        entry.text = asked.asked.query
        if asked.choice.nothing:
            raise UnknownFormat(what_there_is())
        generation, past = await self._generation(exchange, asked)
        turn = Turn(exchange, entry, asked, generation, past, began)
        entry.generation = generation.number
        if turn.not_modified() or (turn.since() and turn.unmodified(await self._parts.store.generations())):
            entry.outcome, entry.status = "not-modified", 304
            return await exchange.reply(Reply(304, turn.headers(generation)))
        found = await self._known(turn)
        if found is not None:
            entry.first_byte = time.perf_counter() - began
            return await self._send(turn, found)
        await self._evaluate(turn)

    async def _question(self, exchange: Exchange) -> Question:
        accept, limit = exchange.header(b"accept"), self._parts.settings.max_query_bytes
        if exchange.method not in ("GET", "HEAD"):
            asked = await read(exchange, limit)
            return question(asked, choose_formats(asked.format, accept), self._base(exchange))
        key = (exchange.scope["query_string"], accept.encode("latin-1"))
        found = self._prepared.get(key)
        if found is None:
            asked = await read(exchange, limit)
            found = question(asked, choose_formats(asked.format, accept), self._base(exchange))
            if not relative(asked.query or ""):
                self._prepared.put(key, found)
        return found

    @staticmethod
    def _base(exchange: Exchange) -> str:
        return exchange.base() + "/sparql"

    async def _generation(self, exchange: Exchange, asked: Question) -> tuple[Generation, bool]:
        wanted = exchange.header(b"accept-datetime")
        if asked.asked.generation is None and not wanted:
            return (await self._parts.store.health()).generation, False
        kept = await self._parts.store.generations()
        return memento.pick(kept, asked.asked.generation, wanted), True

    async def _known(self, turn: Turn) -> Finished | None:
        if turn.asked.volatile:
            return None
        found = self._parts.results.get(turn.key)
        turn.entry.cached = found is not None
        return found or await self._evaluations.joined(turn.key)

    async def _send(self, turn: Turn, found: Finished) -> None:
        coding, body = await found.variant(choose_coding(turn.exchange.header(b"accept-encoding")))
        headers = None if turn.past else found.headers.get(coding)
        if headers is None:
            headers = turn.whole_headers(found, coding, len(body))
            if not turn.past and not turn.asked.volatile:
                found.headers[coding] = headers
                self._parts.results.put((found.generation.number, turn.asked.digest), found)
        turn.note(found.format.name, found.generation, len(found.body))
        await turn.exchange.start(200, headers)
        sent = b"" if turn.exchange.method == "HEAD" else body
        await turn.exchange.send({"type": "http.response.body", "body": sent})

    async def _evaluate(self, turn: Turn) -> None:
        text, moved = with_base(turn.entry.text, self._base(turn.exchange))
        await check_services(text, self._parts.settings.allow_service.split())
        seconds = self._parts.seconds(turn.asked.asked.seconds)
        number = turn.generation.number if turn.past else None
        request = turn.asked.request(text, self._parts.strict, seconds, number)
        whole = self._evaluations.at_once(request, None if turn.asked.volatile else turn.key)
        if whole is not None:
            turn.entry.first_byte = time.perf_counter() - turn.began
            return await self._send(turn, whole)
        await self._run(turn, request, moved)

    async def _run(self, turn: Turn, request: Request, moved: int) -> None:
        with self._parts.register.entered(turn.entry.text, turn.generation.number) as running:
            watch = Watch(turn.exchange, running)
            try:
                key = None if turn.asked.volatile else turn.key
                begun = taken_up(turn.exchange)
                found = await self._evaluations.run(request, key, running, begun)
                turn.entry.first_byte = time.perf_counter() - turn.began
                if isinstance(found, Flowing):
                    return await self._stream(turn, found)
            except asyncio.CancelledError:
                await told_apart(running)
                raise
            except SyntaxProblem as error:
                raise moved_back(error, moved) from error
            finally:
                watch.end()
        await self._send(turn, found)

    async def _stream(self, turn: Turn, found: Flowing) -> None:
        answer = found.answer
        turn.note(answer.format.name, answer.generation)
        headers = turn.headers(answer.generation)
        headers.append((b"content-type", answer.format.content_type.encode()))
        coding = choose_coding(turn.exchange.header(b"accept-encoding"))
        try:
            await stream(turn.exchange, headers, counted(found, turn.entry), coding)
        finally:
            await answer.aclose()


def taken_up(exchange: Exchange) -> Begun | None:
    """What was begun of this request's evaluation before it came here; given once."""
    begun: Begun | None = exchange.scope.pop(BEGUN, None)
    return begun


async def dropped(exchange: Exchange) -> None:
    """End an evaluation that nobody has taken up."""
    begun = taken_up(exchange)
    if begun is not None:
        await begun.aclose()


def moved_back(error: SyntaxProblem, moved: int) -> SyntaxProblem:
    """The error with its column in the text that the client sent."""
    place = error.place
    if not moved or place.line != 1:
        return error
    return type(error)(Place(place.source, 1, max(place.column - moved, 1)), error.reason, error.hint)


async def counted(found: Flowing, entry: Entry) -> AsyncIterator[bytes]:
    """The blocks, with their bytes noted."""
    try:
        async for block in found:
            entry.bytes += len(block)
            yield block
    except StreamBroken as error:
        raise cause_of(error) from error
