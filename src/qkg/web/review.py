"""``/review/drafts``: drafts under review, what was decided about them, their check and their publication.

With the write token alone; running texts are in the answers. No CORS, no cookie. Every change names the state
that it was made upon (If-Match), so that no curator overwrites another.
"""

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

from qkg.errors import BadParameter, NoSuchDraft, Overtaken
from qkg.namespaces import GRAPH
from qkg.web import review_files
from qkg.web.bodies import read_bytes
from qkg.web.conditions import match
from qkg.web.exchange import Exchange, Reply, bad, content_type, encoded, json_reply, not_allowed
from qkg.web.parts import Parts
from qkg.web.problems import Problem, Refusal
from qkg.web.update import answering

if TYPE_CHECKING:
    from qkg.web.review_work import Reviews

Json = dict[str, Any]
PATH: Final = "/review/drafts"
CHANGE: Final = "application/merge-patch+json"
LONGEST: Final = 2_000_000
"""Bytes of a change of decisions."""
LONG: Final = 100
"""Characters of a curator's name."""
Work = Callable[[Exchange, str], Awaitable[Reply]]


class Review:
    """The endpoint of all these addresses."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._made: Reviews | None = None
        self._ways: dict[str, dict[str, Work]] = {
            "": {"GET": self._list, "POST": self._take},
            "draft": {"GET": self._show, "PATCH": self._decide, "DELETE": self._remove},
            "check": {"POST": self._check},
            "commit": {"POST": self._commit},
        }

    async def __call__(self, exchange: Exchange) -> None:
        """One request."""
        name, _, what = exchange.scope["path"].removeprefix(PATH).strip("/").partition("/")
        ways = self._ways.get((what or "draft") if name else "")
        if ways is None or what == "draft":
            raise NoSuchDraft("there is nothing at this address; a draft has check and commit")
        methods = (*ways, "HEAD", "OPTIONS") if "GET" in ways else (*ways, "OPTIONS")
        if exchange.method == "OPTIONS":
            return await exchange.reply(Reply(204, encoded({"Allow": ", ".join(methods)})))
        work = ways.get("GET" if exchange.method == "HEAD" else exchange.method)
        if work is None:
            return await exchange.refuse(not_allowed(methods))
        self._parts.writer.check(exchange)
        if what == "commit":
            return await answering(self._parts, exchange, lambda one: work(one, name))
        await exchange.reply(await work(exchange, name))

    @property
    def _reviews(self) -> "Reviews":
        if self._made is None:
            from qkg.web.review_work import Reviews  # noqa: PLC0415 - a server without reviews starts sooner

            self._made = Reviews(self._parts, review_files.place(self._parts.settings))
        return self._made

    async def _list(self, _exchange: Exchange, _name: str) -> Reply:
        return json_reply({"drafts": await self._reviews.listed()})

    async def _take(self, exchange: Exchange, _name: str) -> Reply:
        reviews = self._reviews
        if content_type(exchange)[0] == review_files.BUNDLE:
            kept = await reviews.kept(await review_files.content(exchange))
        else:
            order = review_files.order(exchange)
            kept = await reviews.drafted(order, await review_files.content(exchange))
        return json_reply({"name": kept.slug}, 201, location=f"{PATH}/{kept.slug}")

    async def _show(self, _exchange: Exchange, name: str) -> Reply:
        work = await self._reviews.open(name)
        return json_reply(await self._reviews.shown(work), etag=f'"{work.tag}"')

    async def _decide(self, exchange: Exchange, name: str) -> Reply:
        if content_type(exchange)[0] not in (CHANGE, review_files.BUNDLE):
            raise bad("unsupported-media-type", f"A change comes as {CHANGE}.", 415, Accept_Patch=CHANGE)
        tag = await self._stated(exchange, name)
        work = await self._reviews.decide(name, tag, await _json(exchange))
        return json_reply(self._reviews.state(work), etag=f'"{work.tag}"')

    async def _remove(self, exchange: Exchange, name: str) -> Reply:
        await self._reviews.remove(name, await self._stated(exchange, name))
        return Reply(204, [])

    async def _check(self, _exchange: Exchange, name: str) -> Reply:
        work = await self._reviews.open(name)
        made = await self._reviews.made(work.bundle, work.decided)
        found = await self._reviews.findings(made)
        told = {
            name: getattr(made.tally, name) for name in ("accepted", "corrected", "rejected", "undecided")
        }
        answer = {"findings": found, "tally": told, "turtle": made.turtle()}
        return json_reply(answer, etag=f'"{work.tag}"')

    async def _commit(self, exchange: Exchange, name: str) -> Reply:
        tag = await self._stated(exchange, name)
        given = await _json(exchange)
        by = (
            given.get("by", "").strip()
            if isinstance(given, dict) and isinstance(given.get("by"), str)
            else ""
        )
        if not by or len(by) > LONG or not by.isprintable():
            raise BadParameter('say who publishes: {"by": "name"}; it is kept in the graph')
        change, number = await self._reviews.publish(name, tag, by)
        slug = change.graph.removeprefix(GRAPH)
        answer = {
            "graph": change.graph,
            "generation": number,
            "changed": bool(change.update),
            "article": slug,
        }
        return json_reply(answer)

    async def _stated(self, exchange: Exchange, name: str) -> str:
        """The tag of the newest state, when the request was made upon it."""
        header = exchange.header(b"if-match")
        work = await self._reviews.open(name)
        if not header:
            detail = "Send If-Match with the ETag of the state that the change is made upon."
            title = "The state must be named"
            raise Refusal(Problem(428, "precondition-required", title, detail))
        if not match(header, work.tag):
            raise Overtaken(f"the decisions about {name} were changed by someone else meanwhile", work.tag)
        return work.tag


async def _json(exchange: Exchange) -> Any:
    try:
        return json.loads(await read_bytes(exchange, LONGEST, "A change"))
    except (ValueError, RecursionError) as error:
        raise BadParameter("the body is no JSON document") from error
