"""The engines that the remote store is tested on: each a process of its own on the loopback, one a session.

Fetched and started as ``bench`` does; an engine that cannot be had is skipped with its reason. Every test
finds its engine empty but for the four triples.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from bench.cache import Skipped
from bench.engines.fuseki import Fuseki
from bench.engines.oxigraph import Oxigraph
from bench.engines.virtuoso import Virtuoso
from bench.server import Command, Server

from qkg.store.contract import Store
from qkg.store.limits import Limits
from qkg.store.pen import Writing
from qkg.store.remote.address import read
from qkg.store.remote.catalogue import META, published
from qkg.store.remote.client import Client
from qkg.store.remote.credentials import Credentials
from qkg.store.remote.profile import PROFILES
from qkg.store.remote.store import RemoteStore, Rules

EX = "https://example.org/"
LITTLE_HEAP = ["-Xmx512m", "-XX:+UseSerialGC"]


@dataclass
class Engine:
    """A running engine: the name of its profile, its address, and who may write."""

    name: str
    address: str
    server: Server
    credentials: Credentials = field(default_factory=Credentials)

    def client(self) -> Client:
        """A client of ours."""
        profile = PROFILES[self.name]
        return Client(profile, profile.endpoints(read(self.address)), self.credentials)

    def restart(self) -> None:
        """Start it again after it was killed, where it was."""
        self.server.stop()
        self.server.__enter__()

    @property
    def variables(self) -> dict[str, str]:
        """Settings with which ``qkg`` may use it."""
        who = self.credentials
        return {"QKG_ENGINE_USER": who.user, "QKG_ENGINE_PASSWORD": who.password} if who.user else {}

    def reset(self, *graphs: tuple[str, str]) -> None:
        """Empty it, then fill these graphs with Turtle."""
        client = self.client()
        auth = self.credentials.auth(client.profile.digest)
        with httpx.Client(trust_env=False, timeout=60, auth=auth) as http:
            for graph in _held(http, client.endpoints.query):
                _done(http.post(client.endpoints.update, data={"update": f"DROP SILENT GRAPH <{graph}>"}))
            for graph, turtle in graphs:
                headers, where = {"Content-Type": "text/turtle"}, {"graph": graph}
                _done(http.put(client.endpoints.graphs, params=where, content=turtle, headers=headers))


def _held(http: httpx.Client, query: str) -> list[str]:
    """The graphs that are not the engine's own."""
    text = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    headers = {"Accept": "application/sparql-results+json"}
    rows = _done(http.post(query, data={"query": text}, headers=headers)).json()["results"]["bindings"]
    names = [row["g"]["value"] for row in rows]
    return [name for name in names if published(name) or name.startswith(META)]


def _done(response: httpx.Response) -> httpx.Response:
    assert response.is_success, f"{response.status_code}: {response.text[:500]}"
    return response


class Engines:
    """Starts each engine when it is first asked for."""

    def __init__(self, place: Path, stack: ExitStack) -> None:
        self._place, self._stack = place, stack
        self._running: dict[str, Engine | str] = {}

    def __getitem__(self, name: str) -> Engine:
        """The running engine; the test is skipped where it cannot be had."""
        if name not in self._running:
            try:
                self._running[name] = getattr(self, f"_{name}")()
            except Skipped as reason:
                self._running[name] = str(reason)
        found = self._running[name]
        if isinstance(found, str):
            pytest.skip(f"{name}: {found}")
        return found

    def _start(self, name: str, command: Command, base: str) -> Engine:
        log = self._place / f"{name}.log"
        server = self._stack.enter_context(Server(command, log, 120))
        return Engine(name, f"sparql+http://127.0.0.1:{command.port}{base}", server)

    def _folder(self, name: str) -> Path:
        place = self._place / name / "data"
        place.mkdir(parents=True)
        return place

    def _fuseki(self) -> Engine:
        engine = Fuseki()
        engine.install()
        place = self._folder("fuseki")
        command = engine.command(place, place, writable=True)
        command.words[1:2] = LITTLE_HEAP
        return self._start("fuseki", command, "/bench")

    def _oxigraph(self) -> Engine:
        engine = Oxigraph()
        engine.install()
        place = self._folder("oxigraph")
        return self._start("oxigraph", engine.command(place, place), "")

    def _virtuoso(self) -> Engine:
        engine = Virtuoso()
        engine.install()
        place = self._folder("virtuoso")
        started = self._start("virtuoso", engine.command(place / "none.nq", place), "/sparql")
        started.credentials = Credentials("dba", "dba")
        return started


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    """All engines of the session."""
    with ExitStack() as stack:
        yield Engines(tmp_path_factory.mktemp("engines"), stack)


def remote(engine: Engine) -> Store:
    """A store of ours before the engine."""
    return RemoteStore(engine.client(), Rules(Limits(workers=2, seconds=60), Writing()))


FOUR = (
    (EX + "one", f'<{EX}a> <{EX}name> "甲"@zh , "A"@en ; <{EX}size> 1 .'),
    (EX + "two", f"<{EX}b> <{EX}size> 2 ."),
)


def over_engine(engines: Engines, name: str) -> Store:
    """The four triples on an engine, and a store before it."""
    engine = engines[name]
    engine.reset(*FOUR)
    return remote(engine)
