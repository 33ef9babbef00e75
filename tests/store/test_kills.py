"""Engines that are killed and stopped for real, in the middle of what they do, and come back.

On the same port and folder. Nothing acknowledged is lost, and whoever reads meanwhile sees a graph as it was
or as it is going to be: never half of it, never none of it.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest
from tests.engines import EX, FOUR, Engine, Engines
from tests.store.proxy import Proxy, origin

from qkg.errors import EngineUnavailable, QkgError, WriteInDoubt
from qkg.media import GRAPH_FORMATS, ROW_FORMATS, by_name
from qkg.store.answer import collect
from qkg.store.contract import GraphWrite, Request, Store
from qkg.store.pen import Writing
from qkg.store.pool import Limits
from qkg.store.remote.store import RemoteStore, Rules

CSV, NT = by_name("csv", ROW_FORMATS), by_name("nt", GRAPH_FORMATS)
BIG = EX + "big"
SIZE = 3_000
"""Triples of the graph that is replaced again and again."""
SEEN = f"SELECT ?o ?n {{ GRAPH <{BIG}> {{ ?s <urn:value> ?o ; <urn:number> ?n }} }}"
LONG = "SELECT ?a ?b { ?a <urn:value> ?o . ?b <urn:value> ?o }"
"""Some millions of rows."""


@pytest.fixture(scope="module", params=["oxigraph", "fuseki", "virtuoso"])
def own(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine of these tests' own."""
    with ExitStack() as stack:
        yield Engines(tmp_path_factory.mktemp("killed"), stack)[request.param]


