"""A ``qkg serve`` before an engine, as a process that can be killed and started again at its address."""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import httpx

from bench.server import free_port

TOKEN = "bench"  # noqa: S105 - of a service that lives as long as the bench
PATIENCE = 180.0


class Service:
    """One service; ``words`` go before its command, as those that enter a network namespace."""

    def __init__(
        self, name: str, engine: str, place: Path, host: str = "127.0.0.1", words: list[str] | None = None
    ) -> None:
        self.name, self._host, self._port = name, host, free_port()
        self.address = f"http://{host}:{self._port}/"
        serve = [sys.executable, "-m", "qkg", "serve", "--host", host, "--port", str(self._port)]
        self._command = [*(words or []), *serve, "--store", engine]
        self._log = place / f"{name}.log"
        mine = {"QKG_WRITE_TOKEN": TOKEN, "QKG_CACHE": str(place / name), "HOME": str(place)}
        kept = {one: value for one, value in os.environ.items() if not one.startswith("QKG_")}
        self._environment = {**kept, **mine, "LANG": "C.UTF-8"}
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Start it and wait until it is ready."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdout=log, stderr=log, env=self._environment, start_new_session=True
            )
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            for _ in range(int(PATIENCE * 5)):
                if self._process.poll() is not None:
                    raise RuntimeError(f"{self.name} ended at once: {self._log.read_text()[-500:]}")
                with suppress(httpx.HTTPError):
                    if (await client.get(f"{self.address}health/ready")).is_success:
                        return
                await asyncio.sleep(0.2)
        raise RuntimeError(f"{self.name} is not ready: {self._log.read_text()[-500:]}")

    def kill(self) -> None:
        """End it at once, whatever it does; its children end with it."""
        if self._process is not None:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def stop(self) -> None:
        """End all of it."""
        if self._process is None:
            return
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
