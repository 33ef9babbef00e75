"""What was seen of each face at each size, as plain values that go to JSON and come back.

A face is one way to reach the data: ``embedded``, or an engine ``bare`` or ``behind`` qkg.
"""

import json
import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

EMBEDDED: Final = "embedded"
BARE: Final = "bare"
BEHIND: Final = "behind"
OK: Final = "ok"
OVER: Final = "over time"
UNASKED: Final = "not asked: its time was spent"
"""What a query is that the budget of the face did not reach."""


def percentile(times: Sequence[float], share: float) -> float:
    """The nearest rank."""
    ordered = sorted(times)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass
class Timing:
    """One query: milliseconds (median and the 95th of a hundred), the runs, and what it answered.

    ``said``: how an answer begins that is none. ``late``: seconds after which it was given up. ``digest``
    stands for the rows whatever their order.
    """

    outcome: str = OK
    rows: int = -1
    digest: str = ""
    median: float | None = None
    p95: float | None = None
    runs: int = 0
    late: float | None = None
    said: str = ""

    def take(self, seconds: Sequence[float]) -> None:
        """The times of all runs."""
        self.median = 1000 * statistics.median(seconds)
        self.p95, self.runs = 1000 * percentile(seconds, 0.95), len(seconds)

    def value(self, which: str) -> float | None:
        """``median`` or ``p95``; of a query that was given up, the time until then."""
        found: float | None = 1000 * self.late if self.late else getattr(self, which)
        return found


@dataclass
class Cell:
    """One face at one size."""

    engine: str
    face: str
    title: str
    version: str
    articles: int
    quads: int
    load: float = 0.0
    """Average of the machine's run queue when its turn began."""
    skipped: str = ""
    ended: str = ""
    """Why it did not come back after it was started anew; what was measured until then stands."""
    start: float | None = None
    restarts: int = 0
    timings: dict[str, Timing] = field(default_factory=dict)


@dataclass
class Run:
    """All cells with the circumstances; ``checks``: by size, what the answers of the faces had in common."""

    facts: dict[str, str]
    cells: list[Cell] = field(default_factory=list)
    checks: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    loads: dict[str, dict[str, float]] = field(default_factory=dict)
    """By size and engine: seconds of its own bulk loader."""

    def at(self, engine: str, face: str, articles: int) -> Cell | None:
        """The cell of a face at a size."""
        wanted = (engine, face, articles)
        return next((one for one in self.cells if (one.engine, one.face, one.articles) == wanted), None)

    def put(self, cell: Cell) -> None:
        """A new cell, in place of an earlier one of the same face and size."""
        key = (cell.engine, cell.face, cell.articles)
        self.cells = [one for one in self.cells if (one.engine, one.face, one.articles) != key] + [cell]

    def take_over(self, earlier: "Run") -> None:
        """Keep what an earlier run measured, until it is measured anew; its circumstances are told first."""
        self.cells = earlier.cells + self.cells
        self.checks = {**earlier.checks, **self.checks}
        self.loads = {**earlier.loads, **self.loads}
        for name, before in earlier.facts.items():
            now = self.facts.get(name, before)
            self.facts[name] = now if now == before else f"{before}; then {now}"

    @property
    def sizes(self) -> list[int]:
        """The numbers of articles, ascending."""
        return sorted({one.articles for one in self.cells})

    @property
    def engines(self) -> list[str]:
        """The engines but for the embedded store, in their order."""
        return list(dict.fromkeys(one.engine for one in self.cells if one.face != EMBEDDED))

    def title(self, engine: str) -> str:
        """What tables call it."""
        return next((one.title for one in self.cells if one.engine == engine), engine)


def save(run: Run, path: Path) -> None:
    """Write the run as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(run), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(path: Path) -> Run:
    """A run from its JSON."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return Run(told["facts"], [_cell(one) for one in told["cells"]], told["checks"], told["loads"])


def _cell(told: dict[str, Any]) -> Cell:
    timings = {name: Timing(**one) for name, one in told.pop("timings").items()}
    return Cell(**told, timings=timings)
