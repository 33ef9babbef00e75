"""Two services before one engine: what clients of both see while one is killed and one is cut off."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.cache import Skipped
from bench.engines.fuseki import Fuseki
from bench.witness import FRESH, Witness

ROOT = Path(__file__).parents[2]


def test_nothing_is_lost_stale_or_refused() -> None:
    """The program of the bench for as short as it makes sense; its exit code is the verdict."""
    try:
        Fuseki().install()
    except Skipped as reason:
        pytest.skip(f"fuseki: {reason}")
    command = [sys.executable, "-m", "bench.faces", "--minutes", "0.3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert set(report["writes"]) == {"near", "far"}
    assert report["cut by"] in ("network namespace", "deaf relay")


def test_the_witness_knows_what_is_stale() -> None:
    """An answer that misses a write acknowledged longer ago than a second, and does not say so."""
    seen = Witness(acknowledged=[10.0, 20.0])
    seen.read("here", 21.0 + FRESH, 2, marked=False)
    seen.read("here", 20.5, 1, marked=False)
    seen.read("here", 30.0, 1, marked=True)
    assert (seen.wrong, seen.oldest, seen.marked) == ([], 0.5, 1)
    seen.read("here", 20.5 + FRESH, 1, marked=False)
    assert len(seen.wrong) == 1
    seen.failed("here", "504 query-timeout", excused=True)
    seen.failed("here", "503 engine-unavailable", excused=True)
    assert len(seen.wrong) == 2
