"""A server under attack: started as people do, looked at through the kernel, ended with all its processes.

Everything it starts stays in its session, so that the kernel can say which processes and how much memory
are its.
"""

import http.client
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

WRITER = {"Authorization": "Bearer write-secret"}
OPERATOR = {"Authorization": "Bearer admin-secret"}
TRIES = 8
"""The machine that runs the tests may be busy with others: of times, the best of so many counts."""
SECONDS = 2.0
"""The deadline of a query in these tests."""
TOKENS = {"QKG_WRITE_TOKEN": "write-secret", "QKG_ADMIN_TOKEN": "admin-secret"}
MEBI = 1024 * 1024
QUERY = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
UPDATE = {"Content-Type": "application/sparql-update", **WRITER}
EVERYTHING = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@dataclass(frozen=True)
class Got:
    """An answer: its status, its body, whether it came to its end, and how long it took."""

    status: int
    body: bytes
    whole: bool
    seconds: float


class Fortress:
    """One server over one folder."""

    def __init__(self, environment: Mapping[str, str], store: Path, **settings: str) -> None:
        self._environment = {**environment, **TOKENS, "QKG_QUERY_SECONDS": f"{SECONDS:g}", **settings}
        self._errors = (store.parent / f"{store.name}.stderr").open("w+")
        self.store = store
        self.port = 0
        self.process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "qkg", "serve", "--port", str(self.port), "--store", str(self.store)]
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env=self._environment,
            start_new_session=True,
            preexec_fn=_limited(self._environment.get("QKG_TEST_FILE_SIZE")),  # noqa: PLW1509 - one thread here
        )
        assert process.stdout is not None
        for line in process.stdout:
            if "http://" in line:
                self.port = int(line.strip().rstrip("/").rpartition(":")[2])
                return process
        raise AssertionError(f"the server did not start: {self.said()}")

    def again(self) -> None:
        """Start once more, over the same folder."""
        self.process.wait(10)
        self._hang_up()
        self.process = self._start()

    def said(self) -> str:
        """What the server wrote to standard error."""
        self._errors.flush()
        return Path(self._errors.name).read_text(encoding="utf-8")

    def stop(self) -> None:
        """End it as an operator does; nothing of it may be left."""
        self.process.terminate()
        try:
            self.process.wait(15)
        finally:
            left = self.wait_for_none()
            for process in left:
                os.kill(process, signal.SIGKILL)
            self._errors.close()
            self._hang_up()
        assert left == [], "processes of the server are left"

    def _hang_up(self) -> None:
        if self.process.stdout is not None:
            self.process.stdout.close()

    def wait_for_none(self, seconds: float = 5) -> list[int]:
        """The processes that are there after a while, which should be none."""
        end = time.monotonic() + seconds
        while (left := self.processes()) and time.monotonic() < end:
            time.sleep(0.05)
        return left

    def processes(self) -> list[int]:
        """All living processes of the server's session."""
        return [
            process for process in map(int, filter(str.isdigit, os.listdir("/proc"))) if self._ours(process)
        ]

    def _ours(self, process: int) -> bool:
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return False
        return int(fields[3]) == self.process.pid and fields[0] not in "ZX"

    def memory(self) -> int:
        """Proportional memory of all processes, in bytes."""
        return sum(_memory(process) for process in self.processes())

    def settled_memory(self, wanted: int, seconds: float = 10) -> int:
        """The memory, once it is down to what is wanted or time is up."""
        end = time.monotonic() + seconds
        while (now := self.memory()) > wanted and time.monotonic() < end:
            time.sleep(0.2)
        return now

    def holders(self, name: str) -> list[int]:
        """The processes that have a file of this name open."""
        return [process for process in self.processes() if any(name in one for one in _open_files(process))]

    def busiest(self, seconds: float = 0.3) -> int:
        """The process that computes most."""
        before = {process: _computed(process) for process in self.processes()}
        time.sleep(seconds)
        return max(before, key=lambda process: _computed(process) - before[process])

    def connection(self, timeout: float = 60) -> http.client.HTTPConnection:
        """A connection to it."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def send(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Got:
        """One request on a connection of its own."""
        began = time.monotonic()
        connection = self.connection()
        try:
            connection.request(
                method, path, body.encode() if isinstance(body, str) else body, dict(headers or {})
            )
            answer = connection.getresponse()
            try:
                content, whole = answer.read(), True
            except http.client.IncompleteRead as error:
                content, whole = error.partial, False
            return Got(answer.status, content, whole, time.monotonic() - began)
        finally:
            connection.close()

    def ask(self, query: str, **parameters: str) -> Got:
        """One query."""
        return self.send("POST", f"/sparql?{urlencode(parameters)}", query, QUERY)

    def change(self, update: str) -> Got:
        """One update, with the token."""
        return self.send("POST", "/update", update, UPDATE)

    def count(self, graph: str) -> int:
        """How many triples a graph holds."""
        got = self.ask(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        assert got.status == 200, got
        return int(got.body.split()[1])


def _limited(size: str | None) -> Callable[[], None]:
    def limit() -> None:
        if size:
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))

    return limit


def _memory(process: int) -> int:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def _open_files(process: int) -> list[str]:
    try:
        return [os.readlink(f"/proc/{process}/fd/{name}") for name in os.listdir(f"/proc/{process}/fd")]
    except OSError:
        return []


def _computed(process: int) -> int:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
