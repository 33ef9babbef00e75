"""One engine at one size: everything that is measured of it, within a budget of time.

An engine that does not let go of an abandoned query is started anew: it would slow down what follows.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bench.crowd import Crowd, Lookup
from bench.engine import Engine
from bench.http import OK, Broken, Client, Reply, request_bytes
from bench.memory import Peak
from bench.results import Cell, Export, Timing
from bench.server import JSON, Server
from bench.workload import EXPORT, LOOKUPS, Query, heavy, questions

N_TRIPLES = "application/n-triples"
MOST_RUNS = 30
EXTRA_STARTS = 2
SETTLE = 3.0
MOST_BRIEF = 10.0
"""Seconds that an engine gets however little is left."""
EXPORT_SECONDS = 120.0
PRESSES = [
    ("point", True, 1),
    ("point", True, 8),
    ("point", True, 64),
    ("point", False, 1),
    ("point", False, 8),
    ("point", False, 64),
    ("hop", True, 1),
    ("hop", True, 8),
    ("hop", True, 64),
]


@dataclass(frozen=True)
class Limits:
    """Seconds: for one cell, warming up, one query, the start, coming to rest, all of an engine at a size."""

    cell: float
    warm: float
    query: float
    start: float
    rest: float
    budget: float

    def within(self, seconds: float) -> "Limits":
        """The same, with no more than that for start, rest and the budget together."""
        left = max(MOST_BRIEF, seconds)
        share = min(1.0, left / (self.start / 2 + self.rest + self.budget))
        return replace(
            self, start=min(self.start, left / 2), rest=self.rest * share, budget=self.budget * share
        )


class Out(Exception):
    """The budget is spent."""


def answered(body: bytes) -> tuple[int, str]:
    """How many rows, and the values of a single one."""
    rows = json.loads(body)["results"]["bindings"]
    told = sorted(value["value"] for value in rows[0].values()) if len(rows) == 1 else []
    return len(rows), ", ".join(told)


class Turn:
    """One engine's turn at one size; fills its cell."""

    def __init__(self, engine: Engine, cell: Cell, data: Path, place: Path, limits: Limits) -> None:
        self._engine, self._cell, self._data, self._place, self._limits = engine, cell, data, place, limits
        self._until = 0.0

    def measure(self, crowd: Crowd, subjects: Path) -> None:
        """Start, ask, export, stop. What the budget does not allow is left out."""
        self._until = time.perf_counter() + self._limits.budget + self._limits.start
        if self._engine.stores:
            self._starts()
        with self._served():
            self._within(lambda: self._warm_up(crowd, subjects))
            self._cell.rest = self._running.at_rest(self._limits.rest)
            self._until = time.perf_counter() + self._limits.budget
            self._presses(crowd, subjects)
            self._within(self._ask_all)
            self._within(self._export)

    def _within(self, step: Callable[[], None]) -> None:
        try:
            step()
        except Out:
            return

    def _starts(self) -> None:
        """Starts that only count their time; the first warms the file cache for all alike."""
        for _ in range(EXTRA_STARTS):
            with self._server() as server:
                self._note_start(server)

    def _note_start(self, server: Server) -> None:
        self._cell.start = min(server.started, self._cell.start or server.started)

    def _server(self) -> Server:
        log = self._place.with_suffix(".log")
        return Server(self._engine.command(self._data, self._place), log, self._limits.start)

    @contextmanager
    def _served(self) -> Iterator[None]:
        self._begin()
        try:
            yield
        finally:
            self._end()

    def _begin(self) -> None:
        self._running = self._server().__enter__()
        self._note_start(self._running)
        self._peak = Peak(self._running.pid)
        self._client = Client(self._running.port, self._limits.query)

    def _end(self) -> None:
        self._client.close()
        self._peak.stop()
        self._cell.rss = max(self._cell.rss, self._peak.rss)
        self._cell.pss = max(self._cell.pss, self._peak.pss)
        self._running.stop()

    def _recover(self) -> None:
        """After a query that took too long: wait for the engine to let go, or start it anew."""
        self._client.close()
        if self._running.settled(SETTLE):
            return
        if time.perf_counter() + (self._cell.start or 0.0) > self._until:
            raise Out
        self._cell.restarts += 1
        self._end()
        self._begin()

    def _check(self) -> None:
        if time.perf_counter() > self._until:
            raise Out

    def _warm_up(self, crowd: Crowd, subjects: Path) -> None:
        """Ask everything in turn for a while, all engines alike: compilers at run time need it."""
        for text in LOOKUPS.values():
            crowd.press(self._running.port, self._running.path, Lookup(text, subjects, True), 8, 1)
        everything, until = [*questions(), *heavy()], time.perf_counter() + self._limits.warm
        while time.perf_counter() < until:
            for query in everything:
                with suppress(TimeoutError, Broken, OSError):
                    self._send(query.fresh(), keep=False)
                if time.perf_counter() > until:
                    break
        self._recover()

    def _presses(self, crowd: Crowd, subjects: Path) -> None:
        for name, fresh, clients in PRESSES:
            if time.perf_counter() > self._until:
                return
            lookup = Lookup(LOOKUPS[name], subjects, fresh)
            rate = crowd.press(self._running.port, self._running.path, lookup, clients, self._limits.cell)
            self._cell.rates[f"{name}/{'fresh' if fresh else 'repeated'}/{clients}"] = asdict(rate)

    def _ask_all(self) -> None:
        everything = [*questions(), *heavy()]
        for query in everything:
            self._cell.queries[query.name] = Timing("not measured: budget spent")
        for query in everything:
            self._check()
            self._cell.queries[query.name] = self._ask(query)

    def _ask(self, query: Query) -> Timing:
        timing = Timing()
        try:
            reply = self._send(query.fresh())
            if reply.status != OK:
                return Timing(f"status {reply.status}")
            timing.rows, timing.told = answered(reply.body)
            spell = self._limits.cell / 8
            fresh = self._repeat(query.fresh, spell) or [reply.whole]
            repeated = self._repeat(lambda: query.text, spell)
        except TimeoutError:
            self._recover()
            return Timing(f"over {self._limits.query:.0f} s")
        except (Broken, OSError, ValueError, KeyError) as error:
            self._recover()
            return Timing(f"broken: {error.__class__.__name__}")
        timing.runs = len(fresh)
        timing.fresh, timing.repeated = 1000 * statistics.median(fresh), 1000 * statistics.median(repeated)
        return timing

    def _send(self, text: str, keep: bool = True) -> Reply:
        return self._client.ask(request_bytes(self._running.path, text, JSON), keep)

    def _repeat(self, text: Callable[[], str], spell: float) -> list[float]:
        times: list[float] = []
        until = time.perf_counter() + spell
        while len(times) < MOST_RUNS and (not times or time.perf_counter() < until):
            times.append(self._send(text(), keep=False).whole)
        return times

    def _export(self) -> None:
        self._check()
        client = Client(self._running.port, EXPORT_SECONDS)
        try:
            reply = client.ask(request_bytes(self._running.path, EXPORT, N_TRIPLES), keep=False)
            outcome = "ok" if reply.status == OK else f"status {reply.status}"
            self._cell.export = Export(outcome, reply.first, reply.whole, reply.newlines)
        except TimeoutError:
            self._cell.export = Export(f"over {EXPORT_SECONDS:.0f} s")
        except (Broken, OSError) as error:
            self._cell.export = Export(f"broken: {error.__class__.__name__}")
        finally:
            client.close()
