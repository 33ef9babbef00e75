"""A store that is written to, in the hands of a test: its folder, its loop, its writer's process."""

import asyncio
import os
from pathlib import Path

import pyoxigraph as ox

from qkg.media import GRAPH_FORMATS, ROW_FORMATS, by_name
from qkg.store.answer import collect
from qkg.store.contract import Request, Update
from qkg.store.embedded import EmbeddedStore

CSV = by_name("csv", ROW_FORMATS)
NT = by_name("nt", GRAPH_FORMATS)
INSERT = "INSERT DATA {{ GRAPH <urn:new> {{ <urn:s> <urn:p> {} }} }}"


def fill(engine: ox.Store) -> None:
    """Two thousand quads in a graph of somebody else."""
    graph, predicate = ox.NamedNode("urn:g"), ox.NamedNode("urn:p")
    engine.bulk_extend(
        ox.Quad(ox.NamedNode(f"urn:s{number}"), predicate, ox.Literal(number), graph)
        for number in range(2000)
    )


class Under:
    """A store under test with its folder and its loop."""

    def __init__(self, runner: asyncio.Runner, place: Path, store: EmbeddedStore) -> None:
        self.place, self.store, self.run = place, store, runner.run
        self.run(store.start())

    def update(self, text: str) -> int:
        """Apply an update; the number of the generation."""
        return self.run(self.store.update(Update(text))).generation.number

    def values(self, text: str, **more: object) -> list[str]:
        """The lines of a CSV answer without its head."""
        request = Request(text, rows=CSV, **more)  # type: ignore
        return self.run(self._ask(request)).decode().splitlines()[1:]

    async def _ask(self, request: Request) -> bytes:
        return await collect(await self.store.query(request))

    def writer(self) -> int:
        """The process that writes: the one that holds the lock file open."""
        process = self.store._children.process
        with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
            return next(int(one) for one in file.read().split() if _holds(one, self.place / "writer.lock"))


def _holds(process: str, path: Path) -> bool:
    opened = Path(f"/proc/{process}/fd")
    return any(os.path.realpath(one) == str(path) for one in opened.iterdir())
