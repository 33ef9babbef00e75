"""``qkg load``: every syntax, packed or not, all or nothing, and a place for every complaint."""

import gzip
import os
import threading
from pathlib import Path
from subprocess import CompletedProcess
from typing import Protocol

import pyoxigraph as ox
import pytest
import zstandard

from qkg.cli.progress import read_so_far
from qkg.cli.stretches import Stretches
from qkg.store import folder
from qkg.store.survey import DESCRIPTION

G = "https://example.org/g"
TRIPLES = "<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n"
QUADS = f"<https://example.org/d> <https://example.org/b> <https://example.org/c> <{G}2> .\n"


class Run(Protocol):
    """Runs the command."""

    def __call__(self, *arguments: str, stdin: str = "", **variables: str) -> CompletedProcess[str]:
        """What it printed and its exit code."""


def size(store: Path) -> int:
    """How many quads the newest generation holds, without its description of itself."""
    engine = folder.open_folder(store)[0]
    return sum(1 for quad in engine if quad.graph_name != DESCRIPTION)


def test_every_syntax_packed_or_not(qkg: Run, tmp_path: Path) -> None:
    """Turtle, gzip, zstd, JSON-LD, RDF/XML and N-Quads in one go, each where it belongs."""
    engine = ox.Store()
    engine.load(TRIPLES.encode(), ox.RdfFormat.N_TRIPLES)
    triples = [quad.triple for quad in engine]
    files = {"one.ttl": TRIPLES.encode(), "two.nq": QUADS.encode()}
    files["three.nt.gz"] = gzip.compress(TRIPLES.replace("example.org/a", "example.org/x").encode())
    files["four.ttl.zst"] = zstandard.compress(TRIPLES.replace("example.org/a", "example.org/y").encode())
    files["five.rdf"] = ox.serialize(triples, format=ox.RdfFormat.RDF_XML) or b""
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    store = str(tmp_path / "store")
    plain = [str(tmp_path / name) for name in files if name != "two.nq"]
    done = qkg("load", *plain, "--graph", G, "--store", store, "--empty")
    assert (done.returncode, done.stderr) == (0, "")
    assert qkg("load", str(tmp_path / "two.nq"), "--store", store).stdout.startswith("1 quads added")
    loaded = {quad.graph_name.value for quad in folder.open_folder(tmp_path / "store")[0] if quad.graph_name}
    assert loaded == {G, G + "2"}
    assert size(tmp_path / "store") == 4


def test_a_broken_file_leaves_nothing(qkg: Run, tmp_path: Path) -> None:
    """The second of two breaks in its third line: neither is there, and the message says where."""
    (tmp_path / "good.ttl").write_text(TRIPLES)
    (tmp_path / "bad.ttl").write_text(TRIPLES * 2 + "<https://example.org/a> oops .\n")
    files = [str(tmp_path / "good.ttl"), str(tmp_path / "bad.ttl")]
    done = qkg("load", *files, "--graph", G, "--store", str(tmp_path / "new"))
    assert done.returncode == 1
    assert f"{tmp_path / 'bad.ttl'}:3:" in done.stderr
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["bad.ttl", "good.ttl"]
    qkg("load", files[0], "--graph", G, "--store", str(tmp_path / "old"), "--empty")
    assert qkg("load", *files, "--graph", G + "2", "--store", str(tmp_path / "old")).returncode == 1
    assert size(tmp_path / "old") == 1


