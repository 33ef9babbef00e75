"""What an engine can do wrong: no partial result looks complete, and nothing acknowledged is lost.

The engines are real; between them and us stands a proxy that does the harm.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from tests.engines import EX, FOUR, Engine, Engines, remote
from tests.store.proxy import CAP, Proxy, origin

from qkg.errors import (
    AnswerIncomplete,
    EngineRefused,
    EngineUnavailable,
    OutOfMemory,
    QkgError,
    QueryTimeout,
    StreamBroken,
)
from qkg.media import ROW_FORMATS
from qkg.store.answer import collect
from qkg.store.contract import Request, Store, Update

CSV = next(one for one in ROW_FORMATS if one.name == "csv")
TENS = " ".join(f"VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }}" for name in "abc")
MANY = f"SELECT ?a ?b ?c ?d {{ {TENS} VALUES ?d {{ 0 1 }} }}"
INSERT = f"INSERT DATA {{ GRAPH <{EX}new> {{ <urn:a> <urn:p> <urn:b> }} }}"


@dataclass
class Harmed:
    """A store, the proxy between it and its engine, and the engine."""

    store: Store
    proxy: Proxy
    engine: Engine
    runner: asyncio.Runner

    def ask(self, text: str = MANY, **more: object) -> list[str]:
        """The lines of the whole answer."""

        async def asked() -> bytes:
            return await collect(await self.store.query(Request(text, rows=CSV, **more)))  # type: ignore

        return self.runner.run(asked()).decode().splitlines()

    def count(self) -> int:
        """The triples that are there."""
        return int(self.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[1])


@pytest.fixture(params=["fuseki", "virtuoso"])
def harmed(request: pytest.FixtureRequest, engines: Engines, runner: asyncio.Runner) -> Iterator[Harmed]:
    """The four triples on an engine, a proxy, a store."""
    engine = engines[request.param]
    engine.reset(*FOUR)
    proxy = Proxy(origin(engine.address))
    seen = replace(engine, address=engine.address.replace(origin(engine.address), proxy.address))
    store = remote(seen)
    runner.run(store.start())
    yield Harmed(store, proxy, engine, runner)
    proxy.close()
    runner.run(store.aclose())


@pytest.mark.parametrize(
    ("harm", "errors"),
    [
        ("cut", (AnswerIncomplete, StreamBroken)),
        ("cap", (AnswerIncomplete, StreamBroken)),
        ("tail", (AnswerIncomplete, StreamBroken)),
        ("206", (AnswerIncomplete,)),
        ("401", (EngineRefused,)),
        ("503", (EngineUnavailable,)),
        ("drop", (EngineUnavailable,)),
    ],
)
def test_a_partial_answer_never_looks_whole(
    harmed: Harmed, harm: str, errors: tuple[type[QkgError], ...]
) -> None:
    """It raises, names the engine, and the next query is answered in full."""
    whole = harmed.ask()
    assert len(whole) == 2 * CAP + 1
    with harmed.proxy.doing(harm, "VALUES"), pytest.raises(errors) as caught:
        harmed.ask()
    assert harmed.proxy.met
    assert any(name in str(caught.value) for name in ("Fuseki", "Virtuoso"))
    for _ in range(600):
        try:
            assert sorted(harmed.ask()) == sorted(whole)
            break
        except EngineUnavailable:
            harmed.runner.run(asyncio.sleep(0.1))
    else:
        raise AssertionError("the breaker never closed")


def test_silence_ends_at_the_deadline(harmed: Harmed) -> None:
    """A query that gets no answer is a timeout, and says nothing of the engine's health."""
    with harmed.proxy.doing("stall", "VALUES"), pytest.raises(QueryTimeout):
        harmed.ask(seconds=1.0)
    assert harmed.runner.run(harmed.store.health()).ready


