"""``qkg ingest --engine process``: exact whatever dies, goes on where it ended, leaves nothing behind."""

import gzip
import json
import os
import signal
import subprocess
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.ingest.scale.conftest import PATIENCE, TEXTS, Ingest, content, sealed


def children(process: int) -> list[int]:
    """The processes that work for it."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(one) for one in found if "spawn_main" in Path(f"/proc/{one}/cmdline").read_text()]


def alive(process: int) -> bool:
    """Whether it runs; one that ended may still be in the table."""
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False


def quads(out: Path) -> Counter[str]:
    """How many quads the files hold by graph."""
    made = json.loads((out / "manifest.json").read_text())
    files = (gzip.decompress((out / one["name"]).read_bytes()) for one in made["files"])
    return Counter(str(quad.graph_name) for file in files for quad in ox.parse(file, ox.RdfFormat.N_QUADS))


def test_everything_is_counted(undisturbed: Path) -> None:
    """Texts are graphs and left out; the files hold as many quads as said, whole and by graph."""
    made = json.loads((undisturbed / "manifest.json").read_text())
    assert (made["texts"], made["graphs"], made["left_out"]) == (TEXTS, TEXTS - 2, 2)
    held = quads(undisturbed)
    listed = [line.split("\t") for line in (undisturbed / "graphs.tsv").read_text().splitlines()]
    assert {f"<{graph}>": int(number) for graph, number, _ in listed} == held
    assert held.total() == made["quads"] == sum(one["quads"] for one in made["files"])
    left = dict(line.split("\t") for line in (undisturbed / "left-out.tsv").read_text().splitlines())
    reasons = {Path(path).name: reason for path, reason in left.items()}
    assert "holds no legible text" in reasons["news-0000003-empty-2021-01-01.txt"]
    assert "no date of publication" in reasons["news-0000007-undated.txt"]


def test_no_triple_stands_in_two_graphs(undisturbed: Path) -> None:
    """What many texts say of an agency is in one of their graphs."""
    made = json.loads((undisturbed / "manifest.json").read_text())
    files = (gzip.decompress((undisturbed / one["name"]).read_bytes()) for one in made["files"])
    every = [quad for file in files for quad in ox.parse(file, ox.RdfFormat.N_QUADS)]
    assert len({quad.triple for quad in every}) == len(every)


def test_a_killed_worker_costs_nothing(
    archive: Path, ingest: Ingest, undisturbed: Path, tmp_path: Path
) -> None:
    """SIGKILL for a worker midway: the files are the same to the byte."""
    out = tmp_path / "out"
    run = ingest(archive, "--engine", "process", "--jobs", 2, "--out", out)
    sealed(out, run)
    os.kill(children(run.pid)[0], signal.SIGKILL)
    _, said = run.communicate(timeout=PATIENCE)
    assert (run.returncode, said) == (1, "")
    assert content(out) == content(undisturbed)


def test_a_killed_run_goes_on(archive: Path, ingest: Ingest, undisturbed: Path, tmp_path: Path) -> None:
    """SIGKILL for the command: the next one keeps the parts that were done and makes the same files."""
    out = tmp_path / "out"
    arguments = (archive, "--engine", "process", "--out", out, "--jobs")
    run = ingest(*arguments, 1)
    sealed(out, run, 2)
    run.kill()
    run.communicate(timeout=PATIENCE)
    done = {one: one.stat().st_mtime_ns for one in (out / "parts").glob("0*.nq.gz")}
    again = ingest(*arguments, 2)
    _, said = again.communicate(timeout=PATIENCE)
    assert (again.returncode, said) == (1, "")
    kept = {one: one.stat().st_mtime_ns for one in done}
    assert len(done) >= 2
    assert kept == done
    assert content(out) == content(undisturbed)


def test_ctrl_c_leaves_whole_parts_only(archive: Path, ingest: Ingest, tmp_path: Path) -> None:
    """It says how to go on; no process and no unfinished file is left."""
    out = tmp_path / "out"
    run = ingest(archive, "--engine", "process", "--jobs", 2, "--out", out)
    sealed(out, run)
    workers = children(run.pid)
    for one in workers:  # a busy machine might let them finish before the signal comes
        os.kill(one, signal.SIGSTOP)
    run.send_signal(signal.SIGINT)
    for one in workers:
        os.kill(one, signal.SIGCONT)
    printed, said = run.communicate(timeout=PATIENCE)
    assert (run.returncode, printed) == (130, "")
    assert said.startswith("qkg: stopped; the same command goes on")
    assert not [one for one in workers if alive(one)]
    assert not [one for one in (out / "parts").iterdir() if one.name.startswith(".")]


def finished(run: "subprocess.Popen[str]") -> tuple[int, str]:
    """Its exit code and what it complains of."""
    _, said = run.communicate(timeout=PATIENCE)
    return run.returncode, said


def test_another_run_is_refused(archive: Path, ingest: Ingest, undisturbed: Path, tmp_path: Path) -> None:
    """A folder belongs to its texts and settings; without changes a finished run is said again."""
    before = content(undisturbed)
    code, said = finished(
        ingest(archive, "--engine", "process", "--out", undisturbed, "--date", "2020-01-01")
    )
    assert (code, "other settings (--date, --url or --publisher)" in said) == (2, True)
    assert finished(ingest(archive / "0000", "--engine", "process", "--out", undisturbed))[0] == 1
    assert content(undisturbed) == before


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--master", "local[1]"), "go with --engine"),
        (("--engine", "process", "--master", "local[1]"), "go with --engine spark"),
        (("--engine", "spark", "--spark-conf", "memory=1g"), "write it as spark.executor.memory=2g"),
        (("--engine", "flink"), "'flink' is not one of"),
    ],
)
def test_what_does_not_fit_together(
    archive: Path, ingest: Ingest, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    """The message names the option; nothing is made."""
    code, said = finished(ingest(archive, "--out", tmp_path / "out", *options))
    assert (code, words in said) == (2, True), said
    assert not (tmp_path / "out").exists()
