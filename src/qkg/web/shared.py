"""``POST /q`` keeps a query or a picture under a short name.

``/q/<name>`` is the query page with it, leads to the picture in the explorer, or is the text of either.
"""

import asyncio
from typing import Final

from qkg.errors import NoSuchPage
from qkg.media import PAGE, Format, Kind, negotiate
from qkg.sparql.shelf import LONGEST
from qkg.web.asking import DIRECT, Asked, checked_type
from qkg.web.bodies import read_text
from qkg.web.exchange import FORM, Exchange, Reply, bad, content_type, encoded, json_reply, not_allowed
from qkg.web.language import LANGUAGES
from qkg.web.page import QueryPage
from qkg.web.parts import Parts
from qkg.web.pictures import TYPE as PICTURE
from qkg.web.pictures import is_picture
from qkg.web.shelves import shelf

TEXT: Final = Format("query", DIRECT, "rq", Kind.ROWS, None, ("text/plain",), charset=True)
DRAWN: Final = Format("picture", PICTURE, "txt", Kind.ROWS, None, ("text/plain",), charset=False)
READ: Final = ("GET", "HEAD")


class Shared:
    """The endpoint of both addresses."""

    def __init__(self, parts: Parts) -> None:
        self._shelf = shelf(parts.settings)
        self._page = QueryPage(parts)

    async def __call__(self, exchange: Exchange) -> None:
        """One request."""
        name = exchange.scope["path"].partition("/q")[2].strip("/")
        if not name:
            return await self._keep(exchange)
        if exchange.method not in READ:
            return await exchange.refuse(not_allowed(READ))
        text = await asyncio.to_thread(self._shelf.get, known(name))
        own = DRAWN if is_picture(text) else TEXT
        if negotiate(exchange.header(b"accept") or "*/*", (own, PAGE)) is PAGE:
            if own is DRAWN:
                lead = exchange.scope["path"].partition("/q/")[0]
                return await exchange.reply(
                    Reply(303, encoded({"location": f"{lead}/explore?picture={name}"}))
                )
            return await self._page(exchange, Asked(), text)
        headers = {"content-type": own.content_type, "vary": "Accept", "access-control-allow-origin": "*"}
        await exchange.reply(Reply(200, encoded(headers), text.encode()))

    async def _keep(self, exchange: Exchange) -> None:
        if exchange.method != "POST":
            return await exchange.refuse(not_allowed(("POST",)))
        drawn = content_type(exchange)[0] == PICTURE
        if not drawn and checked_type(exchange, DIRECT) == FORM:
            detail = f"Send {DIRECT}, in UTF-8, or {PICTURE}."
            raise bad("unsupported-media-type", detail, 415, Accept_Post=f"{DIRECT}, {PICTURE}")
        text = await read_text(exchange, LONGEST, "What is shared")
        if drawn and not is_picture(text):
            raise bad("bad-input", f"This is no {PICTURE}: it is what the explorer writes after the #.")
        path = f"/q/{await asyncio.to_thread(self._shelf.put, text)}"
        await exchange.reply(json_reply({"path": path}, 201, location=path))


def known(name: str) -> str:
    """The name as the shelf makes names; NoSuchPage for anything else."""
    if not (name.isascii() and name.isalnum()):
        raise NoSuchPage("Nothing is shared under that name.")
    return name


LEADS: Final = ("", *(f"/{language}" for language in LANGUAGES))
