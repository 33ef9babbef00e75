"""Byte ranges (RFC 9110 §14): one range of a file of known size, from its header to the bytes of a stream."""

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final

from qkg.web.conditions import read_date, tags

_ONE: Final = re.compile(r"bytes\s*=\s*(\d*)\s*-\s*(\d*)")


class Unsatisfiable(Exception):
    """The range begins behind the end of the file."""


def asked(header: str, size: int) -> tuple[int, int] | None:
    """First byte and end (exclusive) of the range asked for.

    None when there is none, or one that may be ignored: other units, several ranges, what cannot be read.
    """
    found = _ONE.fullmatch(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        begin, end = max(size - int(last), 0), size
    else:
        begin, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < begin:
            return None
    if begin >= size:
        raise Unsatisfiable
    return begin, end


def still_good(if_range: str, tag: str, modified: str) -> bool:
    """Whether a part may be sent (RFC 9110 §13.1.5): without If-Range, or when it names this very state."""
    if not if_range:
        return True
    if '"' in if_range:
        return any(not weak and text == tag for weak, text in tags(if_range))
    moment = read_date(if_range)
    return moment is not None and moment == read_date(modified)


async def cut(blocks: AsyncGenerator[bytes, None], begin: int, end: int) -> AsyncGenerator[bytes, None]:
    """The bytes from ``begin`` to ``end`` (exclusive); what follows is not read."""
    position = 0
    async with aclosing(blocks):
        async for block in blocks:
            part = block[max(begin - position, 0) : max(end - position, 0)]
            position += len(block)
            if part:
                yield part
            if position >= end:
                return
