"""``Idempotency-Key``: a write that is sent twice is done once.

After draft-ietf-httpapi-idempotency-key-header. The key is the client's; what it stands for is the digest of
the request: method, address, media type and content.
"""

import asyncio
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from qkg.store.contract import Key
from qkg.web.exchange import Exchange, bad

HEADER: Final = b"idempotency-key"
SHAPE: Final = re.compile(r'"?([\x21\x23-\x5b\x5d-\x7e]{1,255})"?')
"""A string of RFC 9651 without blanks and escapes; many clients leave the quotes out."""


def of_text(exchange: Exchange, text: str) -> Key | None:
    """The key of a request whose content is a text; None when it names none."""
    name = _name(exchange)
    return Key(name, _digest(exchange, [text.encode()])) if name else None


async def of_files(exchange: Exchange, files: Iterable[tuple[str, object]]) -> Key | None:
    """The key of a request whose content lies in files."""
    name = _name(exchange)
    paths = [Path(path) for path, _ in files]
    return Key(name, await asyncio.to_thread(_of_paths, exchange, paths)) if name else None


def _name(exchange: Exchange) -> str:
    given = exchange.header(HEADER).strip()
    found = SHAPE.fullmatch(given)
    if given and (found is None or given.startswith('"') != given.endswith('"')):
        detail = 'The header reads Idempotency-Key: "…", with up to 255 visible ASCII characters.'
        raise bad("bad-idempotency-key", detail)
    return found[1] if found else ""


def _of_paths(exchange: Exchange, paths: Iterable[Path]) -> str:
    digests = []
    for path in paths:
        with path.open("rb") as file:
            digests.append(hashlib.file_digest(file, "sha256").digest())
    return _digest(exchange, digests)


def _digest(exchange: Exchange, content: Iterable[bytes]) -> str:
    query: bytes = exchange.scope["query_string"]
    head = (exchange.method, exchange.path(), query.decode("latin-1"), exchange.header(b"content-type"))
    found = hashlib.sha256("\n".join(head).encode())
    for one in content:
        found.update(b"\n" + hashlib.sha256(one).digest())
    return found.hexdigest()
