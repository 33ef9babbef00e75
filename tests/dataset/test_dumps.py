"""Dumps by name: what each name means, what it holds, and that the bytes never change."""

import asyncio
import gzip
import zlib
from hashlib import sha256

import pyoxigraph as ox
import pytest
from tests.conftest import TINY

from qkg.dataset import dumps
from qkg.dataset.dumps import Dump
from qkg.dataset.inventory import Inventory
from qkg.errors import NoSuchGraph, UnknownFormat
from qkg.media import GRAPH_FORMATS
from qkg.namespaces import GRAPH
from qkg.store.contract import Generation
from qkg.store.inprocess import InProcessStore

GRAPHS = [GRAPH + "one", GRAPH + "a/b", GRAPH + "v-1.2", "https://example.org/two"]
NAMES = [one.name for one in dumps.files(None)]


@pytest.fixture
def store() -> InProcessStore:
    """Four triples in two graphs."""
    engine = ox.Store()
    engine.load(TINY.replace("ex:one {", f"<{GRAPHS[0]}> {{").encode(), ox.RdfFormat.TRIG)
    return InProcessStore(engine)


def read(store: InProcessStore, name: str) -> bytes:
    """The bytes of a dump."""

    async def collected() -> bytes:
        dump = dumps.find(name, await store.graphs())
        return b"".join([block async for block in dumps.blocks(store, dump)])

    return asyncio.run(collected())


@pytest.mark.parametrize(
    ("name", "graph", "format", "revised", "packed"),
    [
        ("qkg.ttl", None, "ttl", False, False),
        ("qkg.nq.gz", None, "nq", False, True),
        ("qkg-1.2.ttl.gz", None, "ttl", True, True),
        ("one.jsonld", GRAPH + "one", "jsonld", False, False),
        ("a/b-1.2.ttl", GRAPH + "a/b", "ttl", True, False),
    ],
)
def test_names_and_dumps_are_the_same_thing(
    name: str, graph: str | None, format: str, revised: bool, packed: bool
) -> None:
    """A name is read into a dump, and the dump bears that name."""
    found = dumps.find(name, GRAPHS)
    assert (found.graph, found.format.name, found.revised, found.packed) == (graph, format, revised, packed)
    assert found.name == name


def test_names_that_mean_nothing() -> None:
    """A graph that is not there, a suffix that is none, RDF 1.2 in a syntax that lacks it here."""
    for name in ("three.ttl", "v-1.2.nt", "ONE.ttl"):
        with pytest.raises((NoSuchGraph, UnknownFormat)):
            dumps.find(name, GRAPHS)
    for name in ("qkg.docx", "qkg", "qkg.gz", "qkg-1.2.nq"):
        with pytest.raises(UnknownFormat):
            dumps.find(name, GRAPHS)


def test_graphs_of_others_bear_no_short_name() -> None:
    """A graph elsewhere, or one whose name would be taken for something else, has no file of its own."""
    assert [dumps.short(one) for one in GRAPHS] == ["one", "a/b", "", ""]


def test_media_types() -> None:
    """RDF 1.2 names its version, a packed file is gzip."""
    assert Dump(None, GRAPH_FORMATS[0], revised=True).media_type == "text/turtle; charset=utf-8; version=1.2"
    assert Dump(None, GRAPH_FORMATS[1]).media_type == "application/n-triples"
    assert Dump(None, GRAPH_FORMATS[1], packed=True).media_type == "application/gzip"


@pytest.mark.parametrize("name", NAMES)
def test_gzip_opens_and_holds_the_plain_bytes(store: InProcessStore, name: str) -> None:
    """The packed file is the plain one in gzip, with no time in its head (RFC 1952 §2.3.1)."""
    packed = read(store, name + ".gz")
    assert gzip.decompress(packed) == read(store, name) != b""
    assert packed[4:8] == bytes(4)


def test_a_graph_alone(store: InProcessStore) -> None:
    """Only the triples of the one graph."""
    assert len(read(store, "one.nt").splitlines()) == 3
    assert len(read(store, "qkg.nt").splitlines()) == 4


def test_closing_early_ends_the_reading(store: InProcessStore) -> None:
    """A client that leaves after the first block leaves nothing running."""

    async def begun() -> bytes:
        stream = dumps.blocks(store, Dump(None, GRAPH_FORMATS[1], packed=True))
        first = await anext(stream)
        await stream.aclose()
        return first

    assert zlib.decompressobj(31).decompress(asyncio.run(begun())) in (b"", read(store, "qkg.nt"))


def test_an_inventory_holds_plain_and_packed_at_once(store: InProcessStore) -> None:
    """Nothing is known at first; then size and SHA-256 are those of the bytes that it gives."""
    plain = Dump(None, GRAPH_FORMATS[1])

    async def measure() -> None:
        inventory, generation = Inventory(store), (await store.health()).generation
        assert inventory.known(generation, plain) is None
        held = await inventory.awaited(generation, plain.as_packed(), 10)
        assert held is not None
        for dump in (plain, plain.as_packed()):
            body = b"".join([block async for block in held.blocks(dump)])
            assert body == b"".join([block async for block in dumps.blocks(store, dump)])
            known = inventory.known(generation, dump)
            assert known is not None
            assert (known.size, known.sha256) == (len(body), sha256(body).digest())

    asyncio.run(measure())


def test_an_inventory_keeps_to_its_room(store: InProcessStore) -> None:
    """The one longest unused goes; one that never fits is not held at all."""

    async def measure(room: int, formats: int) -> list[bool]:
        inventory, generation = Inventory(store, room), (await store.health()).generation
        made = [Dump(None, one) for one in GRAPH_FORMATS[:formats]]
        for one in made:
            await inventory.awaited(generation, one, 10)
        return [inventory.known(generation, one) is not None for one in made]

    assert asyncio.run(measure(10, 1)) == [False]
    assert asyncio.run(measure(450, 3)) == [False, True, True]
    assert asyncio.run(measure(10_000, 3)) == [True, True, True]


def test_a_generation_that_is_gone_stays_unknown(store: InProcessStore) -> None:
    """Writing fails in silence; nobody waits for ever."""

    async def measure() -> None:
        known = (await store.health()).generation
        gone = Generation(known.number + 7, known.time)
        assert await Inventory(store).awaited(gone, Dump(None, GRAPH_FORMATS[1]), 10) is None

    asyncio.run(measure())