@dataclass
class Scene:
    """An engine, a proxy before it, a store through the proxy, and one who reads all the time."""

    engine: Engine
    proxy: Proxy
    store: Store
    place: Path
    version: int = 0
    versions: set[int] = field(default_factory=set)

    async def put(self, version: int) -> None:
        """Replace the big graph; every object names the version."""
        body = self.place / f"{version}.nt"
        body.write_text(
            "".join(
                f'<urn:s{n}> <urn:value> "{version}" .\n<urn:s{n}> <urn:number> "{n}" .\n'
                for n in range(SIZE // 2)
            )
        )
        await self.store.write(GraphWrite("put", BIG, [(str(body), NT)]))
        self.version = version

    async def put_again(self, version: int) -> None:
        """The same, for as long as it takes until the engine is held to be back."""
        for _ in range(600):
            try:
                return await self.put(version)
            except EngineUnavailable:
                await asyncio.sleep(0.2)
        raise AssertionError("the breaker never closed")

    async def rows(self, text: str) -> list[str]:
        """The rows of an answer."""
        answer = await collect(await self.store.query(Request(text, rows=CSV)))
        return answer.decode().splitlines()[1:]

    async def watch(self) -> None:
        """Read for ever: the graph is whole in one version at least, whatever else happens.

        Virtuoso has no snapshots: a query that runs while a commit ends may miss triples there.
        """
        while True:
            try:
                rows = await self.rows(SEEN)
            except QkgError:
                await asyncio.sleep(0.05)
                continue
            found = {one.partition(",")[0] for one in rows}
            whole = {one for one in found if sum(row.startswith(f"{one},") for row in rows) >= SIZE // 2}
            assert whole or self.engine.name == "virtuoso", f"{len(rows)} rows of {found}"
            self.versions |= {int(one) for one in whole}

    async def ready(self, ready: bool = True) -> str:
        """Wait for the health to be so; the reason that it says."""
        for _ in range(1200):
            health = await self.store.health()
            if health.ready is ready:
                return health.reason
            await asyncio.sleep(0.1)
        raise AssertionError("the health of the store never changed")

    def kill(self, pause: float = 0) -> None:
        """Kill the engine, now or in a moment."""
        if pause:
            return threading.Timer(pause, self.kill).start()
        return os.kill(self.engine.server.pid, signal.SIGKILL)

    def stop(self, seconds: float = 0) -> None:
        """Let it stand still, for ever or for a while."""
        os.kill(self.engine.server.pid, signal.SIGSTOP)
        if seconds:
            threading.Timer(seconds, self.go_on).start()

    def go_on(self) -> None:
        """Let it go on."""
        os.kill(self.engine.server.pid, signal.SIGCONT)


@pytest.fixture
def scene(own: Engine, runner: asyncio.Runner, tmp_path: Path) -> Iterator[Scene]:
    """The four triples, the big graph in version 1, and a reader who never rests."""
    own.reset(*FOUR)
    proxy = Proxy(origin(own.address))
    seen = replace(own, address=own.address.replace(origin(own.address), proxy.address))
    rules = Rules(Limits(workers=4, seconds=60), Writing(), patience=4, silence=2.5)
    store = RemoteStore(seen.client(), rules)
    found = Scene(own, proxy, store, tmp_path)
    runner.run(found.put_again(1))
    yield found
    proxy.close()
    runner.run(store.aclose())


def played(scene: Scene, runner: asyncio.Runner, story: Callable[[], object]) -> None:
    """Run the story beside the one who reads, whose complaint is ours."""

    async def both() -> None:
        watching = asyncio.ensure_future(scene.watch())
        telling = asyncio.ensure_future(story())  # type: ignore[arg-type]
        await asyncio.wait((watching, telling), return_when=asyncio.FIRST_COMPLETED)
        watching.cancel()
        if not telling.done():
            telling.cancel()
            await watching
        await telling

    runner.run(both())


def test_killed_while_it_writes(scene: Scene, runner: asyncio.Runner) -> None:
    """While a graph is staged, and at the commit: what was acknowledged is there, of the rest all or none."""
    title = scene.store._client.profile.title  # type: ignore[attr-defined]

    async def story() -> None:
        for about, pause in (("staging", 0.02), ("layout", 0.01)):
            before = scene.version
            with scene.proxy.at(about, partial(scene.kill, pause)):
                (end,) = await asyncio.gather(scene.put(before + 1), return_exceptions=True)
            assert scene.proxy.met
            await asyncio.to_thread(scene.engine.restart)
            await scene.ready()
            found = {one.partition(",")[0] for one in await scene.rows(SEEN)}
            if isinstance(end, BaseException):
                assert isinstance(end, QkgError), end
                assert title in str(end)
                allowed = {before, before + 1} if isinstance(end, WriteInDoubt) else {before}
            else:
                allowed = {before + 1}
            assert len(found) == 1
            assert int(found.pop()) in allowed
            assert (await scene.store.graphs())[f"{EX}one"] == 3
            await scene.put_again(before + 2)
            assert {one.partition(",")[0] for one in await scene.rows(SEEN)} == {str(before + 2)}

    played(scene, runner, story)
    assert scene.versions


def test_killed_while_it_answers(scene: Scene, runner: asyncio.Runner) -> None:
    """The answer breaks off, and is never taken for whole; the next one is."""

    async def story() -> None:
        asked = asyncio.ensure_future(scene.rows(LONG))
        await asyncio.sleep(0.5)
        scene.kill()
        (end,) = await asyncio.gather(asked, return_exceptions=True)
        assert isinstance(end, QkgError), "millions of rows in half a second?"
        await asyncio.to_thread(scene.engine.restart)
        await scene.ready()
        assert len(await scene.rows(SEEN)) == SIZE // 2

    played(scene, runner, story)


def test_stopped_and_going_on(scene: Scene, runner: asyncio.Runner) -> None:
    """Stopped while it stages, it is waited for. Stopped for longer, it is said; going on, all is well."""

    async def story() -> None:
        try:
            with scene.proxy.at("staging", partial(scene.stop, 2)):
                await scene.put(2)
            assert len(await scene.rows(SEEN)) == SIZE // 2
            scene.stop()
            waiting = asyncio.ensure_future(scene.rows("SELECT ?s { ?s <urn:never> 1 }"))
            assert "degraded: " in await scene.ready(False)
            (end,) = await asyncio.gather(waiting, return_exceptions=True)
            assert isinstance(end, EngineUnavailable), end
            with pytest.raises(EngineUnavailable):
                await scene.rows(SEEN)
        finally:
            scene.go_on()
        await scene.ready()
        assert len(await scene.rows(SEEN)) == SIZE // 2

    played(scene, runner, story)


def test_stopped_in_the_middle_of_a_commit(scene: Scene, runner: asyncio.Runner) -> None:
    """Beyond the patience it is said that nobody knows; afterwards it shows, and the next write is done."""

    async def story() -> None:
        try:
            with scene.proxy.at("layout", scene.stop):
                (end,) = await asyncio.gather(scene.put(2), return_exceptions=True)
            assert isinstance(end, WriteInDoubt), end
        finally:
            scene.go_on()
        await scene.ready()
        await scene.put_again(3)
        assert {one.partition(",")[0] for one in await scene.rows(SEEN)} == {"3"}
        assert scene.versions <= {1, 2, 3}

    played(scene, runner, story)
