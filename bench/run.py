"""The run: data for each size, then the engines in turn."""

import os
import platform
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from bench.cache import Skipped, folder
from bench.crowd import Crowd, find_crowd
from bench.engine import Engine
from bench.generate import packaged, write
from bench.loading import REFERENCE, load_all
from bench.measure import Limits, Turn
from bench.results import Cell, Run
from bench.template import read_figures
from bench.workload import subjects

SKIPPED: Final = "skipped: "


class Bench:
    """All sizes and engines of one command."""

    def __init__(
        self, engines: Sequence[Engine], qkg: Sequence[str], seed: int, limits: Limits, seconds: float
    ) -> None:
        self._engines, self._qkg, self._seed, self._limits = engines, qkg, seed, limits
        self._seconds = seconds

    def run(
        self, sizes: Sequence[int], command: str, keep: Callable[[Run], None], earlier: Run | None = None
    ) -> Run:
        """Measure everything; as each engine ends its turn, print a line and ``keep`` what there is."""
        self._keep = keep
        crowd, versions = find_crowd(), self._install()
        run = Run(facts(command, type(crowd).__name__.lower()))
        if earlier is not None:
            run.take_over(earlier, sizes)
        self._until, self._turns = time.perf_counter() + self._seconds, len(sizes) * len(self._engines)
        for size in sizes:
            self._size(run, size, crowd, versions)
        run.facts["load average, start and end"] += f" and {os.getloadavg()[0]:.1f}"
        return run

    def _install(self) -> dict[str, str]:
        versions = {}
        for engine in self._engines:
            try:
                versions[engine.name] = engine.install()
            except Skipped as reason:
                versions[engine.name] = f"{SKIPPED}{reason}"
            say(f"{engine.title} {versions[engine.name]}")
        return versions

    def _size(self, run: Run, size: int, crowd: Crowd, versions: dict[str, str]) -> None:
        with tempfile.TemporaryDirectory(prefix="qkg-bench-", dir=folder("runs")) as place:
            work = Path(place)
            base = packaged(self._qkg, work / "base.nq")
            data, list_of = work / "data.nq", work / "subjects.txt"
            quads = write(base, data, size, self._seed)
            found = subjects(read_figures(base), size, self._seed)
            list_of.write_text("\n".join(quote(one, safe="") for one in found) + "\n", encoding="ascii")
            ready = [engine for engine in self._engines if not versions[engine.name].startswith(SKIPPED)]
            loaded = load_all(ready, data, work)
            reference = loaded[REFERENCE]
            run.references[str(size)] = reference if isinstance(reference, float) else 0.0
            for engine in self._engines:
                version = versions[engine.name]
                cell = Cell(engine.name, engine.title, version, size, quads)
                run.cells.append(cell)
                load = loaded.get(engine.name)
                if isinstance(load, str) or version.startswith(SKIPPED):
                    self._turns -= 1
                    cell.skipped = load if isinstance(load, str) else version.removeprefix(SKIPPED)
                else:
                    cell.load = load
                    self._turn(engine, cell, Ground(work, data, list_of, crowd))
                self._keep(run)

    def _turn(self, engine: Engine, cell: Cell, ground: "Ground") -> None:
        begin, data, place = time.perf_counter(), ground.data, ground.work / engine.name
        place.mkdir(exist_ok=True)
        try:
            limits = self._limits.within((self._until - begin) / max(1, self._turns))
            Turn(engine, cell, data, place, limits).measure(ground.crowd, ground.subjects)
        except (Skipped, OSError, subprocess.CalledProcessError) as reason:
            cell.skipped = str(reason).replace(str(place.parent), "…").replace(str(Path.home()), "~")
        self._turns -= 1
        shutil.rmtree(place, ignore_errors=True)
        spent = time.perf_counter() - begin
        say(f"{cell.articles:>6} articles  {engine.name:<16} {spent:6.1f} s  {cell.skipped}")


@dataclass(frozen=True)
class Ground:
    """What all engines share at one size: folder, file to load, subjects of lookups, clients."""

    work: Path
    data: Path
    subjects: Path
    crowd: Crowd


def say(line: str) -> None:
    """To the terminal at once."""
    print(line, flush=True)


def facts(command: str, client: str) -> dict[str, str]:
    """The machine and the circumstances, without names of hosts or people."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "command": command,
        "processor": f"{os.cpu_count()} cores, {processor()}",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "Python": platform.python_version(),
        "load client": client,
        "load average, start and end": f"{os.getloadavg()[0]:.1f}",
    }


def processor() -> str:
    """The name of the processor."""
    rows = (
        Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if Path("/proc/cpuinfo").exists()
        else []
    )
    return next(
        (row.split(":")[1].strip() for row in rows if row.startswith("model name")), platform.machine()
    )
