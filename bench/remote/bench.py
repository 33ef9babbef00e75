"""The run: stores for each size, the answers compared, then the faces in turn."""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from bench.cache import Skipped
from bench.engine import Engine
from bench.engines.fuseki import Fuseki
from bench.engines.oxigraph import Oxigraph
from bench.engines.qkg import Qkg
from bench.engines.virtuoso import Virtuoso
from bench.remote.asking import Limits, Turn
from bench.remote.comparing import differences
from bench.remote.group import Group
from bench.remote.results import Cell, Run
from bench.remote.stores import Stock, Where, stock
from bench.remote.work import tasks
from bench.run import facts, say

CHECK_SECONDS: Final = 600.0
CHECKED: Final = Limits(query=60, spell=0, warm=0, rest=0, start=120, runs=1)
"""Comparing takes its time: each query once."""
LOAD: Final = "load average, start and end"


def known_engines() -> dict[str, Engine]:
    """By name."""
    engines: list[Engine] = [Fuseki(), Oxigraph(), Virtuoso()]
    return {one.name: one for one in engines}


@dataclass(frozen=True)
class Plan:
    """Sizes to measure, sizes to compare at, seconds for all measuring, and the command as it was given."""

    sizes: Sequence[int]
    checks: Sequence[int]
    seconds: float
    command: str
    embedded: bool = True
    """Whether the embedded store is measured, or stays as an earlier run found it."""


class Bench:
    """All sizes and engines of one command."""

    def __init__(self, engines: Sequence[Engine], qkg: Sequence[str], where: Where, limits: Limits) -> None:
        self._qkg, self._where, self._limits = list(qkg), where, limits
        self._own: Engine = Qkg(self._qkg)
        self._versions: dict[str, str] = {}
        self._engines: list[Engine] = []
        self._missing: dict[str, str] = {}
        for engine in (self._own, *engines):
            self._install(engine)

    def _install(self, engine: Engine) -> None:
        try:
            self._versions[engine.name] = engine.install()
        except Skipped as reason:
            self._missing[engine.title] = str(reason)
            say(f"{engine.title}: {reason}")
        else:
            self._engines.append(engine)

    def stock(self, articles: int) -> Stock:
        """Data and stores of one size."""
        return stock(self._engines, self._qkg, self._where, articles, say)

    def run(self, plan: Plan, keep: Callable[[Run], None], earlier: Run | None = None) -> Run:
        """Compare, measure, and ``keep`` what there is after each turn."""
        missing = {f"not measured: {title}": why for title, why in self._missing.items()}
        run = Run(facts(plan.command, "one connection") | missing)
        if earlier is not None:
            run.take_over(earlier)
        for size in plan.checks:
            run.checks[str(size)] = self._checked(self.stock(size))
            keep(run)
        self._measure(run, plan, keep)
        run.facts[LOAD] += f" and {os.getloadavg()[0]:.1f}"
        keep(run)
        return run

    def _measure(self, run: Run, plan: Plan, keep: Callable[[Run], None]) -> None:
        stocks = [self.stock(size) for size in sorted(plan.sizes)]
        engines = [one for one in self._engines if plan.embedded or one is not self._own]
        until, turns = time.perf_counter() + plan.seconds, len(stocks) * len(engines)
        for one in stocks:
            run.loads[str(one.articles)] = {
                **run.loads.get(str(one.articles), {}),
                **{name: spent for name, spent in one.loads.items() if isinstance(spent, float)},
            }
            for engine in engines:
                share = (until - time.perf_counter()) / turns
                self._turn(run, one, engine, self._limits, share)
                turns -= 1
                keep(run)

    def _checked(self, stock: Stock) -> dict[str, list[str]]:
        run = Run({})
        for engine in self._engines:
            self._turn(run, stock, engine, CHECKED, CHECK_SECONDS)
        return differences(run, stock.articles)

    def _turn(self, run: Run, stock: Stock, engine: Engine, limits: Limits, seconds: float) -> None:
        begin, load = time.perf_counter(), stock.loads.get(engine.name)
        foreign = None if engine is self._own else engine
        group = Group(stock, foreign, self._qkg, limits.query, limits.start)
        if isinstance(load, str):
            group.fail(f"not loaded: {load}")
        else:
            with suppress(Skipped), group:
                spent = time.perf_counter() - begin
                Turn(group, tasks(stock.subjects()), run, limits).measure(seconds - spent)
        for cell in group.cells:
            cell.version = self._versions[engine.name]
            run.put(cell)
            say(_line(cell, time.perf_counter() - begin))


def _line(cell: Cell, seconds: float) -> str:
    answered = sum(one.outcome == "ok" for one in cell.timings.values())
    told = cell.skipped or f"{answered} of {len(cell.timings)} queries answered"
    return f"{cell.articles:>6} articles  {cell.engine:<9} {cell.face:<9} {seconds:6.1f} s  {told}"
