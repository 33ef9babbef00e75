"""The front door: plain endpoints by path, static files and the OpenAPI document by FastAPI.

Also opens and closes the store and what follows it. No routing table is searched for the hot path: one
look-up in a dictionary.
An unforeseen fault becomes a bare problem document, and its trace goes to the log alone.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qkg.errors import QkgError
from qkg.store.contract import Dated
from qkg.web.exchange import Exchange, Left
from qkg.web.parts import Parts
from qkg.web.problems import Refusal, of_error, of_status
from qkg.web.shortcut import Shortcut
from qkg.web.streaming import BrokenOff

Endpoint = Callable[[Exchange], Awaitable[None]]
STALE: Final = (b"cache-status", b'qkg; hit; detail="not confirmed by the engine"')
REST: Final = ("/static/", "/openapi.json")
log: Final = logging.getLogger("qkg.web")


class Front:
    """The ASGI application, and the short way beneath it.

    ``below``: endpoints by the start of their paths; the last one takes all.
    """

    def __init__(
        self,
        endpoints: Mapping[str, Endpoint],
        below: Mapping[str, Endpoint],
        rest: ASGIApp,
        parts: Parts,
        public: str,
    ) -> None:
        self._endpoints, self._below = dict(endpoints), dict(below)
        self._rest, self._parts, self._public = rest, parts, public.rstrip("/")
        self._patience = parts.settings.send_seconds
        self._dated = parts.store if isinstance(parts.store, Dated) else None
        self.shortcut = Shortcut(parts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or the events of the server's life."""
        if scope["type"] == "lifespan":
            return await self._live(receive, send)
        if scope["type"] != "http":
            return await self._rest(scope, receive, send)
        path = scope["path"]
        if path.startswith(REST):
            return await self._rest(scope, receive, send)
        endpoint = self._endpoints.get(path) or self._find(path)
        if self._dated is not None:
            send = marking(self._dated, send)
        await self._answer(endpoint, Exchange(scope, receive, send, self._public, self._patience))

    def _find(self, path: str) -> Endpoint:
        return next(endpoint for start, endpoint in self._below.items() if path.startswith(start))

    async def _answer(self, endpoint: Endpoint, exchange: Exchange) -> None:
        try:
            await endpoint(exchange)
        except (BrokenOff, Left):
            raise
        except Refusal as refusal:
            await exchange.refuse(refusal.problem)
        except QkgError as error:
            await exchange.refuse(of_error(error))
        except Exception as error:
            log.exception("unforeseen")
            if exchange.started:
                raise BrokenOff("unforeseen") from error
            await exchange.refuse(of_status(500, "Internal Server Error"))

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send(await self._opened())
            else:
                await self._parts.aclose()
                return await send({"type": "lifespan.shutdown.complete"})

    async def _opened(self) -> dict[str, str]:
        try:
            await self._parts.open()
        except QkgError as error:
            return {"type": "lifespan.startup.failed", "message": str(error)}
        return {"type": "lifespan.startup.complete"}


def marking(store: Dated, send: Send) -> Send:
    """Mark answers of a store that cannot know whether others have written meanwhile (RFC 9211)."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and store.stale:
            message["headers"] = [*message["headers"], STALE]
        await send(message)

    return sending
