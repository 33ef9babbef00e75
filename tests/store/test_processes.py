"""The processes of an embedded store: whatever ends one ends nothing else, and nothing stays behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.store.attacked import (
    CSV,
    ENDLESS,
    HUGE,
    QUADS,
    Under,
    alive,
    children,
    fill,
    nursery,
)

from qkg.errors import (
    ReaderLost,
)
from qkg.store import folder
from qkg.store.contract import Request


def test_a_killed_reader_is_replaced_and_its_query_asked_again(attacked: Callable[..., Under]) -> None:
    """Nobody notices: not those whose reader was free, not the one whose query had not begun to answer."""
    under = attacked()
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(?a = <urn:s1>) FILTER(STRLEN(?f) > 3) }"

    async def kill() -> str:
        task = asyncio.ensure_future(under.ask(slow))
        await asyncio.sleep(0.01)
        for process in children(nursery(under.store)):
            os.kill(process, signal.SIGKILL)
        return await task

    assert under.run(kill()).split()[1] == str(QUADS)
    under.run(under.settled())


def test_a_query_whose_readers_die_twice_fails(attacked: Callable[..., Under]) -> None:
    """It is asked again once, not for ever."""
    under = attacked()

    async def kill() -> None:
        task = asyncio.ensure_future(under.ask(ENDLESS))
        while not task.done():
            for process in children(nursery(under.store)):
                os.kill(process, signal.SIGKILL)
            await asyncio.sleep(0.05)
        with pytest.raises(ReaderLost):
            await task

    under.run(kill())
    under.run(under.settled())


def test_a_killed_nursery_is_replaced(attacked: Callable[..., Under]) -> None:
    """Its readers die with it; the next query makes a new one."""
    under = attacked()
    before = nursery(under.store)
    born = children(before)
    os.kill(before, signal.SIGKILL)

    async def again() -> None:
        await asyncio.sleep(0.3)
        assert await under.count() == QUADS
        await under.settled()

    under.run(again())
    assert nursery(under.store) != before
    assert not [one for one in born if alive(one)]


def test_a_client_that_leaves_ends_the_evaluation(attacked: Callable[..., Under]) -> None:
    """Before the first byte by being cancelled, in the middle by closing."""
    under = attacked()

    async def leave() -> None:
        task = asyncio.ensure_future(under.ask(ENDLESS))
        await asyncio.sleep(0.1)
        assert (await under.store.health()).busy == 1
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await under.store.health()).busy == 0
        answer = await under.store.query(Request(HUGE, rows=CSV))
        await anext(answer)
        await answer.aclose()
        await answer.aclose()
        assert (await under.store.health()).busy == 0

    under.run(leave())
    under.run(under.settled())


SERVER = """
import asyncio, sys
from pathlib import Path
from qkg.media import ROW_FORMATS
from qkg.store.contract import Request, Update
from qkg.store.embedded import EmbeddedStore
from qkg.store.pen import Writing
async def main():
    store = EmbeddedStore(Path(sys.argv[1]), writing=Writing())
    await store.start()
    await store.update(Update("INSERT DATA { <urn:a> <urn:b> <urn:c> }"))
    print(store._children.process, flush=True)
    await store.query(Request(sys.argv[2], rows=ROW_FORMATS[0]))
asyncio.run(main())
"""


def test_killing_the_server_leaves_no_process(tmp_path: Path) -> None:
    """Not even in the middle of an evaluation."""
    folder.build(tmp_path / "store", "digest", fill)
    command = [sys.executable, "-c", SERVER, str(tmp_path / "store"), ENDLESS]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        process = int(server.stdout.readline())
        time.sleep(0.3)
        born = [process, *children(process)]
        assert len(born) > 2
        server.kill()
    deadline = time.monotonic() + 3
    while [one for one in born if alive(one)]:
        assert time.monotonic() < deadline, "processes were left behind"
        time.sleep(0.02)
