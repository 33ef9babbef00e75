"""Many texts through ``qkg ingest --engine``, with one worker killed midway: ``python -m bench.scale``.

Writes the texts of ``bench.texts`` where they are not yet, runs one engine, kills one of its workers with
SIGKILL once a third of the parts is done, and prints one line of JSON: seconds, texts a second, processor
seconds, greatest memory of a worker, counts, digest. Spark runs on a standalone master with workers on the
loopback interface, started and ended here.
"""

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench import texts
from bench.cluster import Cluster

QKG = (sys.executable, "-m", "qkg")
EVERY = 0.5


def main() -> None:
    """Print one line of JSON."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--engine", choices=("process", "spark"), required=True)
    asked.add_argument("--texts", type=int, default=20_000)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--part", type=int, default=250)
    asked.add_argument("--whole", action="store_true", help="kill nobody")
    asked.add_argument("archive", type=Path)
    asked.add_argument("out", type=Path)
    wanted = asked.parse_args()
    if not wanted.archive.exists():
        for _ in texts.write(wanted.archive, wanted.texts):
            pass
    with _cluster(wanted.engine, wanted.jobs) as cluster:
        sys.stdout.write(json.dumps(_measured(wanted, cluster)) + "\n")


@contextmanager
def _cluster(engine: str, workers: int) -> "Iterator[Cluster | None]":
    if engine == "process":
        yield None
        return
    with Cluster(workers) as cluster:
        yield cluster


def _measured(wanted: argparse.Namespace, cluster: "Cluster | None") -> dict[str, object]:
    command = [*QKG, "ingest", str(wanted.archive), "--engine", wanted.engine, "--out", str(wanted.out)]
    command += ["--part", str(wanted.part), "--jobs", str(wanted.jobs), "--quiet"]
    if cluster is not None:
        command += ["--master", cluster.master]
    began = time.monotonic()
    run = subprocess.Popen(command)
    killed = 0 if wanted.whole else _kill_one(run, wanted, cluster)
    peak = _watch(run)
    seconds = time.monotonic() - began
    manifest = json.loads((wanted.out / "manifest.json").read_text(encoding="utf-8"))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "engine": wanted.engine,
        "exit": run.returncode,
        "killed": killed,
        "seconds": round(seconds, 1),
        "texts_a_second": round(wanted.texts / seconds, 1),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_worker_mb": peak,
        **{name: manifest[name] for name in ("texts", "graphs", "left_out", "quads", "digest")},
        "megabytes": round(
            sum((wanted.out / one["name"]).stat().st_size for one in manifest["files"]) / 1e6, 1
        ),
    }


def _kill_one(run: "subprocess.Popen[bytes]", wanted: argparse.Namespace, cluster: "Cluster | None") -> int:
    """SIGKILL for one worker when a third of the parts is done; its process id."""
    third = -(-wanted.texts // wanted.part) // 3
    while run.poll() is None and len(list((wanted.out / "parts").glob("*.json"))) < third:
        time.sleep(EVERY)
    if cluster is not None:
        return cluster.kill_worker()
    victims = [one for one in _below(run.pid) if "spawn_main" in _command(one)]
    os.kill(victims[0], signal.SIGKILL)
    return victims[0]


def _watch(run: "subprocess.Popen[bytes]") -> int:
    """The greatest memory of a Python process that works on parts, in megabytes."""
    peak = 0
    while run.poll() is None:
        for process in _everyone():
            if "spawn_main" in _command(process) or "pyspark.daemon" in _command(process):
                peak = max(peak, _resident(process))
        time.sleep(EVERY)
    return peak


def _everyone() -> Sequence[int]:
    return [int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit()]


def _below(process: int) -> Sequence[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


def _resident(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(one.split()[1]) // 1024 for one in status.splitlines() if one.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main()
