"""What was seen, as plain values that go to JSON and come back."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

OVER: Final = re.compile(r"over (\d+) s")


@dataclass
class Timing:
    """A query asked one at a time: median milliseconds, never-repeated and repeated, and the rows it gave.

    ``told`` is what a single row says, sorted: two counts are both one row and yet not the same answer.
    """

    outcome: str = "ok"
    rows: int = -1
    fresh: float | None = None
    repeated: float | None = None
    runs: int = 0
    told: str = ""

    @property
    def at_least(self) -> float | None:
        """The milliseconds after which it was abandoned, when it was."""
        found = OVER.fullmatch(self.outcome)
        return 1000.0 * int(found[1]) if found else None

    def alike(self, other: "Timing") -> bool:
        """Whether both gave as many rows, and a single one said the same."""
        return (self.rows, self.told) == (other.rows, other.told)

    def gave(self) -> str:
        """The rows in words, or what the single one says."""
        return self.told or f"{self.rows:,} rows"


@dataclass
class Export:
    """All triples as N-Triples: seconds to the first byte and to the last, and lines that came."""

    outcome: str = "ok"
    first: float = 0.0
    seconds: float = 0.0
    triples: int = 0


@dataclass
class Cell:
    """One engine at one size."""

    engine: str
    title: str
    version: str
    articles: int
    quads: int
    skipped: str = ""
    load: float | None = None
    start: float | None = None
    rest: float | None = None
    """Seconds that it worked on after it was warmed up."""
    queries: dict[str, Timing] = field(default_factory=dict)
    rates: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By ``lookup/fresh or repeated/clients``."""
    export: Export | None = None
    rss: int = 0
    pss: int = 0
    restarts: int = 0

    @property
    def triples_a_second(self) -> float | None:
        """The load rate."""
        return self.quads / self.load if self.load else None


@dataclass
class Run:
    """All cells of one run with the circumstances."""

    facts: dict[str, str]
    cells: list[Cell] = field(default_factory=list)
    references: dict[str, float] = field(default_factory=dict)
    """Seconds of pyoxigraph's own bulk load, by number of articles."""

    def take_over(self, earlier: "Run", again: Sequence[int]) -> None:
        """Keep the cells of an earlier run at other sizes than these, and name its circumstances too."""
        self.cells = [cell for cell in earlier.cells if cell.articles not in again] + self.cells
        self.references = {**earlier.references, **self.references}
        for name, before in earlier.facts.items():
            now = self.facts.get(name, before)
            self.facts[name] = now if now == before else f"{before}; then {now}"

    def at(self, engine: str, articles: int) -> Cell | None:
        """The cell of an engine at a size."""
        return next((c for c in self.cells if (c.engine, c.articles) == (engine, articles)), None)

    @property
    def sizes(self) -> list[int]:
        """The numbers of articles, ascending."""
        return sorted({cell.articles for cell in self.cells})

    @property
    def engines(self) -> list[str]:
        """The engines in the order of their turns."""
        return list(dict.fromkeys(cell.engine for cell in self.cells))


def save(run: Run, path: Path) -> None:
    """Write the run as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(run), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(path: Path) -> Run:
    """A run from its JSON."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return Run(told["facts"], [_cell(one) for one in told["cells"]], told["references"])


def _cell(told: dict[str, Any]) -> Cell:
    queries = {name: Timing(**one) for name, one in told.pop("queries").items()}
    export = told.pop("export")
    return Cell(**told, queries=queries, export=Export(**export) if export else None)
