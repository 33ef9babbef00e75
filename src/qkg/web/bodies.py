"""Request bodies: streamed to disk under a limit, unpacked under the same limit, or read as text.

Implements Content-Encoding of requests (RFC 9110 §8.4) for gzip and zstd. A bomb is stopped at the limit,
since what comes out is counted and not what goes in. Must not know what the bodies mean.
"""

import asyncio
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final, Protocol

import zstandard

from qkg.errors import StoreFull
from qkg.web.exchange import Exchange, bad
from qkg.web.problems import Problem, Refusal

CODINGS: Final = ("gzip", "zstd")
SLICE: Final = 512
"""Bytes given to an unpacker at once: at most some megabytes come out of them."""


class Unpacker(Protocol):
    """What zlib and zstandard have in common."""

    @property
    def eof(self) -> bool:
        """Whether the coding has come to its end."""

    @property
    def unused_data(self) -> bytes:
        """What came after the end."""

    def decompress(self, data: bytes, /) -> bytes:
        """What comes out of some more bytes."""


def too_large(limit: int, what: str) -> Refusal:
    """413 with the limit in words."""
    return Refusal(
        Problem(413, "too-large", "The body is too large", f"{what} may be up to {limit:,} bytes long.")
    )


def coding(exchange: Exchange) -> str:
    """The body's coding, empty for none; 415 for one that is not known."""
    found = exchange.header(b"content-encoding").strip().lower()
    if found in ("", "identity"):
        return ""
    if found in ("gzip", "x-gzip"):
        return "gzip"
    if found != "zstd":
        detail = f"Send the body as it is, or packed with one of {', '.join(CODINGS)}."
        raise bad("unsupported-coding", detail, 415, Accept_Encoding=", ".join(CODINGS))
    return found


def unpacked(blocks: Iterator[bytes], name: str, limit: int, what: str) -> Iterator[bytes]:
    """The blocks without their coding; 413 beyond the limit, 400 when the coding is broken."""
    unpacker, size = _unpacker(name), 0
    slices = (block[at : at + SLICE] for block in blocks for at in range(0, len(block), SLICE))
    try:
        for piece in slices:
            rest = piece
            while rest:
                if unpacker.eof:
                    unpacker = _unpacker(name)
                out = unpacker.decompress(rest)
                size += len(out)
                if size > limit:
                    raise too_large(limit, what)
                yield out
                rest = unpacker.unused_data if unpacker.eof else b""
    except (zlib.error, zstandard.ZstdError) as error:
        raise bad("bad-coding", f"The body is not {name}.") from error
    if not unpacker.eof:
        raise bad("bad-coding", f"The body ends before its {name} coding does.")


def _unpacker(name: str) -> Unpacker:
    return zlib.decompressobj(31) if name == "gzip" else zstandard.ZstdDecompressor().decompressobj()


async def read_bytes(exchange: Exchange, limit: int, what: str) -> bytes:
    """A small body in memory."""
    name, parts, size = coding(exchange), [], 0
    _check_announced(exchange, limit, what)
    async for block in exchange.blocks():
        size += len(block)
        if size > limit:
            raise too_large(limit, what)
        parts.append(block)
    return b"".join(unpacked(iter(parts), name, limit, what) if name else parts)


async def read_text(exchange: Exchange, limit: int, what: str) -> str:
    """A small body as UTF-8 text."""
    try:
        return (await read_bytes(exchange, limit, what)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise bad("not-utf-8", "The body is not UTF-8 text.") from error


@asynccontextmanager
async def spooled(exchange: Exchange, limit: int, folder: Path | None = None) -> AsyncIterator[Path]:
    """The body in a file, unpacked; the file and its folder go away at the end."""
    _check_announced(exchange, limit, "A graph")
    name = coding(exchange)
    with TemporaryDirectory(prefix="qkg-body-", dir=folder) as place:
        path = Path(place) / "body"
        try:
            with path.open("wb") as file:
                await _spool(exchange, file, limit)
            if name:
                path = await asyncio.to_thread(_unpack, path, name, limit)
        except OSError as error:
            raise StoreFull("there is no room for the body") from error
        yield path


async def _spool(exchange: Exchange, file: IO[bytes], limit: int) -> None:
    size = 0
    async for block in exchange.blocks():
        size += len(block)
        if size > limit:
            raise too_large(limit, "A graph")
        file.write(block)


def _unpack(path: Path, name: str, limit: int) -> Path:
    plain = path.with_name("plain")
    with path.open("rb") as packed, plain.open("wb") as out:
        blocks = iter(lambda: packed.read(65_536), b"")
        for block in unpacked(blocks, name, limit, "A graph"):
            out.write(block)
    return plain


def _check_announced(exchange: Exchange, limit: int, what: str) -> None:
    length = exchange.header(b"content-length")
    if length.isdigit() and int(length) > limit:
        raise too_large(limit, what)
