"""``qkg load --new`` and ``qkg switch``: new stores beside the old by real loaders, and readers that move.

Each engine's server is started over what its loader made. What it holds is counted and compared by questions
of the test's own, and by ``qkg digest``.
"""

import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess

import httpx
import pytest
from bench.cache import Skipped
from bench.engines.fuseki import Fuseki
from bench.engines.oxigraph import Oxigraph
from bench.server import Command
from bench.server import Server as EngineServer
from tests.conftest import Run, Server
from tests.engines import LITTLE_HEAP, Engines

from qkg.store import generations

JSON = {"Accept": "application/sparql-results+json"}
COUNTS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
PAUSE = 0.05
"""Seconds between two rounds of a client."""
EXTRA = (
    '<urn:d> <urn:p> "近1000家 \\"x\\"\\n甲"@zh <urn:extra> .\n'
    '_:b <urn:p> "2.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:extra> .\n'
    "<urn:d> <urn:p> _:b <urn:extra> .\n"
    '<urn:e> <urn:p> "1.0"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
)
"""Signs that must be escaped, a blank node in two lines, decimals, and the unnamed graph."""


def done(result: CompletedProcess[str]) -> str:
    """What a command printed that succeeded."""
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


@pytest.fixture(scope="module")
def judged(qkg: Run, bulk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packaged graph, three articles and the extra triples."""
    place = tmp_path_factory.mktemp("judged")
    (place / "extra.nq").write_text(EXTRA, encoding="utf-8")
    done(qkg("load", str(bulk / "manifest.json"), str(place / "extra.nq"), "--store", str(place / "store")))
    return place / "store"


@dataclass
class Green:
    """A new store on an engine that runs: its address, where it answers queries, settings that reach it."""

    address: str
    query: str
    variables: dict[str, str] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """The graphs and their sizes."""
        answer = httpx.post(self.query, data={"query": COUNTS}, headers=JSON, trust_env=False, timeout=60)
        rows = answer.json()["results"]["bindings"]
        return {row["g"]["value"]: int(row["n"]["value"]) for row in rows}


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


def _started(stack: ExitStack, command: Command, place: Path, base: str) -> Green:
    stack.enter_context(EngineServer(command, place / "server.log", 120))
    url = f"http://127.0.0.1:{command.port}"
    return Green(f"sparql+{url}{base}", url + command.path)


def _tdb2(qkg: Run, judged: Path, place: Path, stack: ExitStack, _engines: Engines) -> Green:
    engine = Fuseki()
    engine.install()
    jar = {"QKG_JENA_JAR": engine._jar}
    said = done(qkg("load", "--new", f"tdb2:{place / 'green'}", "--from", str(judged), **jar))
    assert "loaded by Apache Jena TDB2" in said
    assert f"--loc={place / 'green'}" in said
    command = engine.command(place, place / "green", writable=True)
    command.words[1:2] = LITTLE_HEAP
    return _started(stack, command, place, "/bench")


def _oxigraph(qkg: Run, judged: Path, place: Path, stack: ExitStack, _engines: Engines) -> Green:
    engine = Oxigraph()
    engine.install()
    done(qkg("load", "--new", f"oxigraph:{place / 'green'}", "--from", str(judged)))
    return _started(stack, engine.command(place, place / "green"), place, "")


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


@dataclass
class Pair:
    """A folder with a few triples, and an engine that runs over what its loader made of it."""

    blue: Path
    green: Green


@pytest.fixture
def pair(qkg: Run, tmp_path: Path) -> Iterator[Pair]:
    """The old store and the new one."""
    (tmp_path / "extra.nq").write_text(EXTRA, encoding="utf-8")
    done(qkg("load", str(tmp_path / "extra.nq"), "--store", str(tmp_path / "blue"), "--empty"))
    with ExitStack() as stack:
        engine = Oxigraph()
        try:
            engine.install()
        except Skipped as reason:
            pytest.skip(str(reason))
        place = tmp_path / "green"
        done(qkg("load", "--new", f"oxigraph:{place}", "--from", str(tmp_path / "blue")))
        yield Pair(tmp_path / "blue", _started(stack, engine.command(place, place), tmp_path, ""))


class Reader(threading.Thread):
    """Asks a service again and again, as a client that keeps its connection."""

    QUERIES = ("SELECT (COUNT(*) AS ?n) { GRAPH <urn:extra> { ?s ?p ?o } }", "ASK { <urn:new> ?p ?o }")

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self._address, self._end = address, threading.Event()
        self.seen: list[tuple[int, int, str]] = []
        """Status, generation, answer."""

    def run(self) -> None:
        """Until it is told to end."""
        with httpx.Client(base_url=self._address, trust_env=False, timeout=60) as client:
            while not self._end.is_set():
                for query in self.QUERIES:
                    answer = client.get("/sparql", params={"query": query, "format": "json"})
                    generation = int(answer.headers.get("qkg-generation", -1))
                    self.seen.append((answer.status_code, generation, answer.text))
                whole = client.get("/graph-store", params={"graph": "urn:extra"})
                self.seen.append((whole.status_code, -1, ""))
                self._end.wait(PAUSE)

    def ended(self) -> list[tuple[int, int, str]]:
        """What it saw."""
        self._end.set()
        self.join(60)
        return self.seen


def test_readers_move_and_come_back(
    pair: Pair, qkg: Run, serve: Callable[..., Server], tmp_path: Path
) -> None:
    """Two services, a folder and an engine, clients that read on: no error, no step back, no restart."""
    blue, green, file = pair.blue, pair.green, tmp_path / "readers.json"
    assert "next: qkg serve" in done(qkg("switch", str(file), str(blue)))
    services = [serve("--store", str(file)) for _ in range(2)]
    named = [word for one in services for word in ("--server", one.address)]
    readers = [Reader(one.address) for one in services]
    for one in readers:
        one.start()
    said = done(qkg("switch", str(file), green.address, "--after", "2", *named))
    assert "2 services answer from there" in said
    there = json.loads(file.read_text())["since"]
    assert {_generation(one.address) for one in services} == {there}
    assert f"stand on {green.address} since" in done(qkg("switch", str(file)))
    written = done(qkg("load", str(_one(tmp_path)), "--store", green.address))
    assert "quads are on the engine now" in written
    lost = qkg("switch", str(file), "--back")
    assert (lost.returncode, "urn:new has 0 triples, not 1" in lost.stderr) == (1, True), lost.stderr
    assert str(blue) in done(qkg("switch", str(file), "--back", "--anyway", "--after", "2", *named))
    back = json.loads(file.read_text())["since"]
    for one in readers:
        seen = one.ended()
        assert Counter(status for status, _, _ in seen).keys() == {200}
        numbers = [number for _, number, _ in seen if number >= 0]
        assert numbers == sorted(numbers)
        assert {numbers[0], back} <= set(numbers)
        assert any(there <= number < back for number in numbers)
        new = {number for _, number, text in seen if '"boolean":true' in text.replace(" ", "")}
        assert all(there < number < back for number in new)
    assert generations.newest(blue).generation.number == back
    closed = qkg("load", str(_one(tmp_path)), "--store", green.address)
    assert (closed.returncode, "moved away" in closed.stderr) == (1, True)
    assert "moved by" in "".join(_printed(services[0]))


def _one(place: Path) -> Path:
    file = place / "one.nq"
    file.write_text("<urn:new> <urn:b> <urn:c> <urn:new> .\n")
    return file


def _printed(service: Server) -> list[str]:
    service.process.terminate()
    out, _ = service.process.communicate(timeout=30)
    return [*service.printed, out]


def _generation(address: str) -> int:
    return int(httpx.get(f"{address}health/ready", trust_env=False, timeout=60).json()["generation"])


def test_what_is_not_sound_moves_nobody(pair: Pair, qkg: Run, tmp_path: Path) -> None:
    """A store that is missing, lacks a graph, or is not what its catalogue says."""
    blue, green, file = pair.blue, pair.green, tmp_path / "readers.json"
    done(qkg("switch", str(file), str(blue)))
    before = file.read_text()
    done(qkg("load", str(_one(tmp_path)), "--store", str(tmp_path / "less"), "--empty"))
    update = 'DELETE DATA { GRAPH <urn:extra> { <urn:d> <urn:p> "近1000家 \\"x\\"\\n甲"@zh } }'
    for place, words in (
        (str(tmp_path / "none"), "there is no store in"),
        ("sparql+http://127.0.0.1:9/ds", "nothing answers at"),
        (str(tmp_path / "less"), "does not hold what"),
        (str(blue), "stand on"),
    ):
        refused = qkg("switch", str(file), place)
        assert (refused.returncode in (1, 2), words in refused.stderr) == (True, True), refused.stderr
    wrong = qkg("switch", str(file), green.address, "--digest", "0" * 64)
    assert "has the digest" in wrong.stderr
    httpx.post(green.query.replace("/query", "/update"), data={"update": update}, trust_env=False)
    refused = qkg("switch", str(file), green.address)
    assert "<urn:extra" not in refused.stderr
    assert "urn:extra has 2 triples, not 3" in refused.stderr
    assert file.read_text() == before
