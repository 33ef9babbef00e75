"""``qkg load --new``: new stores beside the old one by the engines' own loaders.

Each engine's server is started over what its loader made. What it holds is counted and compared by questions
of the test's own, and by ``qkg digest``.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from bench.cache import Skipped
from bench.engines.fuseki import Fuseki
from bench.engines.oxigraph import Oxigraph
from tests.cli.beside import EXTRA, Green, done, started
from tests.conftest import Run
from tests.engines import LITTLE_HEAP, Engines


@pytest.fixture(scope="module")
def judged(qkg: Run, bulk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packaged graph, three articles and the extra triples."""
    place = tmp_path_factory.mktemp("judged")
    (place / "extra.nq").write_text(EXTRA, encoding="utf-8")
    done(qkg("load", str(bulk / "manifest.json"), str(place / "extra.nq"), "--store", str(place / "store")))
    return place / "store"


@pytest.fixture(scope="module")
def made(
    qkg: Run, judged: Path, engines: Engines, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Green]]:
    """Makes the store anew on an engine by its own loader, once for each; servers end with the module."""
    known: dict[str, Green] = {}
    with ExitStack() as stack:

        def make(name: str) -> Green:
            if name not in known:
                place = tmp_path_factory.mktemp(name)
                try:
                    known[name] = MADE[name](qkg, judged, place, stack, engines)
                except Skipped as reason:
                    pytest.skip(f"{name}: {reason}")
            return known[name]

        yield make


def _tdb2(qkg: Run, judged: Path, place: Path, stack: ExitStack, _engines: Engines) -> Green:
    engine = Fuseki()
    engine.install()
    jar = {"QKG_JENA_JAR": engine._jar}
    said = done(qkg("load", "--new", f"tdb2:{place / 'green'}", "--from", str(judged), **jar))
    assert "loaded by Apache Jena TDB2" in said
    assert f"--loc={place / 'green'}" in said
    command = engine.command(place, place / "green", writable=True)
    command.words[1:2] = LITTLE_HEAP
    return started(stack, command, place, "/bench")


def _oxigraph(qkg: Run, judged: Path, place: Path, stack: ExitStack, _engines: Engines) -> Green:
    engine = Oxigraph()
    engine.install()
    done(qkg("load", "--new", f"oxigraph:{place / 'green'}", "--from", str(judged)))
    return started(stack, engine.command(place, place / "green"), place, "")


def _virtuoso(qkg: Run, judged: Path, _place: Path, _stack: ExitStack, engines: Engines) -> Green:
    engine = engines["virtuoso"]
    engine.reset()
    cwd = engine.server.command.cwd
    assert cwd is not None
    port = re.search(r"\[Parameters\]\s*ServerPort = (\S+)", (cwd / "virtuoso.ini").read_text())
    assert port is not None
    variables = {**engine.variables, "QKG_VIRTUOSO_SQL": port[1]}
    place = ("--new", engine.address, "--work", str(cwd))
    done(qkg("load", *place, "--from", str(judged), **variables))
    again = qkg("load", *place, "--from", str(judged), **variables)
    assert (again.returncode, "a new store needs an empty Virtuoso" in again.stderr) == (2, True)
    return Green(engine.address, engine.address.removeprefix("sparql+"), variables)


MADE = {"tdb2": _tdb2, "oxigraph": _oxigraph, "virtuoso": _virtuoso}


@pytest.mark.parametrize("name", MADE)
def test_each_loader_makes_the_same_store(
    made: Callable[[str], Green], qkg: Run, bulk: Path, judged: Path, name: str
) -> None:
    """Each graph of the manifest has its quads, and the whole dataset the digest of the folder."""
    green = made(name)
    counts = green.counts()
    for line in (bulk / "graphs.tsv").read_text().splitlines():
        graph, quads, _ = line.split("\t")
        assert counts[graph] == int(quads)
    digests = [
        done(qkg("digest", place, **green.variables)).splitlines()[1]
        for place in (green.address, str(judged))
    ]
    assert digests[0] == digests[1]
    assert done(qkg("digest", green.address, "--against", str(judged), **green.variables)) == "equal\n"


def test_a_digest_names_what_differs(qkg: Run, judged: Path, tmp_path: Path) -> None:
    """A quad more on one side is shown with its sign; a folder that begins with another holds all of it."""
    (tmp_path / "one.nq").write_text("<urn:one> <urn:more> <urn:quad> <urn:extra> .\n")
    copy = tmp_path / "copy"
    done(qkg("load", str(tmp_path / "one.nq"), "--store", str(copy), "--from", str(judged)))
    found = qkg("digest", str(judged), "--against", str(copy))
    shown = [line for line in found.stdout.splitlines() if "description" not in line]
    assert (found.returncode, shown[0]) == (1, "+ <urn:one> <urn:more> <urn:quad> <urn:extra> .")


def test_nothing_is_left_of_a_loader_that_fails(qkg: Run, judged: Path, tmp_path: Path) -> None:
    """A place that is taken, no jar, a jar that is none, an unknown kind: said beforehand or taken away."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    (tmp_path / "no.jar").write_text("none")
    jar = {"QKG_JENA_JAR": str(tmp_path / "no.jar")}
    for new, variables, words in (
        (f"oxigraph:{tmp_path / 'full'}", {}, "is there already"),
        (f"tdb2:{tmp_path / 'new'}", {"QKG_JENA_JAR": "/none.jar"}, "which is no file"),
        (f"tdb2:{tmp_path / 'new'}", jar, "the loader of Apache Jena TDB2 failed"),
        ("nothing:here", {}, "--new takes tdb2:DIR, oxigraph:DIR"),
    ):
        failed = qkg("load", "--new", new, "--from", str(judged), **variables)
        assert (failed.returncode in (1, 2), words in failed.stderr) == (True, True), failed.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["full", "no.jar"]
