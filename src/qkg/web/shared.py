"""``POST /q`` keeps a query under a short name; ``/q/<name>`` is the query page with it, or its text."""

import asyncio
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from qkg.errors import NoSuchPage
from qkg.media import PAGE, Format, Kind, negotiate
from qkg.settings import Settings
from qkg.sparql.shelf import LONGEST, Shelf
from qkg.web.asking import DIRECT, Asked, checked_type
from qkg.web.bodies import read_text
from qkg.web.exchange import FORM, Exchange, Reply, bad, encoded, json_reply, not_allowed
from qkg.web.language import LANGUAGES
from qkg.web.page import QueryPage
from qkg.web.parts import Parts

FILE: Final = "shared-queries.db"
TEXT: Final = Format("query", DIRECT, "rq", Kind.ROWS, None, ("text/plain",), charset=True)
READ: Final = ("GET", "HEAD")


class Shared:
    """The endpoint of both addresses."""

    def __init__(self, parts: Parts) -> None:
        self._shelf = Shelf(place(parts.settings), parts.settings.share_bytes)
        self._page = QueryPage(parts)

    async def __call__(self, exchange: Exchange) -> None:
        """One request."""
        name = exchange.scope["path"].partition("/q")[2].strip("/")
        if not name:
            return await self._keep(exchange)
        if exchange.method not in READ:
            return await exchange.refuse(not_allowed(READ))
        text = await asyncio.to_thread(self._shelf.get, known(name))
        if negotiate(exchange.header(b"accept") or "*/*", (TEXT, PAGE)) is PAGE:
            return await self._page(exchange, Asked(), text)
        headers = {"content-type": TEXT.content_type, "vary": "Accept", "access-control-allow-origin": "*"}
        await exchange.reply(Reply(200, encoded(headers), text.encode()))

    async def _keep(self, exchange: Exchange) -> None:
        if exchange.method != "POST":
            return await exchange.refuse(not_allowed(("POST",)))
        if checked_type(exchange, DIRECT) == FORM:
            raise bad("unsupported-media-type", f"Send {DIRECT}, in UTF-8.", 415, Accept_Post=DIRECT)
        text = await read_text(exchange, LONGEST, "A shared query")
        path = f"/q/{await asyncio.to_thread(self._shelf.put, text)}"
        await exchange.reply(json_reply({"path": path}, 201, location=path))


def known(name: str) -> str:
    """The name as the shelf makes names; NoSuchPage for anything else."""
    if not (name.isascii() and name.isalnum()):
        raise NoSuchPage("No query is shared under that name.")
    return name


def place(settings: Settings) -> Path:
    """The file: in the folder of one's own store, else in the cache folder."""
    return (settings.store or settings.cache or user_cache_path("qkg")) / FILE


LEADS: Final = ("", *(f"/{language}" for language in LANGUAGES))
