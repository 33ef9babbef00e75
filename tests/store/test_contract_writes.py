"""What every store that takes writes must do; run on each implementation in ``conftest.WRITABLE``."""

import asyncio
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from qkg.errors import (
    BadParameter,
    InputError,
    KeyReused,
    NoSuchGeneration,
    NoSuchGraph,
    SyntaxProblem,
    UnknownPrefix,
)
from qkg.media import GRAPH_FORMATS, ROW_FORMATS, by_name
from qkg.store.answer import collect
from qkg.store.contract import Committed, GraphWrite, Key, Request, Store, Update

EX = "https://example.org/"
CSV = by_name("csv", ROW_FORMATS)
NT, NQ, TTL = (by_name(name, GRAPH_FORMATS) for name in ("nt", "nq", "ttl"))
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
INSERT = f"INSERT DATA {{ GRAPH <{EX}new> {{ <urn:a> <urn:p> <urn:b> }} }}"


@pytest.fixture
def count(writable: Store, runner: asyncio.Runner) -> Callable[..., int]:
    """How many triples a query sees."""

    async def ask(text: str = COUNT, **more: object) -> bytes:
        return await collect(await writable.query(Request(text, rows=CSV, **more)))  # type: ignore

    return lambda *text, **more: int(runner.run(ask(*text, **more)).split()[1])


@pytest.fixture
def put(writable: Store, runner: asyncio.Runner, tmp_path: Path) -> Callable[..., Committed]:
    """Writes a body to a file and the file to a graph."""

    def write(method: str, graph: str | None, body: str = "", name: str = "ttl") -> Committed:
        path = tmp_path / "body"
        path.write_text(body, encoding="utf-8")
        bodies = [(str(path), by_name(name, GRAPH_FORMATS))]
        wanted = GraphWrite(method, graph, bodies if body else (), "https://base.example/")  # type: ignore
        return runner.run(writable.write(wanted))

    return write


def test_an_update_is_seen_by_the_next_query(
    writable: Store, runner: asyncio.Runner, count: Callable[..., int], distant: bool
) -> None:
    """It makes a generation; the one before stays as it was, or is said to be gone: an engine keeps one."""
    runner.run(writable.start())
    before = runner.run(writable.health()).generation
    done = runner.run(writable.update(Update(INSERT)))
    assert done.generation > before
    assert count() == 5
    if distant:
        with pytest.raises(NoSuchGeneration, match="keeps the newest state only"):
            count(generation=before.number)
    else:
        assert count(generation=before.number) == 4
    assert runner.run(writable.generations()) == [before, done.generation][1 if distant else 0 :]
    assert runner.run(writable.health()).quads == 5
    assert runner.run(writable.graphs())[EX + "new"] == 1