def test_the_breaker_opens_and_closes(harmed: Harmed) -> None:
    """An engine that is gone: 503 at once, degraded health with its name; when it is back all is well."""
    before = harmed.runner.run(harmed.store.health())
    with harmed.proxy.doing("drop"):
        for _ in range(600):
            if not harmed.runner.run(harmed.store.health()).ready:
                break
            harmed.runner.run(asyncio.sleep(0.1))
        sick = harmed.runner.run(harmed.store.health())
        assert not sick.ready
        assert "degraded" in sick.reason
        assert sick.generation == before.generation
        with pytest.raises(EngineUnavailable) as caught:
            harmed.ask()
        assert caught.value.retry_after >= 1
    for _ in range(600):
        if harmed.runner.run(harmed.store.health()).ready:
            break
        harmed.runner.run(asyncio.sleep(0.1))
    assert harmed.count() == 4


def test_a_write_whose_answer_is_lost_is_found_again(harmed: Harmed) -> None:
    """The engine committed and hung up: the nonce is read back, and the write is acknowledged."""
    harmed.runner.run(harmed.store.update(Update(INSERT.replace("urn:a", "urn:first"))))
    with harmed.proxy.doing("lose", "layout"):
        done = harmed.runner.run(harmed.store.update(Update(INSERT)))
    assert harmed.proxy.met
    assert harmed.count() == 6
    assert harmed.runner.run(harmed.store.health()).generation == done.generation


@pytest.mark.parametrize("about", ["staging", "layout"])
def test_a_write_that_never_arrives_changes_nothing(harmed: Harmed, about: str) -> None:
    """Neither while graphs are staged nor at the commit; and the next write is done."""
    harmed.runner.run(harmed.store.update(Update(INSERT.replace("urn:a", "urn:first"))))
    with harmed.proxy.doing("drop", about), pytest.raises(QkgError):
        harmed.runner.run(harmed.store.update(Update(INSERT)))
    assert harmed.proxy.met
    assert harmed.count() == 5
    for _ in range(100):
        try:
            harmed.runner.run(harmed.store.update(Update(INSERT)))
            break
        except EngineUnavailable:
            harmed.runner.run(asyncio.sleep(0.2))
    assert harmed.count() == 6


def test_a_byte_a_second_ends_at_the_deadline(harmed: Harmed) -> None:
    """The deadline is of the whole answer, however often something comes."""
    with harmed.proxy.doing("drip", "VALUES"), pytest.raises((QueryTimeout, StreamBroken)) as caught:
        harmed.ask(seconds=3.0)
    assert harmed.proxy.met
    assert "longer than it may" in str(caught.value)
    assert harmed.count() == 4


def test_credentials_that_expire(harmed: Harmed) -> None:
    """Reads and writes are refused with the remedy, the health says so; renewed, all is well."""

    async def until(ready: bool) -> str:
        for _ in range(1200):
            health = await harmed.store.health()
            if health.ready is ready:
                return health.reason
            await asyncio.sleep(0.1)
        raise AssertionError("the health never changed")

    harmed.runner.run(harmed.store.update(Update(INSERT.replace("urn:a", "urn:first"))))
    with harmed.proxy.doing("401"):
        assert "QKG_ENGINE_CREDENTIALS" in harmed.runner.run(until(ready=False))
        for work in (harmed.count, lambda: harmed.runner.run(harmed.store.update(Update(INSERT)))):
            with pytest.raises(EngineRefused, match="QKG_ENGINE_USER"):
                work()
    harmed.runner.run(until(ready=True))
    assert harmed.count() == 5
    harmed.runner.run(harmed.store.update(Update(INSERT)))
    assert harmed.count() == 6


@pytest.mark.parametrize("about", ["staging", "layout"])
def test_a_full_disk(harmed: Harmed, about: str) -> None:
    """The engine has no room: the write is refused as such and changes nothing; reading goes on."""
    harmed.runner.run(harmed.store.update(Update(INSERT.replace("urn:a", "urn:first"))))
    with harmed.proxy.doing("full", about), pytest.raises(OutOfMemory, match="room"):
        harmed.runner.run(harmed.store.update(Update(INSERT)))
    assert harmed.proxy.met
    assert harmed.count() == 5
    harmed.runner.run(harmed.store.update(Update(INSERT)))
    assert harmed.count() == 6
