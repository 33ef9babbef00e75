"""A connection that answers at once what needs no waiting, before the server's machinery is set in motion.

A request takes the short way when it has come alone and whole, and nothing before it is still being answered;
everything else goes through the server's own protocol. The time that an idle connection is kept is the same.
"""

import asyncio
from typing import Final, cast

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from qkg.store.contract import Begun
from qkg.web.corking import Corked, CorkedProtocol
from qkg.web.errand import Errand
from qkg.web.shortcut import Shortcut
from qkg.web.sparql import BEGUN

END: Final = b"\r\n\r\n"
STATUS: Final = b"HTTP/1.1 200 OK\r\n"


class Connection(CorkedProtocol):
    """The server's HTTP protocol with a short way."""

    shortcut: Shortcut

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Called by the loop."""
        super().connection_made(transport)
        self._within = False
        self._used = 0.0
        self._errand: Errand | None = None
        self._begun: Begun | None = None
        self._request = b""
        self._held: list[bytes] = []

    def data_received(self, data: bytes) -> None:
        """Called by the loop."""
        if self._errand is not None:
            self._held.append(data)
            return self.flow.pause_reading()
        if data.endswith(END) and data.startswith(b"GET ") and self._free():
            alone = data.find(END) == len(data) - len(END)
            answer = self.shortcut.answer(data, self._home) if alone else None
            if isinstance(answer, Errand):
                self._errand, self._request = answer, data
                return self._unset_keepalive_if_required()
            if answer is not None:
                return self._send(answer)
        return super().data_received(data)

    def shutdown(self) -> None:
        """Called when the server is to stop: what has begun is finished as the server finishes things."""
        if self._errand is not None:
            self._errand.hand_over()
        super().shutdown()

    def _home(self, answer: bytes | None, begun: Begun | None) -> None:
        """An errand is over."""
        self._errand, request, self._request = None, self._request, b""
        if self.transport.is_closing():
            if begun is not None:
                begun.drop()
            return
        if answer is not None:
            self._send(answer)
        else:
            self._begun = begun
            super().data_received(request)
        if self._held:
            held, self._held = b"".join(self._held), []
            self.flow.resume_reading()
            self.data_received(held)

    def on_message_begin(self) -> None:
        """Called by the parser at the start of a request."""
        self._within = True
        super().on_message_begin()
        if self._begun is not None:
            self.scope[BEGUN], self._begun = self._begun, None  # type: ignore[typeddict-unknown-key]

    def on_message_complete(self) -> None:
        """Called by the parser at the end of a request."""
        self._within = False
        super().on_message_complete()

    def _free(self) -> bool:
        """Whether a request that begins now would be the only one."""
        if self._within or self.pipeline or self.flow.write_paused or self.transport.is_closing():
            return False
        cycle = cast("RequestResponseCycle | None", self.cycle)  # None before the first request
        return cycle is None or cycle.response_complete

    def _send(self, answer: bytes) -> None:
        fields = (b"%b: %b\r\n" % field for field in self.server_state.default_headers)
        cast("Corked", self.transport).now(b"".join((STATUS, *fields, answer)))
        self.server_state.total_requests += 1
        self._used = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self._keep(self.timeout_keep_alive)

    def _keep(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(seconds, self.timeout_keep_alive_handler)

    def timeout_keep_alive_handler(self) -> None:
        """Called when the connection may have been idle for long enough; if not, waits for the rest."""
        left = self._used + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self._keep(left)
        else:
            super().timeout_keep_alive_handler()
