"""The running server: uvicorn on a socket that is already bound, and word when it answers."""

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Literal

import uvicorn

from qkg.web.connection import Connection
from qkg.web.exchange import Left
from qkg.web.front import Front
from qkg.web.streaming import BrokenOff

GRACE_SECONDS = 3
Http = Literal["h11", "httptools"]


class Server(uvicorn.Server):
    """A uvicorn server that calls ``ready`` once it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start listening, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def meant(record: logging.LogRecord) -> bool:
    """Whether a line of the server's log tells something new; answers broken off are in the query log."""
    fault = record.exc_info[1] if record.exc_info else None
    return not isinstance(fault, BrokenOff | Left)


def protocol(application: Front) -> type[asyncio.Protocol]:
    """Connections that take the application's short way where they can."""

    class Made(Connection):
        shortcut = application.shortcut

    return Made


def run(
    application: Front, listener: socket.socket, ready: Callable[[], None], http: Http = "httptools"
) -> None:
    """Serve until a signal ends it."""
    config = uvicorn.Config(
        application,
        http=protocol(application) if http == "httptools" else http,
        loop="asyncio",  # uvloop takes no socket of the store's kind in create_connection
        ws="none",
        log_level="warning",
        access_log=False,
        lifespan="on",
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    logging.getLogger("uvicorn.error").addFilter(meant)
    Server(config, ready).run(sockets=[listener])
