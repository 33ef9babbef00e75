"""A crawler for one host: follows links, a few requests at a time, and keeps every answer once.

Plain connections, one a thread: of thousands of requests the client would else cost more than the server.
"""

import http.client
import re
import threading
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import parse_qsl, quote, urldefrag, urljoin, urlsplit

from tests.crawl.markup import Page, read

AT_ONCE = 6
FARTHEST = 5
"""Redirections that are followed."""
PATIENCE = 120
RESERVED = "/:?#[]@!$&'()*+,;=%~"
"""What stands in an address as it is; a browser encodes the rest."""
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
    headers: Message
    page: Page | None
    found_on: str


@dataclass
class Walker:
    """Walks from addresses over links on one host."""

    base: str
    visited: list[Visited] = field(default_factory=list)
    fragments: set[tuple[str, str, str]] = field(default_factory=set)
    passed: dict[str, str] = field(default_factory=dict)
    _alike: Counter[str] = field(default_factory=Counter)
    _known: set[str] = field(default_factory=set)
    _own: threading.local = field(default_factory=threading.local)
    _lines: list[http.client.HTTPConnection] = field(default_factory=list)

    def walk(self, addresses: Iterable[str]) -> None:
        """Visit these and all that they lead to, but of each shape only ALIKE."""
        waiting = [(urljoin(self.base, one), "the start") for one in addresses]
        self._known.update(address for address, _ in waiting)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while waiting:
                found = list(pool.map(lambda one: self._visit(*one), waiting))
                waiting = []
                for one in found:
                    links = one.page.links if one.page else []
                    new = (self._new(urljoin(one.address, link), one.address) for link in links)
                    waiting += [address for address in new if address]

    def visit_all(self, addresses: Iterable[str], **headers: str) -> None:
        """Visit these and go no further; where their links lead is kept in ``passed``."""
        wanted = [urljoin(self.base, one) for one in addresses]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for found in pool.map(lambda one: self._visit(one, "the graph", **headers), wanted):
                for link in found.page.links if found.page else []:
                    self._pass(urljoin(found.address, link), found.address)

    def close(self) -> None:
        """Close all connections."""
        for line in self._lines:
            line.close()

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

    def _visit(self, address: str, origin: str, **headers: str) -> Visited:
        sent = {"accept": "text/html, */*;q=0.5", **headers}
        try:
            there, answer, body = self._got(address, sent)
        except (OSError, http.client.HTTPException) as error:
            found = Visited(address, address, 599, "", repr(error).encode(), Message(), None, origin)
        else:
            kind = answer.headers.get("content-type", "").partition(";")[0]
            page = read(body) if kind == "text/html" else None
            found = Visited(address, there, answer.status, kind, body, answer.headers, page, origin)
        self.visited.append(found)
        return found

    def _got(self, address: str, headers: dict[str, str]) -> tuple[str, http.client.HTTPResponse, bytes]:
        """Where redirections led, the answer there, and its bytes."""
        for _ in range(FARTHEST):
            parts = urlsplit(address)
            line = self._line()
            target = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=RESERVED)
            line.request("GET", target, headers=headers)
            answer = line.getresponse()
            body = answer.read()
            way = answer.headers.get("location")
            if answer.status not in (301, 302, 303, 307, 308) or not way:
                break
            address = urljoin(address, way)
        return address, answer, body

    def _line(self) -> http.client.HTTPConnection:
        """The connection of the thread, which opens itself again when the server has closed it."""
        if not hasattr(self._own, "line"):
            parts = urlsplit(self.base)
            self._own.line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
            self._lines.append(self._own.line)
        line: http.client.HTTPConnection = self._own.line
        return line


def shape_of(address: str) -> str:
    """What alike addresses share: a path without the names in it, its suffix, and the names of parameters."""
    parts = urlsplit(address)
    names = ",".join(sorted({name for name, _ in parse_qsl(parts.query)}))
    return NAMES.sub(r"\1*", parts.path) + "?" + names
