"""An engine over HTTP: one client each for queries, updates and bulk, with deadlines of our own.

Reads are tried again, before their first byte, when the engine could not be reached; writes never are. What
the engine answers is judged in ``verdict``. Must not know what is asked. Messages name the engine by its
title; where it stands goes to the log alone.
"""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from qkg.errors import EngineRefused, EngineUnavailable, QkgError, QueryTimeout
from qkg.store.remote.address import Endpoints
from qkg.store.remote.breaker import Breaker
from qkg.store.remote.credentials import Credentials
from qkg.store.remote.profile import Profile
from qkg.store.remote.verdict import OK, verdict

CONNECT_SECONDS: Final = 2.0
TRIES: Final = 3
PAUSE: Final = 0.1
BLOCK: Final = 65_536
AGAIN: Final = (502, 503, 504)
NTRIPLES: Final = "application/n-triples"
Pairs = Sequence[tuple[str, str]]
log: Final = logging.getLogger("qkg.engine")


@dataclass(frozen=True)
class Body:
    """A file as the body of a PUT; it can be sent twice, as Digest authentication may ask."""

    path: Path

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The blocks."""
        with self.path.open("rb") as file:
            while block := await asyncio.to_thread(file.read, BLOCK):
                yield block


class Client:
    """The three endpoints of one engine."""

    def __init__(
        self, profile: Profile, endpoints: Endpoints, credentials: Credentials, connections: int = 8
    ) -> None:
        self.profile, self.endpoints = profile, endpoints
        auth = credentials.auth(profile.digest)
        self._reads, self._writes, self._bulk = (_made(auth, size) for size in (connections, 2, 2))
        self.breaker = Breaker(profile.title)
        self.writes_breaker = Breaker(profile.title)

    async def aclose(self) -> None:
        """Hang up."""
        for one in (self._reads, self._writes, self._bulk):
            await one.aclose()

    async def ask(self, text: str, accept: str, seconds: float, dataset: Pairs = ()) -> httpx.Response:
        """Put a query: the response with its body still to come, to be closed by the caller.

        ``dataset``: pairs of the protocol. Raises what ``verdict`` says of anything but success.
        """
        form = {"query": [text], **_grouped(dataset)}
        if self.profile.timeout:
            form[self.profile.timeout] = [f"{seconds:g}"]
        headers = {"Accept": accept}
        request = self._reads.build_request("POST", self.endpoints.query, data=form, headers=headers)
        for attempt in range(1, TRIES + 1):
            try:
                return await self._sent(self._reads, self.breaker, request)
            except EngineUnavailable:
                if attempt == TRIES or self.breaker.open:
                    raise
                await asyncio.sleep(PAUSE * attempt * (1 + random.random()))  # noqa: S311 - no secret
        raise AssertionError("the last attempt raises")

    async def update(self, text: str, seconds: float) -> None:
        """Put an update once."""
        self._writable(self.endpoints.update)
        request = self._writes.build_request("POST", self.endpoints.update, data={"update": text})
        await self._written(self._writes, request, seconds)

    async def put(self, graph: str, body: Path, seconds: float) -> None:
        """Replace one graph by a file of N-Triples, with its length said beforehand."""
        self._writable(self.endpoints.graphs)
        headers = {"Content-Type": NTRIPLES, "Content-Length": str(body.stat().st_size)}
        request = self._bulk.build_request(
            "PUT", self.endpoints.graphs, params={"graph": graph}, headers=headers, content=Body(body)
        )
        await self._written(self._bulk, request, seconds)

    async def _written(self, client: httpx.AsyncClient, request: httpx.Request, seconds: float) -> None:
        async with self._deadline(seconds):
            response = await self._sent(client, self.writes_breaker, request)
            await response.aclose()

    @asynccontextmanager
    async def _deadline(self, seconds: float) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(seconds):
                yield
        except TimeoutError as error:
            raise QueryTimeout(f"{self.profile.title} did not answer within {seconds:g} seconds") from error

    def _writable(self, address: str) -> None:
        if not address:
            raise EngineRefused(
                f"no address for writing to {self.profile.title} is known; add ?update= and ?graph-store= "
                "to its address"
            )

    async def _sent(
        self, client: httpx.AsyncClient, breaker: Breaker, request: httpx.Request
    ) -> httpx.Response:
        breaker.enter()
        try:
            response = await self._answered(client, request)
        except httpx.HTTPError as error:
            raise self._lost(breaker, request, error) from error
        except BaseException:
            breaker.left()
            raise
        if response.status_code in OK:
            breaker.succeeded()
            return response
        raise await self._refusal(breaker, response)

    async def _answered(self, client: httpx.AsyncClient, request: httpx.Request) -> httpx.Response:
        """The response; EngineUnavailable when meanwhile the engine turns out to be silent."""
        sending = asyncio.get_running_loop().create_task(client.send(request, stream=True))
        try:
            with self.breaker.watched() as gone:
                await asyncio.wait((sending, gone), return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                return sending.result()
        except asyncio.CancelledError:
            if sending.done() and not sending.cancelled() and sending.exception() is None:
                await sending.result().aclose()
            raise
        finally:
            sending.cancel()
        text = f"{self.profile.title} is not reached: {self.breaker.reason}; see that it runs and listens"
        raise EngineUnavailable(text, self.breaker.retry_after)

    def _lost(self, breaker: Breaker, request: httpx.Request, error: httpx.HTTPError) -> QkgError:
        reason = _reason(error)
        breaker.failed(reason, isinstance(error, httpx.ConnectTimeout))
        log.warning("%s at %s: %s", self.profile.title, request.url.host, reason)
        text = f"{self.profile.title} is not reached: {reason}; see that it runs and listens"
        return EngineUnavailable(text, breaker.retry_after)

    async def _refusal(self, breaker: Breaker, response: httpx.Response) -> QkgError:
        try:
            said = await _beginning(response)
        finally:
            await response.aclose()
        found = verdict(self.profile, response.status_code, said)
        if response.status_code in AGAIN and not isinstance(found, QueryTimeout):
            breaker.failed(f"status {response.status_code}")
            return EngineUnavailable(str(found), breaker.retry_after)
        breaker.succeeded()
        return found


def _made(auth: httpx.Auth | None, size: int) -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=size, max_keepalive_connections=size, keepalive_expiry=20)
    timeout = httpx.Timeout(None, connect=CONNECT_SECONDS)
    return httpx.AsyncClient(
        auth=auth, limits=limits, timeout=timeout, trust_env=False, follow_redirects=False
    )


def _grouped(pairs: Pairs) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _reason(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.ConnectTimeout):
        return f"no connection within {CONNECT_SECONDS:g} seconds"
    if isinstance(error, httpx.ConnectError):
        return "the connection is refused"
    return "the connection broke off"


async def _beginning(response: httpx.Response) -> str:
    """What a response says, up to a limit."""
    said = b""
    try:
        async for block in response.aiter_bytes():
            said += block
            if len(said) > BLOCK:
                break
    except httpx.HTTPError:
        pass
    return said[:BLOCK].decode("utf-8", "replace")
