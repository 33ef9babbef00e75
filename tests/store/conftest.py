"""Every implementation of the store contract, holding the same four triples, and a loop to ask them on.

A new implementation is one more line in IMPLEMENTATIONS; one that takes writes stands in WRITABLE too.
"""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.engines import over_engine
from tests.store import attacked as attacks
from tests.store import written as writes

from qkg.store import folder
from qkg.store.contract import Store
from qkg.store.embedded import EmbeddedStore
from qkg.store.generations import Retention
from qkg.store.inprocess import InProcessStore
from qkg.store.limits import Limits
from qkg.store.pen import Writing

TINY = """
@prefix ex: <https://example.org/> .
ex:one { ex:a ex:name "甲"@zh , "A"@en . ex:a ex:size 1 . }
ex:two { ex:b ex:size 2 . }
"""


def fill(engine: ox.Store) -> None:
    """Put the four triples in."""
    engine.load(TINY.encode(), ox.RdfFormat.TRIG)


def in_process(_place: Path) -> Store:
    """The store inside the process, in memory."""
    engine = ox.Store()
    fill(engine)
    return InProcessStore(engine, workers=2)


def in_process_on_disk(place: Path) -> Store:
    """The store inside the process, over a folder."""
    folder.build(place / "store", "digest", fill)
    engine, checkpoint = folder.open_folder(place / "store")
    return InProcessStore(engine, workers=2, generation=checkpoint.generation)


def embedded(place: Path) -> Store:
    """Readers and a writer over a folder."""
    folder.build(place / "store", "digest", fill)
    return EmbeddedStore(place / "store", Limits(workers=2, seconds=20), Writing())


IMPLEMENTATIONS: list[Callable[[Path], Store]] = [in_process, in_process_on_disk, embedded]
WRITABLE: list[Callable[[Path], Store]] = [embedded]
REMOTE = ["oxigraph", "fuseki", "virtuoso"]
"""Profiles of the engines behind the remote store, which takes writes on all of them."""


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """One event loop for a test and its fixtures."""
    with asyncio.Runner() as made:
        yield made


Made = Callable[[Path], Store] | str


def _made(make: Made, request: pytest.FixtureRequest, runner: asyncio.Runner) -> Iterator[Store]:
    if isinstance(make, str):
        store = over_engine(request.getfixturevalue("engines"), make)
    else:
        store = make(request.getfixturevalue("tmp_path"))
    yield store
    runner.run(store.aclose())


@pytest.fixture(params=[*IMPLEMENTATIONS, *REMOTE])
def store(request: pytest.FixtureRequest, runner: asyncio.Runner) -> Iterator[Store]:
    """One implementation after the other."""
    yield from _made(request.param, request, runner)


@pytest.fixture(params=[*WRITABLE, *REMOTE])
def writable(request: pytest.FixtureRequest, runner: asyncio.Runner) -> Iterator[Store]:
    """One implementation that takes writes after the other."""
    yield from _made(request.param, request, runner)


@pytest.fixture
def distant(request: pytest.FixtureRequest) -> bool:
    """Whether the implementation under test stands before an engine: what is stated in remote_engines.md."""
    return any(name in request.node.name for name in REMOTE)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that is only read."""
    place = tmp_path_factory.mktemp("template") / "store"
    folder.build(place, "digest", attacks.fill)
    return place


@pytest.fixture
def attacked(runner: asyncio.Runner, template: Path) -> Iterator[Callable[..., attacks.Under]]:
    """Opens stores over the template with limits of one's own; ends them, and checks that nothing is left."""
    made: list[EmbeddedStore] = []

    def open_one(**limits: object) -> attacks.Under:
        store = EmbeddedStore(template, Limits(**{"workers": 2, **limits}))  # type: ignore
        made.append(store)
        return attacks.Under(runner, store)

    yield open_one
    for store in made:
        process = attacks.nursery(store)
        born = [process, *attacks.children(process)] if process else []
        runner.run(store.aclose())
        assert not [one for one in born if attacks.alive(one)]


@pytest.fixture
def written(runner: asyncio.Runner, tmp_path: Path) -> Iterator[Callable[..., writes.Under]]:
    """Opens the store in one folder; a second call opens it again, as after a restart."""
    place, made = tmp_path / "store", []
    folder.build(place, "digest", writes.fill)

    def open_one(retention: Retention | None = None, **writing: object) -> writes.Under:
        for before in made:
            runner.run(before.aclose())
        store = EmbeddedStore(place, Limits(workers=2), Writing(**writing), retention)  # type: ignore
        made.append(store)
        return writes.Under(runner, place, store)

    yield open_one
    for store in made:
        runner.run(store.aclose())
