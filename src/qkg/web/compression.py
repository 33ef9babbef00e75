"""Content codings of answers: zstd, br and gzip; chosen by Accept-Encoding, whole or as a stream.

A stream that is broken off never gets its coding's end, so no client takes it for complete.
"""

import asyncio
import zlib
from functools import lru_cache
from typing import Final, Protocol

import brotli
import zstandard

CODINGS: Final = ("zstd", "br", "gzip")
MIN_BYTES: Final = 1024
"""Below this a coding costs more than it saves."""
INLINE_BYTES: Final = 32_768
"""Up to this an answer is packed at once; beyond it on a thread, so that nobody else waits."""


class Packer(Protocol):
    """A coding under way."""

    def pack(self, data: bytes) -> bytes:
        """What is ready of the coded data."""

    def end(self) -> bytes:
        """The rest."""


class Zstd:
    """RFC 8878; level 3."""

    def __init__(self) -> None:
        self._made = zstandard.ZstdCompressor(level=3).compressobj()

    def pack(self, data: bytes) -> bytes:
        """What is ready of the coded data."""
        return self._made.compress(data)

    def end(self) -> bytes:
        """The rest."""
        return self._made.flush()


class Brotli:
    """RFC 7932; quality 4, which keeps up with a stream."""

    def __init__(self) -> None:
        self._made = brotli.Compressor(quality=4)

    def pack(self, data: bytes) -> bytes:
        """What is ready of the coded data."""
        return bytes(self._made.process(data))

    def end(self) -> bytes:
        """The rest."""
        return bytes(self._made.finish())


class Gzip:
    """RFC 1952; level 5."""

    def __init__(self) -> None:
        self._made = zlib.compressobj(5, zlib.DEFLATED, 31)

    def pack(self, data: bytes) -> bytes:
        """What is ready of the coded data."""
        return self._made.compress(data)

    def end(self) -> bytes:
        """The rest."""
        return self._made.flush()


_MAKERS: Final[dict[str, type[Zstd] | type[Brotli] | type[Gzip]]] = {"zstd": Zstd, "br": Brotli, "gzip": Gzip}


def packer(coding: str) -> Packer:
    """A new one for a coding of ours."""
    return _MAKERS[coding]()


@lru_cache(maxsize=256)
def choose_coding(header: str) -> str:
    """The coding that the client likes best, ours breaking ties; empty for none (RFC 9110 §12.5.3)."""
    liked = dict(_ranges(header))
    scored = [(liked.get(name, liked.get("*", 0.0)), -index, name) for index, name in enumerate(CODINGS)]
    quality, _, name = max(scored)
    return name if quality > 0 and quality >= liked.get("identity", 0.0) else ""


def takes(coding: str, header: str) -> bool:
    """Whether a client that sends this Accept-Encoding takes the coding at least as gladly as none."""
    liked = dict(_ranges(header))
    quality = liked.get(coding, liked.get("*", 0.0))
    return quality > 0 and quality >= liked.get("identity", 0.0)


def _ranges(header: str) -> list[tuple[str, float]]:
    found = []
    for entry in header.lower().split(","):
        name, _, parameter = entry.partition(";")
        try:
            quality = float(parameter.partition("=")[2] or 1.0)
        except ValueError:
            quality = 0.0
        found.append((name.strip().removeprefix("x-"), quality))
    return found


async def packed(body: bytes, coding: str) -> bytes:
    """A whole body in a coding."""
    if len(body) <= INLINE_BYTES:
        return pack(body, coding)
    return await asyncio.to_thread(pack, body, coding)


def pack(body: bytes, coding: str) -> bytes:
    """The same on the caller's thread: for what is not long."""
    made = packer(coding)
    return made.pack(body) + made.end()
