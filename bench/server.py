"""A running engine: started in a process group of its own, waited for, stopped without remains."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from bench import memory
from bench.cache import Skipped
from bench.http import OK, Broken, Client, request_bytes

JSON = "application/sparql-results+json"
PING = "ASK { ?s ?p ?o }"
STOP_SECONDS = 15
IDLE = 0.15
"""The share of a core below which an engine does nothing to speak of."""
QUIET_LOOKS = 4


@dataclass(frozen=True)
class Command:
    """How an engine is started: its words, environment and folder, and where it then answers."""

    words: list[str]
    port: int
    path: str = "/sparql"
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    health: str = ""
    """A path whose JSON says whether it has ``settled``, where there is one."""


def free_port() -> int:
    """A port of the loopback that is free now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Server:
    """A context: the engine runs inside and is gone after it."""

    def __init__(self, command: Command, log: Path, seconds: float) -> None:
        self.command, self._log, self._seconds = command, log, seconds
        self.started = 0.0
        """Seconds from the start of the process to its first answer."""

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.command.port

    @property
    def path(self) -> str:
        """Where it answers queries."""
        return self.command.path

    @property
    def pid(self) -> int:
        """The root of its process tree."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the root of the tree lives."""
        return self._process.poll() is None

    def __enter__(self) -> "Server":
        begin = time.perf_counter()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command.words,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.command.cwd,
                env={**os.environ, **self.command.env},
                start_new_session=True,
            )
        try:
            self._wait(begin + self._seconds)
        except BaseException:
            self.stop()
            raise
        self.started = time.perf_counter() - begin
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _wait(self, until: float) -> None:
        while time.perf_counter() < until:
            if self._process.poll() is not None:
                raise Skipped(f"it ended at once with code {self._process.returncode}: {self._last_words()}")
            if self.answers(max(0.1, until - time.perf_counter())):
                return
            time.sleep(0.005)
        raise Skipped(f"no answer within {self._seconds:.0f} s of its start")

    def _last_words(self) -> str:
        said = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return said[-1][:200] if said else "it said nothing"

    def answers(self, seconds: float) -> bool:
        """Whether it answers the smallest query in time."""
        client = Client(self.port, seconds)
        try:
            return client.ask(request_bytes(self.path, PING, JSON)).status == OK
        except (OSError, Broken, ValueError, IndexError):
            return False
        finally:
            client.close()

    def busy(self, seconds: float = 0.2) -> float:
        """The share of one core that it uses right now."""
        before = memory.cpu_seconds(self.pid)
        time.sleep(seconds)
        return (memory.cpu_seconds(self.pid) - before) / seconds

    def settled(self, seconds: float) -> bool:
        """Whether it has let go of an abandoned query within the seconds."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            if self._process.poll() is not None:
                return False
            if self.busy() < IDLE and self.answers(1.0):
                return True
        return False

    def at_rest(self, seconds: float) -> float:
        """Wait until it has nothing to do of its own, but no longer than that; how long it took."""
        begin, quiet = time.perf_counter(), 0
        while quiet < QUIET_LOOKS and time.perf_counter() < begin + seconds:
            quiet = quiet + 1 if self.busy() < IDLE and self._says_settled() else 0
        return time.perf_counter() - begin

    def _says_settled(self) -> bool:
        if not self.command.health:
            return True
        client = Client(self.port, 1.0)
        try:
            head = f"GET {self.command.health} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            return bool(json.loads(client.ask(head.encode()).body).get("settled", True))
        except (OSError, Broken, ValueError):
            return False
        finally:
            client.close()

    def stop(self) -> None:
        """End the whole process group: gently, then not."""
        for sign, patience in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, STOP_SECONDS)):
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, sign)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(patience)
                break
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
