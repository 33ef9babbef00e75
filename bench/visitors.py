"""Clients of several services: writers that send again what is in doubt, readers that look closely."""

import asyncio
import time
import uuid
from collections.abc import Sequence
from typing import Self

import httpx

from bench.service import TOKEN, Service
from bench.witness import FRESH, Witness

KILLED = "killed"
BEGIN = "INSERT DATA { GRAPH <urn:faces> { <urn:total> <urn:is> 0 } }"
MORE = """DELETE { GRAPH <urn:faces> { <urn:total> <urn:is> ?t } }
INSERT { GRAPH <urn:faces> { <urn:total> <urn:is> ?n . <urn:write:%s> <urn:made> ?n } }
WHERE { GRAPH <urn:faces> { <urn:total> <urn:is> ?t } BIND(?t + 1 AS ?n) }"""
ASKED = {"query": "SELECT ?n { <urn:total> <urn:is> ?n }", "format": "csv"}
DONE = 204
PAUSE = 0.1


class Visitors:
    """A writer and two readers for each service, until they are sent away."""

    def __init__(self, witness: Witness, services: Sequence[Service]) -> None:
        self._witness, self._services = witness, services
        self._client = httpx.AsyncClient(
            trust_env=False, timeout=150, limits=httpx.Limits(keepalive_expiry=2)
        )
        self._tasks: list[asyncio.Task[None]] = []
        self._leaving = asyncio.Event()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        """Send them away: each finishes what it has begun."""
        self._leaving.set()
        try:
            await asyncio.gather(*self._tasks)
        finally:
            for task in self._tasks:
                task.cancel()
            await self._client.aclose()

    async def begin(self) -> None:
        """Write the number 0, and go on from there."""
        answer = await self._update(self._services[0], BEGIN, uuid.uuid4().hex)
        if answer.status_code != DONE:
            raise RuntimeError(f"the first write was refused: {answer.text}")
        await asyncio.sleep(2 * FRESH)
        for service in self._services:
            self._tasks += [asyncio.ensure_future(self._write(service))]
            self._tasks += [asyncio.ensure_future(self._read(service)) for _ in range(2)]

    async def well(self, service: Service, seconds: float) -> None:
        """Wait until it answers without a mark."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            answer = await self._get(service)
            if answer is not None and answer.is_success and "cache-status" not in answer.headers:
                return
            await asyncio.sleep(PAUSE)
        self._witness.wrong.append(f"{service.name} did not come back within {seconds:g} s")

    async def _write(self, service: Service) -> None:
        """Add one again and again; what was not acknowledged is sent again under its key, here or there."""
        while not self._leaving.is_set():
            key, place, tried = uuid.uuid4().hex, self._services.index(service), 0
            while not await self._written(self._services[(place + tried) % 2], key):
                tried += 1
                self._witness.doubts += 1
                await asyncio.sleep(PAUSE)
            await asyncio.sleep(PAUSE)

    async def _written(self, service: Service, key: str) -> bool:
        excused = service.name in self._witness.excused
        try:
            answer = await self._update(service, MORE % key, key)
        except httpx.HTTPError as error:
            self._witness.failed(service.name, f"lost: {type(error).__name__}", excused)
            return False
        if answer.status_code == DONE:
            self._witness.wrote(service.name)
            return True
        self._witness.failed(service.name, _said(answer), excused)
        return False

    async def _update(self, service: Service, text: str, key: str) -> httpx.Response:
        headers = {"Authorization": f"Bearer {TOKEN}", "Idempotency-Key": f'"{key}"'}
        return await self._client.post(f"{service.address}update", data={"update": text}, headers=headers)

    async def _read(self, service: Service) -> None:
        while not self._leaving.is_set():
            asked, excused = time.monotonic(), service.name in self._witness.excused
            answer = await self._get(service)
            if answer is None:
                self._witness.failed(service.name, "lost", excused)
            elif answer.is_success:
                marked = "cache-status" in answer.headers
                self._witness.read(service.name, asked, int(answer.text.split()[-1]), marked)
            else:
                self._witness.failed(service.name, _said(answer), excused)
            await asyncio.sleep(PAUSE)

    async def _get(self, service: Service) -> httpx.Response | None:
        try:
            return await self._client.get(f"{service.address}sparql", params=ASKED)
        except httpx.HTTPError:
            return None


def _said(answer: httpx.Response) -> str:
    kind = answer.headers.get("content-type", "")
    slug = answer.json()["type"].rpartition("/")[2] if kind.startswith("application/problem") else ""
    return f"{answer.status_code} {slug}"
