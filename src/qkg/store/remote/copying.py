"""The working copy: what the engine holds, in a folder here, where a write is applied and judged first.

It is the embedded store's own writer that works on it, in its own process: same grammar, same rules, same
inference, shapes and refusals. What the write changed is then read off, graph by graph. Must not know how it
is published.
"""

import asyncio
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from qkg.errors import EngineError
from qkg.store import folder, generations
from qkg.store.children import Children
from qkg.store.comparison import changed
from qkg.store.evaluation import graph_name, has
from qkg.store.generations import Checkpoint
from qkg.store.pen import Pen, Writing
from qkg.store.remote.catalogue import Catalogue
from qkg.store.remote.client import Client
from qkg.store.remote.profile import UNNAMED
from qkg.store.remote.staging import Content
from qkg.store.remote.transfer import lines


@dataclass(frozen=True)
class Applied:
    """What a write came to: the new content of each graph that it changed, and whether its graph was new."""

    contents: Mapping[str, Content]
    created: bool


class WorkingCopy:
    """Held at one state of the engine; ``drop`` it when it may differ."""

    def __init__(self, children: Children, place: Path, writing: Writing, most: int) -> None:
        self._children, self._place, self._writing, self._most = children, place, writing, most
        self._pen: Pen | None = None
        self._nonce = ""

    async def apply(
        self, client: Client, state: Catalogue, name: str, seconds: float, **fields: Any
    ) -> Applied:
        """Do a write here, on the state that the engine has; raises what the write raises."""
        pen = await self._current(client, state)
        before = generations.newest(self._folder)
        try:
            after, created = await pen.perform(name, seconds, **fields)
            if after.generation == before.generation:
                return Applied({}, created=False)
            contents = await asyncio.to_thread(self._contents, before, after)
        except BaseException:
            self._nonce = ""
            raise
        return Applied(contents, created)

    def keep(self, state: Catalogue) -> None:
        """The engine has what was applied here."""
        self._nonce = state.nonce
        for number in generations.listed(self._folder)[:-1]:
            generations.drop(self._folder, number)

    def drop(self) -> None:
        """The engine may differ: the copy is made again for the next write."""
        self._nonce = ""

    def close(self) -> None:
        """End the writer."""
        if self._pen is not None:
            self._pen.close()

    @property
    def _folder(self) -> Path:
        return self._place / "copy"

    async def _current(self, client: Client, state: Catalogue) -> Pen:
        if self._pen is not None and self._nonce == state.nonce:
            return self._pen
        if state.quads > self._most:
            raise EngineError(
                f"the engine holds {state.quads:,} quads, and writes are judged on a copy of up to "
                f"{self._most:,}; raise QKG_ENGINE_COPY_QUADS, or make a new store beside it "
                "(qkg load --new) and move readers there (qkg switch)"
            )
        self.close()
        await copied(client, state, self._folder, self._writing.load_seconds)
        self._pen = Pen(self._children, self._folder, self._writing)
        self._nonce = state.nonce
        return self._pen

    def _contents(self, before: Checkpoint, after: Checkpoint) -> dict[str, Content]:
        engine = ox.Store.read_only(str(after.database))
        found = {}
        for number, name in enumerate(sorted(changed(engine, before, None), key=str)):
            found[name or UNNAMED] = self._content(engine, name, self._place / f"graph-{number}.nt")
        return found

    @staticmethod
    def _content(engine: ox.Store, name: str | None, file: Path) -> Content:
        if not has(engine, name):
            return Content(None)
        engine.dump(str(file), ox.RdfFormat.N_TRIPLES, from_graph=graph_name(name))
        with file.open("rb") as lines:
            return Content(file, sum(1 for _ in lines))


async def copied(client: Client, state: Catalogue, place: Path, seconds: float) -> None:
    """What the engine holds at this state, as a store in a folder."""
    source = place.with_suffix(".nq")
    try:
        with source.open("wb") as out:
            async for block in lines(client, state, state.holdings, seconds):
                out.write(block)
        await asyncio.to_thread(_build, place, source, [*state.graphs])
    finally:
        source.unlink(missing_ok=True)


def _build(place: Path, source: Path, graphs: list[str]) -> None:
    def fill(engine: ox.Store) -> None:
        engine.bulk_load(path=str(source), format=ox.RdfFormat.N_QUADS)
        for name in graphs:
            engine.add_graph(ox.NamedNode(name))

    shutil.rmtree(place, ignore_errors=True)
    folder.build(place, "", fill)
