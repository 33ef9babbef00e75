"""An answer that outgrows what is finished first: every block arrives, also when many come at a time."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, cast

from qkg.media import ROW_FORMATS, Format
from qkg.store.contract import Generation, Request, Store
from qkg.store.remote.feed import Outlet
from qkg.web.evaluating import Evaluations, Flowing
from qkg.web.results import Results
from qkg.web.running import Running

BLOCKS = [b"%d\n" % number * 100 for number in range(40)]
LIMIT = 1000
NEWEST: Final = Generation(1, datetime.now(UTC))


@dataclass
class Fast:
    """An answer whose thread was quicker than the loop: all its blocks wait already."""

    outlet: Outlet
    format: Format = ROW_FORMATS[0]
    generation: Generation = NEWEST

    def __aiter__(self) -> AsyncIterator[bytes]:
        """As the answers of the remote store."""
        return aiter(self.outlet)

    async def aclose(self) -> None:
        """Nothing runs any more."""


class Ready:
    """Of a store what an evaluation asks for."""

    async def query(self, _request: Request) -> Any:
        """The answer."""
        outlet = Outlet(asyncio.get_running_loop())
        for block in BLOCKS:
            outlet.write(block)
        outlet.end()
        return Fast(outlet)


async def _answered() -> list[bytes]:
    running = Running("1", "SELECT", 1, None)
    evaluations = Evaluations(cast(Store, Ready()), Results(0), LIMIT)
    found = await evaluations.run(Request("SELECT"), None, running)
    assert isinstance(found, Flowing)
    return [block async for block in aiter(found)]


def test_no_block_is_lost_where_an_answer_turns_into_a_stream() -> None:
    """Those that were read before and those after make all of them."""
    assert b"".join(asyncio.run(_answered())) == b"".join(BLOCKS)
