"""``qkg switch``: readers of several services move to another store, while they read, and back."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from bench.cache import Skipped
from bench.engines.oxigraph import Oxigraph
from tests.cli.beside import EXTRA, Green, done, started
from tests.conftest import Run, Server

from qkg.store import generations

PAUSE = 0.05
"""Seconds between two rounds of a client."""


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
        yield Pair(tmp_path / "blue", started(stack, engine.command(place, place), tmp_path, ""))


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
