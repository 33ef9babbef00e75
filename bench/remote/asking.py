"""All tasks put to the faces of one group in turn: an engine bare and behind qkg, or the embedded store.

What runs beside them meets both faces of an engine alike, as their runs alternate. A query over its time is
noted with that time; one that was over it with fewer articles is not asked again.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle
from typing import Final

from bench.http import OK, Broken, Client, request_bytes
from bench.remote import answers
from bench.remote.founded import BESIDE
from bench.remote.group import Group, Seat
from bench.remote.results import BARE, OVER, UNASKED, Run, Timing
from bench.remote.results import OK as ANSWERED
from bench.remote.work import Task
from bench.server import JSON

LARGEST: Final = 32 << 20
"""Answers beyond so many bytes are timed and not compared."""
NEARLY: Final = 0.98
"""Of the deadline: an engine that gave up by itself was as late as one that was given up."""
UNAVAILABLE: Final = 503
SAID: Final = 300
WARMING: Final = 0.5
LEAST: Final = 5.0
"""Seconds that a face gets however little is left."""


@dataclass(frozen=True)
class Limits:
    """Seconds: one query, the runs of one on one face, warming up, coming to rest, a start; and most runs."""

    query: float
    spell: float
    warm: float
    rest: float
    start: float
    runs: int = 60


class Turn:
    """One group's turn at one size."""

    def __init__(self, group: Group, tasks: Sequence[Task], run: Run, limits: Limits) -> None:
        self._group, self._tasks, self._run, self._limits = group, tasks, run, limits

    def measure(self, budget: float) -> None:
        """All that the budget reaches, an equal share for each face; the rest is noted as not asked."""
        begin = time.perf_counter()
        for seat in self._group.seats:
            seat.cell.timings = {task.name: self._known(seat, task) for task in self._tasks}
        self._warm_up()
        left = budget - (time.perf_counter() - begin)
        self._share = max(LEAST, left / max(1, len(self._group.seats)))
        for task in self._tasks:
            self._task(task)

    def _known(self, seat: Seat, task: Task) -> Timing:
        """What is said of a query until it is asked, or instead."""
        mine = seat.cell
        smaller = [size for size in self._run.sizes if size < mine.articles]
        for size in smaller:
            earlier = self._run.at(mine.engine, mine.face, size)
            found = earlier.timings.get(task.name) if earlier else None
            if found and found.late:
                return Timing(f"{OVER} with {size:,} articles already", late=found.late)
        return Timing(UNASKED)

    def _warm_up(self) -> None:
        """Short lookups, then everything in turn, for so long: compilers at run time need it."""
        for seat in self._group.open_seats():
            until = time.perf_counter() + self._limits.warm
            client = Client(seat.server.port, WARMING)
            for task in cycle(self._tasks):
                if time.perf_counter() > until:
                    break
                if not seat.cell.timings[task.name].late:
                    with suppress(TimeoutError, Broken, OSError):
                        _send(seat, task.fresh(0), client)
            client.close()
        self._group.settle(self._limits.rest)

    def _task(self, task: Task) -> None:
        open_seats = [one for one in self._group.open_seats() if one.spent < self._share]
        asked = [one for one in open_seats if not one.cell.timings[task.name].late]
        taken = {id(seat): self._first(seat, task) if seat.alive else 0.0 for seat in asked}
        quick = [one for one in asked if 0 < taken[id(one)] < self._limits.spell]
        times: dict[int, list[float]] = {id(seat): [] for seat in quick}
        until = time.perf_counter() + self._limits.spell * len(quick)
        for run in range(1, self._limits.runs):
            if time.perf_counter() > until:
                break
            for seat in (one for one in quick if one.alive):
                self._again(seat, task, run, times[id(seat)])
        for seat in asked:
            if taken[id(seat)] > 0:
                seat.cell.timings[task.name].take(times.get(id(seat)) or [taken[id(seat)]])

    def _first(self, seat: Seat, task: Task) -> float:
        """Ask once, and note what came; the seconds, or 0 without an answer."""
        begin = time.perf_counter()
        timing = seat.cell.timings[task.name] = Timing()
        seconds = self._asked(seat, task, timing)
        if timing.outcome != ANSWERED:
            self._group.recover(seat)
        seat.spent += time.perf_counter() - begin
        return seconds if timing.outcome == ANSWERED else 0.0

    def _asked(self, seat: Seat, task: Task, timing: Timing) -> float:
        begin = time.perf_counter()
        try:
            status, body, seconds = _send(seat, task.fresh(0), seat.client)
            if status == UNAVAILABLE and self._group.ready(seat):
                begin = time.perf_counter()
                status, body, seconds = _send(seat, task.fresh(0), seat.client)
            if status != OK:
                timing.outcome = f"status {status}"
                timing.said = f"{seconds:.2f} s: {body[:SAID].decode('utf-8', 'replace')}"
            if seconds < NEARLY * self._limits.query and status == OK and len(body) < LARGEST:
                timing.rows, timing.digest = answers.read(body)
        except (TimeoutError, Broken, OSError, ValueError, KeyError) as error:
            timing.outcome, seconds = f"broken: {error.__class__.__name__}", time.perf_counter() - begin
        if seconds >= NEARLY * self._limits.query:
            timing.outcome, timing.late = OVER, self._limits.query
        return seconds

    def _again(self, seat: Seat, task: Task, run: int, times: list[float]) -> None:
        try:
            status, _, seconds = _send(seat, task.fresh(run), seat.client, keep=False)
        except (TimeoutError, Broken, OSError):
            seat.client.close()
            seconds = self._limits.query
        else:
            if status != OK:
                return
        seat.spent += seconds
        times.append(seconds)


def _send(seat: Seat, text: str, client: Client, keep: bool = True) -> tuple[int, bytes, float]:
    beside = BESIDE if seat.cell.face == BARE else ""
    reply = client.ask(request_bytes(seat.server.path, text, JSON, beside), keep)
    return reply.status, reply.body, reply.whole
