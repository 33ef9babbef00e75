"""Loading, in rounds: every engine and pyoxigraph's own bulk load in turn, several times, the best counts.

Taken one after the other only once, the first would pay for the disk and look slower than it is.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from bench.cache import Skipped
from bench.engine import Engine

ROUNDS: Final = 3
ALL_SECONDS: Final = 75
"""No round begins that would, taking as long as the one before, end later than this."""
REFERENCE: Final = "pyoxigraph"
BULK: Final = (
    "import pyoxigraph as o,sys; o.Store(sys.argv[2]).bulk_load(path=sys.argv[1],format=o.RdfFormat.N_QUADS)"
)


def load_all(engines: Sequence[Engine], data: Path, work: Path) -> dict[str, float | str]:
    """Seconds by name of engine (and of the reference), or why it cannot load. The folders stay filled."""
    loaders = {REFERENCE: bulk_load} | {one.name: one.load for one in engines if one.stores}
    found: dict[str, float | str] = {}
    first = time.perf_counter()
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        for name, load in loaders.items():
            before = found.get(name)
            if not isinstance(before, str):
                found[name] = _best(before, _timed(load, data, work / name))
        now = time.perf_counter()
        if now - first + (now - begin) > ALL_SECONDS:
            break
    shutil.rmtree(work / REFERENCE)
    return found


def bulk_load(data: Path, place: Path) -> None:
    """What pyoxigraph does by itself, in a process of its own."""
    subprocess.run([sys.executable, "-c", BULK, str(data), str(place / "db")], check=True)


def _timed(load: Callable[[Path, Path], None], data: Path, place: Path) -> float | str:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    begin = time.perf_counter()
    try:
        load(data, place)
    except (Skipped, OSError, subprocess.CalledProcessError) as reason:
        return str(reason)
    return time.perf_counter() - begin


def _best(before: float | None, now: float | str) -> float | str:
    return now if before is None or isinstance(now, str) else min(before, now)
