"""The readers of one generation: one that is being born for a query is not taken away from under it."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from qkg.store import folder, generations
from qkg.store.children import Children
from qkg.store.cohort import Cohort

OPTIONS = {"memory": 1024**3, "guarded": True, "context": ""}


def fill(engine: ox.Store) -> None:
    """Something to read."""
    engine.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o")))


@pytest.fixture
def cohort(tmp_path: Path) -> Callable[[Children], Cohort]:
    """The readers of the only generation of a small store; none is ready beforehand."""
    folder.build(tmp_path / "store", "digest", fill)
    newest = generations.newest(tmp_path / "store")
    return lambda children: Cohort(children, newest, 1, dict(OPTIONS), eager=False)


def test_a_reader_that_is_awaited_outlives_its_generation(cohort: Callable[[Children], Cohort]) -> None:
    """The next generation comes while a query waits for the birth of its reader: the copy in memory stays."""

    async def born() -> None:
        children = Children()
        try:
            one = cohort(children)
            await one.settle()
            birth = asyncio.ensure_future(one.take())
            await asyncio.sleep(0)
            one.retire()
            assert one.busy == 1
            link = await birth
            assert link.alive
            one.give(link, reusable=True)
            assert (one.busy, one.idle) == (0, 0)
        finally:
            children.close()

    asyncio.run(born())


def test_a_nursery_that_dies_during_a_birth_costs_nothing(cohort: Callable[[Children], Cohort]) -> None:
    """The reader is born in the next one."""

    async def born() -> None:
        children = Children()
        try:
            one = cohort(children)
            birth = asyncio.ensure_future(one.take())
            await asyncio.sleep(0)
            os.kill(children.process, signal.SIGKILL)
            assert (await birth).alive
            one.close()
        finally:
            children.close()

    asyncio.run(born())
