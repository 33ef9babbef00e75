"""Other hosts: who may be asked by SERVICE, and the reading of a document for LOAD.

A document is fetched here and not by the engine: its host is resolved once, each address is checked, and the
connection goes to the very address that was checked (the name only serves TLS and the Host header).
No redirect is followed, the size is bounded, proxies of the environment are not used.
SERVICE is asked by the engine, which resolves the name again: who controls the DNS of an *allowed* host could
point it elsewhere between the two look-ups. Allow hosts that you trust, or addresses.
"""

import asyncio
import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

from qkg.errors import LoadFailed, LoadRefused, ServiceRefused
from qkg.media import GRAPH_FORMATS, Format, by_name
from qkg.sparql.reach import allowed, named, public, services

if TYPE_CHECKING:
    import httpx

SECONDS: Final = 30.0
ACCEPT: Final = ", ".join(one.media_type for one in GRAPH_FORMATS)
_NOWHERE = "its host is, or leads to, a private or loopback address"


@dataclass(frozen=True)
class Document:
    """What was fetched."""

    content: bytes
    format: Format


async def check_services(text: str, prefixes: Sequence[str]) -> None:
    """ServiceRefused unless every SERVICE target is allowed and leads to no private place.

    Without an allow list this is left to the store, which refuses all of them.
    """
    if not prefixes or "service" not in text.lower():
        return
    for address in services(text):
        if not allowed(address, prefixes):
            raise ServiceRefused(f"SERVICE <{address[:200]}> is refused: it is not on the allow list")
        if not named(address, prefixes) and not all(map(public, await resolved(address))):
            raise ServiceRefused(f"SERVICE <{address[:200]}> is refused: {_NOWHERE}")


async def fetch(address: str, prefixes: Sequence[str], limit: int) -> Document:
    """A document; LoadRefused when it may not be asked for, LoadFailed when it cannot be had."""
    if not allowed(address, prefixes):
        raise LoadRefused(f"LOAD <{address[:200]}> is refused: it is not on the allow list")
    places = await resolved(address)
    if not places:
        raise LoadFailed(f"LOAD <{address[:200]}>: there is no such host")
    if not named(address, prefixes) and not all(map(public, places)):
        raise LoadRefused(f"LOAD <{address[:200]}> is refused: {_NOWHERE}")
    import httpx  # noqa: PLC0415 - few servers fetch anything, and all would start later

    try:
        return await _get(address, places[0], limit)
    except httpx.HTTPError as error:
        raise LoadFailed(f"LOAD <{address[:200]}>: {type(error).__name__}") from error


async def resolved(address: str) -> list[str]:
    """The IP addresses of the host; none when it is not known."""
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(place[0]) for *_, place in found]


async def _get(address: str, place: str, limit: int) -> Document:
    import httpx  # noqa: PLC0415 - see above

    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    host = f"[{place}]" if ":" in place else place
    pinned = urlunsplit((parts.scheme, host + port, parts.path or "/", parts.query, ""))
    headers = {"Host": f"{parts.hostname}{port}", "Accept": ACCEPT, "User-Agent": "qkg"}
    async with httpx.AsyncClient(trust_env=False, timeout=SECONDS, follow_redirects=False) as client:
        extensions = {"sni_hostname": parts.hostname}
        async with client.stream("GET", pinned, headers=headers, extensions=extensions) as response:
            if response.status_code != 200:  # noqa: PLR2004 - redirects are not followed either
                raise LoadFailed(f"LOAD <{address[:200]}> answers {response.status_code}")
            return Document(await _content(response, address, limit), _format(response, parts.path))


async def _content(response: "httpx.Response", address: str, limit: int) -> bytes:
    parts, size = [], 0
    async with asyncio.timeout(SECONDS):
        async for block in response.aiter_bytes():
            size += len(block)
            if size > limit:
                raise LoadFailed(f"LOAD <{address[:200]}> is larger than {limit:,} bytes")
            parts.append(block)
    return b"".join(parts)


def _format(response: "httpx.Response", path: str) -> Format:
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    found = (
        by_name(kind, GRAPH_FORMATS) if kind not in ("", "text/plain", "application/octet-stream") else None
    )
    if found is None:
        suffix = re.search(r"\.(\w+)$", path)
        found = by_name(suffix[1], GRAPH_FORMATS) if suffix else None
    if found is None:
        raise LoadFailed(f"the document is {kind or 'of no stated type'}, which is no RDF")
    return found
