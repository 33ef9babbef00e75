"""Blocks on their way between a thread and the loop."""

import asyncio

from qkg.store.remote.feed import Outlet

BLOCKS = [b"%d" % number for number in range(5)]


def test_who_begins_again_goes_on_where_that_was() -> None:
    """However many blocks wait when the reading stops."""

    async def read() -> list[bytes]:
        outlet = Outlet(asyncio.get_running_loop())
        for block in BLOCKS:
            outlet.write(block)
        outlet.end()
        first = [await anext(aiter(outlet)) for _ in range(2)]
        return [*first, *[block async for block in outlet]]

    assert asyncio.run(read()) == BLOCKS