@pytest.mark.parametrize(
    "text",
    [
        INSERT,
        f"DELETE DATA {{ GRAPH <{EX}one> {{ <urn:never> <urn:was> 1 }} }}",
        "DELETE { GRAPH ?g { ?s ?p ?o } } INSERT { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_a_write_that_changes_nothing_makes_no_generation(
    writable: Store, runner: asyncio.Runner, text: str
) -> None:
    """The newest one is the answer."""
    first = runner.run(writable.update(Update(INSERT)))
    assert runner.run(writable.update(Update(text))).generation == first.generation


def test_a_repeated_write_is_done_once(
    writable: Store, runner: asyncio.Runner, count: Callable[..., int], tmp_path: Path
) -> None:
    """By its key: the same generation is the answer; the key with another digest is refused."""
    key = Key("first", "digest")
    assert runner.run(writable.repeated(key)) is None
    done = runner.run(writable.update(Update(INSERT, key=key)))
    runner.run(writable.update(Update(f"DROP GRAPH <{EX}new>")))
    assert runner.run(writable.update(Update(INSERT, key=key))) == done
    assert runner.run(writable.repeated(key)) == done
    assert count() == 4
    body = tmp_path / "body.nt"
    body.write_text("<urn:a> <urn:b> <urn:c> .")
    other = GraphWrite("put", EX + "new", [(str(body), NT)], key=Key("first", "other"))  # type: ignore
    for work in (writable.write(other), writable.repeated(Key("first", "other"))):
        with pytest.raises(KeyReused, match="first"):
            runner.run(work)
    assert count() == 4


def test_several_operations_are_one_step(
    writable: Store, runner: asyncio.Runner, count: Callable[..., int]
) -> None:
    """When the second fails, the first has not happened."""
    with pytest.raises(InputError):
        runner.run(writable.update(Update(f"{INSERT} ; CREATE GRAPH <{EX}one>")))
    assert count() == 4
    assert len(runner.run(writable.generations())) == 1
    runner.run(writable.update(Update(f"{INSERT} ; DROP GRAPH <{EX}one>")))
    assert count() == 2


def test_update_errors_have_a_place(writable: Store, runner: asyncio.Runner) -> None:
    """As those of queries have."""
    with pytest.raises(SyntaxProblem, match=r"^mine:1:"):
        runner.run(writable.update(Update("INSERT DATA {{", source="mine")))
    with pytest.raises(UnknownPrefix, match="the prefix zz: is not declared"):
        runner.run(writable.update(Update("INSERT DATA { zz:a zz:b zz:c }")))


def test_graph_put_post_delete(
    writable: Store, runner: asyncio.Runner, put: Callable[..., Committed], count: Callable[..., int]
) -> None:
    """Replace, merge, remove; relative IRIs are resolved against the base."""
    assert put("put", EX + "g", "<a> <b> <c> .").created
    assert not put("post", EX + "g", "<a> <b> <d> .").created
    assert runner.run(writable.graphs())[EX + "g"] == 2
    assert not put("put", EX + "g", "<a> <b> <e> .").created
    answer = runner.run(collect(runner.run(writable.graph(EX + "g", NT)))).decode()
    base = "https://base.example/"
    assert answer == f"<{base}a> <{base}b> <{base}e> .\n"
    put("delete", EX + "g")
    assert not runner.run(writable.has_graph(EX + "g"))
    with pytest.raises(NoSuchGraph):
        put("delete", EX + "g")
    assert count() == 4


def test_an_empty_graph_is_a_graph(
    writable: Store, runner: asyncio.Runner, put: Callable[..., Committed]
) -> None:
    """Putting nothing makes it, and it stays when it is replaced by nothing."""
    assert put("put", EX + "empty", "# nothing").created
    assert runner.run(writable.graphs())[EX + "empty"] == 0
    assert not put("put", EX + "one", "# nothing").created
    assert runner.run(writable.graphs())[EX + "one"] == 0


def test_the_default_graph(
    writable: Store, runner: asyncio.Runner, put: Callable[..., Committed], count: Callable[..., int]
) -> None:
    """It can be written and cleared, and is never new."""
    assert not put("put", None, "<a> <b> <c> .").created
    assert count(strict=True) == 1
    put("delete", None)
    assert count(strict=True) == 0
    assert count() == 4


def test_a_broken_body_changes_nothing(
    writable: Store, runner: asyncio.Runner, put: Callable[..., Committed], count: Callable[..., int]
) -> None:
    """The graph that was to be replaced is still there."""
    with pytest.raises(SyntaxProblem, match=r"^body:2:"):
        put("put", EX + "one", "<a> <b> <c> .\n<a> <b> .")
    with pytest.raises(BadParameter, match="graphs of its own"):
        put("put", EX + "one", "<urn:a> <urn:b> <urn:c> <urn:g> .", "nq")
    assert count() == 4
    assert runner.run(writable.graphs()) == {EX + "one": 3, EX + "two": 1}


def test_blank_nodes_of_two_bodies_are_two(put: Callable[..., Committed], count: Callable[..., int]) -> None:
    """The same label in two writes names two nodes."""
    for _ in range(2):
        put("post", EX + "g", "_:a <b> <c> .")
    assert count() == 6


@pytest.mark.parametrize("packed", [False, True])
def test_load_files(
    writable: Store, runner: asyncio.Runner, count: Callable[..., int], tmp_path: Path, packed: bool
) -> None:
    """Several at once, packed or not, into the graphs that they or the caller name."""
    quads, turtle = tmp_path / "a.nq", tmp_path / "b.ttl"
    quads.write_text("<urn:a> <urn:b> <urn:c> <urn:g1> .\n")
    turtle.write_text("<urn:a> <urn:b> <urn:d> .")
    if packed:
        quads = quads.rename(tmp_path / "plain.nq")
        (tmp_path / "a.nq.gz").write_bytes(gzip.compress(quads.read_bytes()))
        quads = tmp_path / "a.nq.gz"
    runner.run(writable.load([(str(quads), NQ, None), (str(turtle), TTL, "urn:g2")]))  # type: ignore
    assert count() == 6
    assert {"urn:g1", "urn:g2"} <= set(runner.run(writable.graphs()))


def test_a_broken_file_leaves_nothing_of_any(
    writable: Store, runner: asyncio.Runner, count: Callable[..., int], tmp_path: Path
) -> None:
    """The error names the file and the line."""
    good, bad = tmp_path / "good.nt", tmp_path / "bad.nt"
    good.write_text("<urn:a> <urn:b> <urn:c> .\n")
    bad.write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a>\n")
    with pytest.raises(SyntaxProblem, match=r"bad\.nt:3"):
        runner.run(writable.load([(str(good), NT, "urn:g"), (str(bad), NT, "urn:g")]))  # type: ignore
    assert count() == 4
    assert not runner.run(writable.has_graph("urn:g"))