@pytest.mark.parametrize("name", ["bad.ttl.gz", "bad.ttl.zst"])
def test_a_packed_file_that_breaks_off_is_refused(qkg: Run, tmp_path: Path, name: str) -> None:
    """Half of a packed file is not taken for the whole."""
    text = "".join(TRIPLES.replace("/a", f"/{number}") for number in range(5000)).encode()
    packed = gzip.compress(text) if name.endswith("gz") else zstandard.compress(text)
    (tmp_path / name).write_bytes(packed[: len(packed) // 2])
    done = qkg("load", str(tmp_path / name), "--graph", G, "--store", str(tmp_path / "store"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "store").exists()


def test_a_triple_in_two_published_graphs_is_refused(qkg: Run, tmp_path: Path) -> None:
    """The union of the published graphs would count it twice."""
    (tmp_path / "one.ttl").write_text(TRIPLES)
    store = str(tmp_path / "store")
    assert (
        qkg("load", str(tmp_path / "one.ttl"), "--graph", "one", "--store", store, "--empty").returncode == 0
    )
    done = qkg("load", str(tmp_path / "one.ttl"), "--graph", "two", "--store", store)
    assert (done.returncode, "one published graph only" in done.stderr) == (1, True)
    assert size(tmp_path / "store") == 1


def test_wrong_command_lines_say_what_to_do(qkg: Run, tmp_path: Path) -> None:
    """No store, two places, no such file, no known suffix, no graph, a graph for a file with graphs."""
    (tmp_path / "one.ttl").write_text(TRIPLES)
    (tmp_path / "one.txt").write_text(TRIPLES)
    (tmp_path / "two.nq").write_text(QUADS)
    one, store = str(tmp_path / "one.ttl"), ["--store", str(tmp_path / "store")]
    wrong = {
        "--store DIR": [one, "--graph", G],
        "name one": [one, "--graph", G, *store, "--server", "http://127.0.0.1:1"],
        "no such file": [str(tmp_path / "no.ttl"), *store],
        "does not end in": [str(tmp_path / "one.txt"), *store],
        "--graph IRI": [one, *store],
        "no IRI": [one, "--graph", "http://a b", *store],
        "no address": [one, "--graph", G, "--server", "ftp://example.org"],
    }
    for says, arguments in wrong.items():
        done = qkg("load", *arguments)
        assert (done.returncode, says in done.stderr) == (2, True), done.stderr
    assert "names graphs of its own" in qkg("load", str(tmp_path / "two.nq"), "--graph", G, *store).stderr
    assert not (tmp_path / "store").exists()


def test_progress_is_read_from_the_kernel(tmp_path: Path) -> None:
    """A child of ours is in the middle of the second file: the first counts whole, the second in part."""
    if not Path("/proc/self/fdinfo").exists():
        pytest.skip("there is no /proc here")
    paths = [tmp_path / "one", tmp_path / "two"]
    for path in paths:
        path.write_bytes(b"0123456789")
    threads = threading.active_count()
    said, heard = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        with paths[1].open("rb", buffering=0) as file:
            file.read(4)
            os.write(said[1], b"1")
            os.read(heard[0], 1)
        os._exit(0)
    os.read(said[0], 1)
    found = read_so_far([(path, 10) for path in paths])
    os.write(heard[1], b"1")
    os.waitpid(child, 0)
    assert (found, threading.active_count()) == (14, threads)


def test_what_is_sent_to_a_server_is_what_was_read(tmp_path: Path) -> None:
    """Several graphs, line ends and quotes in text, blank nodes: one INSERT DATA gives the same quads."""
    source = ox.Store()
    text = f'{QUADS}{TRIPLES}_:b <a:p> "x\\n\\"\\\\ }}"@zh <{G}> .\n_:b <a:p> 0 .'.replace(" 0 ", ' "0" ')
    source.load(text.encode(), ox.RdfFormat.N_QUADS)
    target = ox.Store()
    with (tmp_path / "spool").open("w+b") as file:
        parts = Stretches(file, source)
        target.update(b"".join(parts.insertion()).decode())
    assert (parts.count, parts.names) == (4, {"", G, G + "2"})
    both = [ox.Dataset(one) for one in (source, target)]
    for one in both:
        one.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert both[0] == both[1]


def test_a_load_that_takes_too_long_keeps_nothing(qkg: Run, tmp_path: Path) -> None:
    """The store stays in its generation; the limit is a setting."""
    store = tmp_path / "store"
    (tmp_path / "one.nq").write_text(QUADS)
    (tmp_path / "two.nq").write_text(QUADS.replace("/d", "/e"))
    assert qkg("load", str(tmp_path / "one.nq"), "--store", str(store), "--empty").returncode == 0
    before = folder.open_folder(store)[1]
    done = qkg("load", str(tmp_path / "two.nq"), "--store", str(store), QKG_LOAD_SECONDS="0.000001")
    assert done.returncode != 0
    assert "nothing of it was kept" in done.stderr
    assert folder.open_folder(store)[1] == before
