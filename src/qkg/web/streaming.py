"""Answers too large to finish first: sent as they come, packed on the way, broken off when they fail.

HTTP/1.1 gets a chunked body, whose missing last chunk tells every client that the answer is not whole.
HTTP/1.0 has no such sign, so there the answer is collected on disk and sent with its length.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from tempfile import TemporaryFile

from qkg.web.compression import INLINE_BYTES, Packer, packer
from qkg.web.corking import ABORT
from qkg.web.exchange import Exchange, Headers, Left
from qkg.web.headers import SAFE

BLOCK = 65_536


class BrokenOff(Exception):
    """Raised into the server when an answer breaks: it closes the connection without the last chunk."""


async def stream(
    exchange: Exchange, headers: Headers, blocks: AsyncIterator[bytes], coding: str = ""
) -> None:
    """Send status 200 and the blocks. Whatever the iterator raises passes through unchanged."""
    coded = packed_blocks(blocks, packer(coding)) if coding else blocks
    more: Headers = [(b"content-encoding", coding.encode())] if coding else []
    if exchange.method == "HEAD":
        await exchange.start(200, [*headers, *more, *SAFE])
        await exchange.send({"type": "http.response.body", "body": b""})
    elif exchange.scope["http_version"] == "1.0":
        await _collected(exchange, [*headers, *more], coded)
    else:
        await exchange.start(200, [*headers, *more, *SAFE])
        await _pass_on(exchange, coded)


async def _pass_on(exchange: Exchange, blocks: AsyncIterator[bytes]) -> None:
    async for block in blocks:
        if block:
            await _taken(exchange, block)
    await exchange.send({"type": "http.response.body", "body": b""})


async def _taken(exchange: Exchange, block: bytes) -> None:
    """Send a block; a client that does not take it in time loses its connection at once."""
    try:
        async with asyncio.timeout(exchange.patience):
            await exchange.send({"type": "http.response.body", "body": block, "more_body": True})
    except TimeoutError:
        if abort := exchange.scope.get(ABORT):
            abort()
            await asyncio.sleep(0)
        raise Left from None


async def stream_known(
    exchange: Exchange, status: int, headers: Headers, blocks: AsyncGenerator[bytes, None]
) -> None:
    """Send blocks whose whole length stands in the headers; a client sees by it when some are missing."""
    await exchange.start(status, [*headers, *SAFE])
    async with aclosing(blocks):
        if exchange.method != "HEAD":
            return await _pass_on(exchange, blocks)
    await exchange.send({"type": "http.response.body", "body": b""})


async def packed_blocks(blocks: AsyncIterator[bytes], made: Packer) -> AsyncIterator[bytes]:
    """The blocks in a coding; its end comes only after the last of them."""
    async for block in blocks:
        yield made.pack(block) if len(block) < INLINE_BYTES else await asyncio.to_thread(made.pack, block)
    yield made.end()


async def _collected(exchange: Exchange, headers: Headers, blocks: AsyncIterator[bytes]) -> None:
    with TemporaryFile() as file:
        async for block in blocks:
            file.write(block)
        length = file.tell()
        file.seek(0)
        await exchange.start(200, [*headers, *SAFE, (b"content-length", b"%d" % length)])
        while block := file.read(BLOCK):
            await _taken(exchange, block)
    await exchange.send({"type": "http.response.body", "body": b""})
