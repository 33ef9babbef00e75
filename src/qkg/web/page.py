"""The query page at ``/sparql``: a form, and under it the answer as a table or the problem in words."""

import asyncio
from typing import Any

from qkg.errors import QkgError
from qkg.media import GRAPH_FORMATS, PAGE, ROW_FORMATS
from qkg.sparql.table import ROWS, TRIPLES, tabulate
from qkg.store.answer import collect_up_to
from qkg.store.contract import Answer, Request
from qkg.store.view import View
from qkg.web.asking import Asked
from qkg.web.exchange import Exchange, Reply, encoded
from qkg.web.fetching import check_services
from qkg.web.frame import drawn
from qkg.web.pages import words
from qkg.web.parts import Parts
from qkg.web.place import Shown
from qkg.web.problems import of_error
from qkg.web.visit import Address, Visit

SHOWN_ROWS = 1000
LONGEST = 8 * 1024 * 1024
"""Bytes of an answer that a page shows; the rest is for downloads."""
TOO_LONG = "the answer is too large for a page; take it as csv, json or ttl"


class QueryPage:
    """Draws the page."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, exchange: Exchange, asked: Asked, shared: str = "") -> None:
        """Send the page; ``shared``: a query that is shown and not run."""
        values: dict[str, Any] = {
            "query": asked.query or shared,
            "table": None,
            "problem": None,
            "shown": SHOWN_ROWS,
        }
        status = 200
        if asked.query is not None:
            try:
                answer = await self._ask(asked)
                values["table"] = await asyncio.to_thread(
                    tabulate, await collect_up_to(answer, LONGEST, TOO_LONG), answer.format
                )
                values["formats"] = ROW_FORMATS if answer.format is ROWS else GRAPH_FORMATS
            except QkgError as error:
                values["problem"] = of_error(error)
                status = values["problem"].status
        await self._send(exchange, values, status)

    async def _send(self, exchange: Exchange, values: dict[str, Any], status: int) -> None:
        address = Address.of(exchange.scope["path"])
        view = await View.newest(self._parts.store)
        visit = Visit(exchange, view, self._parts.settings, "/sparql", address.language)
        shown = Shown("sparql.html", "SPARQL", words(visit.language).sparql_description, values)
        headers = {
            "content-type": PAGE.content_type,
            "content-language": visit.language,
            "vary": "Accept, Accept-Language, Cookie",
        }
        await exchange.reply(Reply(status, encoded(headers), drawn(visit, shown).encode()))

    async def _ask(self, asked: Asked) -> Answer:
        await check_services(asked.query or "", self._parts.settings.allow_service.split())
        return await self._parts.store.query(
            Request(
                asked.query or "",
                ROWS,
                TRIPLES,
                default_graphs=asked.default_graphs,
                named_graphs=asked.named_graphs,
                strict=self._parts.strict,
                generation=asked.generation,
                seconds=self._parts.seconds(asked.seconds),
            )
        )
