"""Whole decimals as every store of ours writes them: 26000, where an engine says 26000.0.

Works on the lines of SPARQL JSON and N-Triples as they come; within a string no unescaped quote can stand, so
that nothing but a literal of that type fits the patterns.
"""

import re
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Final

MARK: Final = b"XMLSchema#decimal"
JSON: Final = re.compile(
    rb'("datatype"\s*:\s*"http://www\.w3\.org/2001/XMLSchema#decimal"\s*,\s*"value"\s*:\s*"[+-]?\d+)\.0+"'
)
LINES: Final = re.compile(rb'("[+-]?\d+)\.0+("\^\^<http://www\.w3\.org/2001/XMLSchema#decimal>)')


async def whole(blocks: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """The blocks, cut at line ends, without the points of whole decimals."""
    rest = b""
    async for block in blocks:
        head, end, tail = (rest + block).rpartition(b"\n")
        rest = tail
        if end:
            yield _plain(head + end)
    if rest:
        yield _plain(rest)


def _plain(text: bytes) -> bytes:
    if MARK not in text:
        return text
    return LINES.sub(rb"\1\2", JSON.sub(rb'\1"', text))
