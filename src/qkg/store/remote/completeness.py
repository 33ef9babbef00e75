"""Whether all rows came: an engine that cuts a result answers 200 and says nothing.

A cut shows in a round number of rows. The engine is then asked how many there are, before the last bytes of
the answer are let through.
"""

import asyncio
import tempfile
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import IO, Final

import pyoxigraph as ox

from qkg.errors import AnswerIncomplete

FEWEST: Final = 1_000
ROUND: Final = 100
"""Limits of engines are multiples of this, and none is smaller than FEWEST."""
TERM: Final = b'"type"'
"""Stands at least once in each row of SPARQL JSON that is not empty."""
IN_MEMORY: Final = 4_194_304


async def complete(
    blocks: AsyncGenerator[bytes, None], counted: Callable[[], Awaitable[int]], title: str
) -> AsyncGenerator[bytes, None]:
    """The blocks of a result in SPARQL JSON; AnswerIncomplete before the last one when rows are missing."""
    terms, held, rest = 0, b"", b""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
        async with aclosing(blocks):
            async for block in blocks:
                terms += (rest + block).count(TERM)
                rest = block[1 - len(TERM) :]
                spool.write(block)
                if held:
                    yield held
                held = block
        if terms >= FEWEST:
            await _confirm(spool, counted, title)
    if held:
        yield held


async def _confirm(spool: IO[bytes], counted: Callable[[], Awaitable[int]], title: str) -> None:
    spool.seek(0)
    number = await asyncio.to_thread(_rows, spool)
    if number < FEWEST or number % ROUND:
        return
    there = await counted()
    if there != number:
        raise AnswerIncomplete(
            f"{title} gave {number:,} of {there:,} rows and said nothing; raise its limit, or ask in parts"
        )


def _rows(spool: IO[bytes]) -> int:
    """The rows, or 0 for what is no result; whoever reads the answer says what is wrong with it."""
    try:
        found = ox.parse_query_results(spool, ox.QueryResultsFormat.JSON)
        return 0 if isinstance(found, ox.QueryBoolean) else sum(1 for _ in found)
    except (SyntaxError, ValueError):
        return 0
