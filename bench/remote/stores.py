"""The data of one size in every engine, by the engine's own bulk loader, kept until it is deleted.

One folder a size: ``data.nq`` (written as a stream), for other engines ``founded.nq`` with the union graph,
``subjects.txt``, a folder for each engine, and a seal for each that is whole. What is sealed is not made
again, so that loading and measuring can be two commands.
"""

import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.cache import Skipped
from bench.engine import Engine
from bench.generate import packaged, write
from bench.remote import founded
from bench.template import read_figures
from bench.workload import subjects

OWN: Final = "qkg"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Where:
    """The folder of all sizes, and the seed of the made-up articles."""

    root: Path
    seed: int


@dataclass(frozen=True)
class Stock:
    """What was made at one size."""

    place: Path
    articles: int
    quads: int
    loads: Mapping[str, float | str]
    """Seconds by engine, or why it could not load."""

    @property
    def data(self) -> Path:
        """The N-Quads that all engines loaded."""
        return self.place / "data.nq"

    def folder(self, engine: str) -> Path:
        """Where an engine has its store."""
        return self.place / engine

    def subjects(self) -> list[str]:
        """The figures that lookups ask for."""
        return (self.place / "subjects.txt").read_text(encoding="utf-8").split()


def stock(engines: Sequence[Engine], qkg: Sequence[str], where: Where, articles: int, say: Say) -> Stock:
    """Everything of one size, made where it is missing."""
    place = where.root / str(articles)
    place.mkdir(parents=True, exist_ok=True)
    quads = int(_sealed(place / "data.json", lambda: _written(qkg, place, articles, where.seed)))
    loads: dict[str, float | str] = {}
    for engine in engines:
        try:
            loads[engine.name] = _loaded(engine, place, say)
        except (Skipped, OSError) as reason:
            loads[engine.name] = str(reason).replace(str(where.root), "…")
            say(f"{articles:>6} articles  {engine.name:<9} not loaded: {loads[engine.name]}")
    return Stock(place, articles, quads, loads)


def _sealed(seal: Path, make: Callable[[], float]) -> float:
    """What the seal says; else make it, then seal it."""
    if seal.exists():
        return float(json.loads(seal.read_text(encoding="utf-8")))
    found = make()
    seal.write_text(json.dumps(found), encoding="utf-8")
    return found


def _written(qkg: Sequence[str], place: Path, articles: int, seed: int) -> float:
    base = packaged(qkg, place / "base.nq")
    found = subjects(read_figures(base), articles, seed)
    (place / "subjects.txt").write_text("\n".join(found) + "\n", encoding="utf-8")
    return write(base, place / "data.nq", articles, seed)


def _founded(place: Path) -> Path:
    target = place / "founded.nq"
    _sealed(place / "founded.json", lambda: founded.write(place / "data.nq", target))
    return target


def _loaded(engine: Engine, place: Path, say: Say) -> float:
    data = place / "data.nq" if engine.name == OWN else _founded(place)

    def make() -> float:
        folder = place / engine.name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        begin = time.perf_counter()
        engine.load(data, folder)
        spent = time.perf_counter() - begin
        say(f"{place.name:>6} articles  {engine.name:<9} loaded in {spent:.1f} s")
        return spent

    return _sealed(place / f"{engine.name}.json", make)
