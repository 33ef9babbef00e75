"""A crawler for one host: follows links, a few requests at a time, and keeps every answer once."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import httpx
from tests.crawl.markup import Page, read

AT_ONCE = 4
ALIKE, ASKED_ALIKE = 4, 2
"""So many addresses of one shape are walked on from, without and with parameters; the rest is ``passed``."""
NAMES = re.compile(r"^((?:/zh|/en)?/(?!graph/|zh/|en/)[a-z-]+/)(?:[^/.]+/)?[^/.]+")


@dataclass
class Visited:
    """One answer. asked is the address before redirections; page is None for what is no HTML."""

    asked: str
    address: str
    status: int
    kind: str
    body: bytes
    headers: httpx.Headers
    page: Page | None
    found_on: str


@dataclass
class Walker:
    """Walks from addresses over links on one host."""

    client: httpx.AsyncClient
    base: str
    visited: list[Visited] = field(default_factory=list)
    fragments: set[tuple[str, str, str]] = field(default_factory=set)
    passed: dict[str, str] = field(default_factory=dict)
    _alike: Counter[str] = field(default_factory=Counter)
    _known: set[str] = field(default_factory=set)

    async def walk(self, addresses: Iterable[str]) -> None:
        """Visit these and all that they lead to, but of each shape only ALIKE."""
        waiting = [(urljoin(self.base, one), "the start") for one in addresses]
        self._known.update(address for address, _ in waiting)
        while waiting:
            batch, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
            found = await asyncio.gather(*(self._visit(address, origin) for address, origin in batch))
            for one in found:
                links = one.page.links if one.page else []
                new = (self._new(urljoin(one.address, link), one.address) for link in links)
                waiting += [address for address in new if address]

    async def visit_all(self, addresses: Iterable[str], **headers: str) -> list[Visited]:
        """Visit these and go no further; where their links lead is kept in ``passed``."""
        turn = asyncio.Semaphore(AT_ONCE)

        async def visit(address: str) -> Visited:
            async with turn:
                found = await self._visit(urljoin(self.base, address), "the graph", **headers)
                for link in found.page.links if found.page else []:
                    self._pass(urljoin(found.address, link), found.address)
                return found

        return await asyncio.gather(*map(visit, addresses))

    def _new(self, address: str, origin: str) -> tuple[str, str] | None:
        whole, fragment = urldefrag(address)
        if not whole.startswith(self.base):
            return None
        if fragment:
            self.fragments.add((whole, fragment, origin))
        if whole in self._known:
            return None
        if self._enough(whole):
            self.passed.setdefault(whole, origin)
            return None
        self._known.add(whole)
        return whole, origin

    def _pass(self, address: str, origin: str) -> None:
        whole, fragment = urldefrag(address)
        if whole.startswith(self.base):
            if fragment:
                self.fragments.add((whole, fragment, origin))
            if whole not in self._known:
                self.passed.setdefault(whole, origin)

    def _enough(self, address: str) -> bool:
        shape = shape_of(address)
        self._alike[shape] += 1
        return self._alike[shape] > (ASKED_ALIKE if urlsplit(address).query else ALIKE)

    async def _visit(self, address: str, origin: str, **headers: str) -> Visited:
        sent = {"accept": "text/html, */*;q=0.5", **headers}
        try:
            answer = await self.client.get(address, headers=sent, follow_redirects=True)
        except httpx.TransportError as error:
            answer = httpx.Response(599, text=repr(error), request=httpx.Request("GET", address))
        kind = answer.headers.get("content-type", "").partition(";")[0]
        page = await asyncio.to_thread(read, answer.text) if kind == "text/html" else None
        found = Visited(
            address, str(answer.url), answer.status_code, kind, answer.content, answer.headers, page, origin
        )
        self.visited.append(found)
        return found


def shape_of(address: str) -> str:
    """What alike addresses share: a path without the names in it, its suffix, and the names of parameters."""
    parts = urlsplit(address)
    names = ",".join(sorted({name for name, _ in parse_qsl(parts.query)}))
    return NAMES.sub(r"\1*", parts.path) + "?" + names
