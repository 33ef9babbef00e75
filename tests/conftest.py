"""Fixture strategy.

Real parts, nothing mocked. Three sizes, each made only where it is asked for:

* ``store`` (in ``tests/store``): four triples in two graphs, in every implementation of the contract.
* ``assets`` (in ``tests/dataset``): one tiny file of each role on disk, with a rule.
* ``engines`` (in ``tests/engines.py``): other systems that hold a store, each started once when asked for.
* ``served``, ``serve`` and ``client``: the real ``qkg serve`` in a process of its own on a
  free port, over the packaged graph, spoken to with httpx over the socket. ``served`` is one for all.

Every process gets a home and a cache folder of the test session, so that nothing of the user is read or left.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from tests.engines import engines  # noqa: F401 - a fixture

from qkg.store import folder

TINY = """
@prefix ex: <https://example.org/> .
ex:one { ex:a ex:name "甲"@zh , "A"@en . ex:a ex:size 1 . }
ex:two { ex:b ex:size 2 . }
"""
EX = "https://example.org/"

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # a shell that starts the tests in the background has them, and all that they start, deaf to Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a process of ours sees: a home of its own, UTF-8, and no setting of the user."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QKG_", "XDG_", "LC_"))}
    return {**kept, "HOME": str(home), "QKG_CACHE": str(home / "cache"), "LANG": "C.UTF-8"}


@pytest.fixture(scope="session")
def qkg(environment: dict[str, str]) -> Run:
    """Runs the real command and returns what it printed."""

    def run(*arguments: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "qkg", *arguments]
        return subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**environment, **variables},
            timeout=300,
            check=False,
        )

    return run


class Server:
    """A running ``qkg serve`` and the address that it printed once it listened."""

    def __init__(self, environment: dict[str, str], *arguments: str) -> None:
        command = [sys.executable, "-m", "qkg", "serve", "--port", "0", *arguments]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment,
            preexec_fn=_hear_ctrl_c,  # noqa: PLW1509 - no other thread runs while servers start
        )
        self.printed: list[str] = []
        self.address = self._await_address()

    def _await_address(self) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line.rstrip())
            if "http://" in line:
                return line[line.index("http://") :].strip()
        _, problem = self.process.communicate(timeout=10)
        raise AssertionError(f"qkg serve did not start: {problem}")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> str:
        """End it by a signal; what it wrote on standard error."""
        self.process.send_signal(how)
        _, problem = self.process.communicate(timeout=15)
        return problem


def _hear_ctrl_c() -> None:
    """A process started in the background may inherit a deaf ear for Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def serve(environment: dict[str, str]) -> Iterator[Callable[..., Server]]:
    """Starts servers with arguments, and ends those that still run."""
    running: list[Server] = []

    def begin(*arguments: str, **variables: str) -> Server:
        running.append(Server({**environment, **variables}, *arguments))
        return running[-1]

    yield begin
    for server in running:
        if server.process.poll() is None:
            server.stop()


@dataclass
class Served:
    """A server of a test's own: its process, its address, and a client without a token."""

    process: subprocess.Popen[str]
    address: str
    client: httpx.Client

    def stop(self) -> str:
        """End it with all processes of its group; what it wrote on standard error."""
        self.client.close()
        self.process.terminate()
        try:
            _, problem = self.process.communicate(timeout=20)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        return problem


def serve_trig(environment: dict[str, str], place: Path, trig: str, *options: str, **settings: str) -> Served:
    """``qkg serve`` over a new store in ``place`` that holds this TriG."""
    folder.build(place, "test", lambda engine: engine.load(trig.encode(), ox.RdfFormat.TRIG))
    command = [sys.executable, "-m", "qkg", "serve", "--port", "0", "--store", str(place), *options]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**environment, **settings},
        start_new_session=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if "http://" in line:
            address = line[line.index("http://") :].strip()
            return Served(process, address, httpx.Client(base_url=address, trust_env=False, timeout=60))
    _, problem = process.communicate(timeout=10)
    raise AssertionError(f"qkg serve did not start: {problem}")


@pytest.fixture(scope="session")
def served(environment: dict[str, str]) -> Iterator[str]:
    """The address of a running server over the packaged graph."""
    server = Server(environment)
    yield server.address
    assert server.stop() == "", "the server wrote to standard error"


@pytest.fixture
def client(served: str) -> Iterator[httpx.Client]:
    """A client of the running server."""
    with httpx.Client(base_url=served, trust_env=False, timeout=30) as one:
        yield one


@pytest.fixture
def turtle_file(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a Turtle file and returns its path."""

    def write(text: str, name: str = "sample.ttl") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
