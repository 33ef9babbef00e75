"""A standalone Spark master with workers, on the loopback interface only: for the bench and the tests."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

_MASTER = "org.apache.spark.deploy.master.Master"
_WORKER = "org.apache.spark.deploy.worker.Worker"
_HOST = "127.0.0.1"
_PATIENCE = 120.0


def missing() -> str:
    """Why there can be no cluster here; empty when there can."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed (pip install 'qkg[spark]')"
    return "" if shutil.which("java") else "there is no Java"


class Cluster:
    """The processes; each worker has one core and half a gigabyte."""

    def __init__(self, workers: int) -> None:
        self._wanted = workers
        self._folder = TemporaryDirectory(prefix="qkg-spark-")
        self._started: list[subprocess.Popen[bytes]] = []
        self.master = ""

    def __enter__(self) -> Self:
        try:
            port = _free()
            self.master = f"spark://{_HOST}:{port}"
            self._start(_MASTER, "--port", str(port), "--webui-port", "0")
            self._await("master", r"Starting Spark master", 1)
            for _ in range(self._wanted):
                self.add_worker()
            self._await("worker", r"Successfully registered with master", self._wanted)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for one in reversed(self._started):
            _end(one.pid, signal.SIGTERM)
        for one in self._started:
            try:
                one.wait(20)
            except subprocess.TimeoutExpired:
                _end(one.pid, signal.SIGKILL)
                one.wait()
        self._folder.cleanup()

    def add_worker(self) -> None:
        """Another worker."""
        work = Path(self._folder.name) / f"work-{len(self._started)}"
        self._start(
            _WORKER,
            "--cores",
            "1",
            "--memory",
            "1g",
            "--webui-port",
            "0",
            "--work-dir",
            str(work),
            self.master,
        )

    def kill_worker(self) -> int:
        """SIGKILL for the last worker with its executors and their Python, all at once; its process id."""
        victim = self._started[-1].pid
        _end(victim, signal.SIGKILL)
        return victim

    def _start(self, which: str, *arguments: str) -> None:
        """A process group of its own, so that what it starts can be ended with it."""
        import pyspark  # noqa: PLC0415 - an optional library

        home = Path(pyspark.__file__).parent
        said = {
            "SPARK_HOME": str(home),
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_LOCAL_IP": _HOST,
            "PYSPARK_PYTHON": sys.executable,
        }
        environment = {**os.environ, **said}
        name = "worker" if which == _WORKER else "master"
        log = Path(self._folder.name) / f"{name}-{len(self._started)}.log"
        with log.open("wb") as out:
            command = [str(home / "bin" / "spark-class"), which, "--host", _HOST, *arguments]
            self._started.append(
                subprocess.Popen(command, stdout=out, stderr=out, env=environment, start_new_session=True)
            )

    def _await(self, name: str, words: str, times: int) -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            logs = "".join(
                one.read_text(errors="replace") for one in Path(self._folder.name).glob(f"{name}-*.log")
            )
            if len(re.findall(words, logs)) >= times:
                return
            if any(one.poll() is not None for one in self._started):
                raise RuntimeError(f"a process of Spark ended at once:\n{logs[-2000:]}")
            time.sleep(0.1)
        raise TimeoutError(f"the {name} of Spark does not come up:\n{logs[-2000:]}")


def _end(group: int, how: signal.Signals) -> None:
    try:
        os.killpg(group, how)
    except ProcessLookupError:
        return


def _free() -> int:
    with socket.socket() as one:
        one.bind((_HOST, 0))
        port: int = one.getsockname()[1]
        return port
