"""Somebody writes to an engine past qkg: that is found, said, shown, and adopted."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from tests.engines import EX, FOUR, Engine, Engines

from qkg.errors import QkgError
from qkg.media import ROW_FORMATS, by_name
from qkg.store.answer import collect
from qkg.store.contract import Request, Store, Update
from qkg.store.pen import Writing
from qkg.store.pool import Limits
from qkg.store.remote.probe import probed
from qkg.store.remote.store import RemoteStore, Rules

CSV = by_name("csv", ROW_FORMATS)
OURS = f"INSERT DATA {{ GRAPH <{EX}ours> {{ <urn:ours> <urn:p> %d }} }}"
THEIRS = (
    f"INSERT DATA {{ GRAPH <{EX}one> {{ <urn:theirs> <urn:p> 1 }} "
    f"GRAPH <{EX}theirs> {{ <urn:t> <urn:p> 2 }} }}"
)


@pytest.fixture(params=["oxigraph", "fuseki", "virtuoso"])
def engine(request: pytest.FixtureRequest, engines: Engines) -> Engine:
    """The four triples on an engine."""
    found = engines[request.param]
    found.reset(*FOUR)
    return found


@pytest.fixture
def store(engine: Engine, runner: asyncio.Runner) -> Iterator[Store]:
    """A store that looks for foreign writes all the time."""
    rules = Rules(Limits(workers=2, seconds=60), Writing(), survey_seconds=0.2)
    made = RemoteStore(engine.client(), rules)
    yield made
    runner.run(made.aclose())


def write(engine: Engine, text: str) -> None:
    """An update to the engine itself."""
    client = engine.client()
    auth = engine.credentials.auth(client.profile.digest)
    with httpx.Client(trust_env=False, timeout=60, auth=auth) as http:
        assert http.post(client.endpoints.update, data={"update": text}).is_success


async def said(store: Store, word: str) -> None:
    """Wait until the health says so."""
    for _ in range(1200):
        if word in (await store.health()).reason:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"the health never said {word}")


async def tried(engine: Engine) -> str:
    """What a probe finds of foreign writes."""
    client = engine.client()
    try:
        found = await probed(client, client.profile.server, writing=False)
    finally:
        await client.aclose()
    return next(one.found for one in found if one.name == "foreign writes")


def test_foreign_writes(
    engine: Engine, store: RemoteStore, runner: asyncio.Runner, caplog: pytest.LogCaptureFixture
) -> None:
    """In health, log and probe; adopted, they are in the catalogue, and writes go on."""

    async def values() -> set[str]:
        request = Request("SELECT ?s { ?s <urn:p> ?o }", rows=CSV)
        return set((await collect(await store.query(request))).decode().split()[1:])

    async def story() -> None:
        before = await store.update(Update(OURS % 1))
        assert await tried(engine) == "none"
        await asyncio.to_thread(write, engine, THEIRS)
        await said(store, "past qkg")
        assert "past qkg" in caplog.text
        assert "2 graphs" in await tried(engine)
        assert await values() == {"urn:ours", "urn:theirs", "urn:t"}
        shown = (await store.health()).generation
        assert shown.number > before.generation.number
        adopted = await store.adopt()
        assert adopted.graphs[f"{EX}theirs"] == 1
        await said(store, "ready")
        assert await tried(engine) == "none"
        after = await store.update(Update(OURS % 2))
        assert (await store.health()).generation == after.generation
        assert after.generation.number > shown.number
        assert (await store.graphs())[f"{EX}one"] == 4
        assert await values() == {"urn:ours", "urn:theirs", "urn:t"}

    runner.run(story())


def test_a_copy_is_not_made_of_foreign_writes(
    engine: Engine, store: RemoteStore, runner: asyncio.Runner
) -> None:
    """A write that would build on what nobody has counted is refused, and the remedy is said."""

    async def story() -> None:
        await store.start()
        other = RemoteStore(engine.client(), Rules(Limits(workers=2), Writing()))
        try:
            await other.update(Update(OURS % 1))
        finally:
            await other.aclose()
        await asyncio.to_thread(write, engine, THEIRS)
        with pytest.raises(QkgError, match="qkg engine probe and adopt"):
            await store.update(Update(OURS % 2))
        await store.adopt()
        await store.update(Update(OURS % 3))

    runner.run(story())
