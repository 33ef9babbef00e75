"""``/update``: the SPARQL 1.1 Protocol for updates, with a bearer token and never without.

No CORS: a page of another site gets no preflight, and without the header there is no right to write.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from qkg.errors import QkgError, Refused, SyntaxProblem
from qkg.media import Format, Kind, negotiate
from qkg.sparql.dataset import with_dataset
from qkg.store.contract import Committed, Key, Update
from qkg.store.guard import refuse
from qkg.web.asking import checked_type, values
from qkg.web.bodies import read_text
from qkg.web.exchange import Exchange, Left, Pairs, Reply, bad, encoded, not_allowed, pairs, problem_reply
from qkg.web.fetching import check_services
from qkg.web.loading import loaded
from qkg.web.parts import Parts
from qkg.web.problems import Refusal, of_error
from qkg.web.question import with_base
from qkg.web.repeating import of_text
from qkg.web.sparql import moved_back

DIRECT: Final = "application/sparql-update"
METHODS: Final = ("POST", "OPTIONS")
USING, USING_NAMED = "using-graph-uri", "using-named-graph-uri"
REPORT: Final = Format("ttl", "text/turtle", "ttl", Kind.GRAPH, None, charset=True)
PROBLEM: Final = Format("problem", "application/problem+json", "json", Kind.PAGE, None, ("application/json",))


Work = Callable[[Exchange], Awaitable[Reply]]


@dataclass(frozen=True)
class Asked:
    """An update and its dataset."""

    text: str
    using: tuple[str, ...]
    using_named: tuple[str, ...]


class UpdateEndpoint:
    """Applies updates to a store."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, exchange: Exchange) -> None:
        """One request; 204 when the change can be read."""
        if exchange.method == "OPTIONS":
            await exchange.reply(Reply(204, encoded({"Allow": ", ".join(METHODS), "Accept-Post": DIRECT})))
        elif exchange.method != "POST":
            await exchange.refuse(not_allowed(METHODS))
        else:
            await answering(self._parts, exchange, self._apply)

    async def _apply(self, exchange: Exchange) -> Reply:
        self._parts.writer.check(exchange)
        asked = await read(exchange, self._parts.settings.max_query_bytes)
        text = with_dataset(asked.text, asked.using, asked.using_named)
        key = of_text(exchange, text)
        async with self._parts.writing:
            known = key and await self._parts.store.repeated(key)
            return done(known or await perform(self._parts, text, exchange.base() + "/update", key=key))


async def perform(
    parts: Parts, text: str, base: str, strict: bool | None = None, key: Key | None = None
) -> Committed:
    """Carry out an update text: its LOADs fetched, its SERVICEs checked, its relative IRIs resolved."""
    settings = parts.settings
    text = await loaded(text, settings.allow_load.split(), settings.max_graph_bytes)
    if not settings.allow_service:
        refuse(text)
    await check_services(text, settings.allow_service.split())
    text, moved = with_base(text, base)
    try:
        strictly = parts.strict if strict is None else strict
        return await parts.store.update(Update(text, strict=strictly, key=key))
    except SyntaxProblem as error:
        raise moved_back(error, moved) from error


async def answering(parts: Parts, exchange: Exchange, work: Work) -> None:
    """Do the work of a write and send its answer, or the problem that it met."""
    outcome = "ok"
    try:
        await exchange.reply(await work(exchange))
    except Refusal as refusal:
        outcome = refusal.problem.slug
        await exchange.refuse(refusal.problem)
    except Left:
        outcome = "client-left"
    except Refused as error:
        outcome = "refused-by-shapes"
        await exchange.reply(_report(exchange, error))
    except QkgError as error:
        outcome = of_error(error).slug
        await exchange.refuse(of_error(error))
    parts.metrics.write(outcome)


def done(committed: Committed, created: str = "") -> Reply:
    """201 with the address of what is new, else 204; both with the generation that readers now see."""
    headers = {"qkg-generation": str(committed.generation.number)}
    return Reply(201, encoded({**headers, "location": created})) if created else Reply(204, encoded(headers))


def _report(exchange: Exchange, error: Refused) -> Reply:
    if negotiate(exchange.header(b"accept"), (REPORT, PROBLEM)) is PROBLEM:
        return problem_reply(of_error(error))
    headers = {"content-type": REPORT.content_type, "cache-control": "no-store"}
    return Reply(422, encoded(headers), error.report.encode())


async def read(exchange: Exchange, limit: int) -> Asked:
    """The update in a form POST or a direct POST; Refusal for anything else."""
    given = exchange.pairs()
    kind = checked_type(exchange, DIRECT)
    body = await read_text(exchange, limit, "An update")
    if kind == DIRECT:
        return _asked([*given, ("update", body)])
    return _asked([*pairs(body), *given])


def _asked(given: Pairs) -> Asked:
    if values(given, "query"):
        raise bad("query", "Only updates are taken here; queries go to /sparql.")
    updates = values(given, "update")
    if len(updates) != 1:
        detail = "There must be one update, in a form field of that name or as the body."
        raise bad("several-updates" if updates else "no-update", detail)
    return Asked(updates[0], tuple(values(given, USING)), tuple(values(given, USING_NAMED)))
