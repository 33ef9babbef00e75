"""Many clients at once: ``wrk`` where it can be had (Debian), else raw asyncio sockets.

A client in Python is slower than fast engines and would be the bottleneck; so each result says which
client it comes from.
"""

import asyncio
import json
import os
import subprocess
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from bench.cache import Skipped, debian_packages, library_path

SCRIPT = Path(__file__).with_name("wrk.lua")
_starts = count(10_000_000, 10_000_000)


@dataclass(frozen=True)
class Lookup:
    """A query template (with @S@ and @N@), its subjects in a file, and whether each text is new."""

    template: str
    subjects: Path
    fresh: bool


@dataclass(frozen=True)
class Rate:
    """Requests a second, latencies in milliseconds, answers that were no 200, requests without answer."""

    rps: float
    p50: float
    p99: float
    bad: int
    lost: int
    client: str


class Crowd(Protocol):
    """Something that can be many clients."""

    def press(self, port: int, path: str, lookup: Lookup, clients: int, seconds: float) -> Rate:
        """Ask from so many connections for so long."""
        ...


def find_crowd() -> Crowd:
    """The C client ``wrk`` when its packages can be had."""
    try:
        return Wrk(debian_packages("wrk", "wrk", "libluajit-5.1-2"))
    except Skipped:
        return Sockets()


def encoded(template: str) -> str:
    """The template percent-encoded, its two marks kept."""
    return quote(template, safe="").replace("%40S%40", "@S@").replace("%40N%40", "@N@")


class Wrk:
    """The C client, one thread."""

    def __init__(self, root: Path) -> None:
        self._program = root / "usr/bin/wrk"
        self._env = {**os.environ, "LD_LIBRARY_PATH": library_path(root)}

    def press(self, port: int, path: str, lookup: Lookup, clients: int, seconds: float) -> Rate:
        """One run of wrk; its script prints the numbers."""
        words = [
            str(self._program),
            "-t1",
            f"-c{clients}",
            f"-d{max(1, round(seconds))}s",
            "--timeout",
            "10s",
        ]
        mode = "fresh" if lookup.fresh else "repeated"
        target = f"{path}?query={encoded(lookup.template)}"
        words += ["-s", str(SCRIPT), f"http://127.0.0.1:{port}", "--", str(lookup.subjects), target]
        done = subprocess.run(
            [*words, str(next(_starts)), mode], env=self._env, capture_output=True, text=True, check=True
        )
        found = next(row for row in done.stdout.splitlines() if row.startswith("RESULT "))
        told = json.loads(found[7:])
        rps = (told["requests"] - told["bad"]) / told["micros"] * 1e6
        return Rate(rps, told["p50"], told["p99"], told["bad"], told["lost"], "wrk")


class Sockets:
    """The stand-in: asyncio, in this process."""

    def press(self, port: int, path: str, lookup: Lookup, clients: int, seconds: float) -> Rate:
        """All connections in one event loop."""
        return asyncio.run(self._press(port, path, lookup, clients, seconds))

    async def _press(self, port: int, path: str, lookup: Lookup, clients: int, seconds: float) -> Rate:
        subjects = lookup.subjects.read_text(encoding="ascii").split()
        numbers, template = count(next(_starts)), f"{path}?query={encoded(lookup.template)}"
        fixed = _request(template, subjects, 0)
        times: list[float] = []
        faults = [0, 0]
        begin = time.perf_counter()

        async def client() -> None:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            while time.perf_counter() < begin + seconds:
                start = time.perf_counter()
                writer.write(_request(template, subjects, next(numbers)) if lookup.fresh else fixed)
                status = await _status(reader)
                faults[0] += status != b"200"
                times.append(time.perf_counter() - start)
            writer.close()

        ends = await asyncio.gather(*(client() for _ in range(clients)), return_exceptions=True)
        faults[1] = sum(isinstance(end, BaseException) for end in ends)
        spent, ordered = time.perf_counter() - begin, sorted(times) or [0.0]
        p50, p99 = (1000 * ordered[int(len(ordered) * share)] for share in (0.5, 0.99))
        return Rate((len(times) - faults[0]) / spent, p50, p99, faults[0], faults[1], "asyncio")


def _request(template: str, subjects: list[str], number: int) -> bytes:
    target = template.replace("@S@", subjects[number % len(subjects)]).replace("@N@", str(number))
    head = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/sparql-results+json\r\n\r\n"
    return head.encode()


async def _status(reader: asyncio.StreamReader) -> bytes:
    """Read one answer; its status."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = head.split(b" ", 2)[1]
    if b"transfer-encoding: chunked" in head:
        while size := int(await reader.readuntil(b"\r\n"), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
        return status
    length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
    await reader.readexactly(int(length))
    return status
