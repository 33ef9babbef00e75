"""``qkg ingest --engine spark``: on a real standalone master with workers on loopback, one of them killed."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.cluster import Cluster
from tests.ingest.scale.conftest import PATIENCE, Ingest, content, sealed

from bench import cluster
from qkg.ingest.scale.spark import FAILURES, configuration

spark = pytest.mark.skipif(bool(cluster.missing()), reason=f"no Spark: {cluster.missing()}")


@pytest.fixture(scope="module")
def standalone() -> Iterator[Cluster]:
    """A master and two workers."""
    with Cluster(2) as made:
        yield made


@spark
def test_a_killed_worker_costs_nothing(
    standalone: Cluster, archive: Path, ingest: Ingest, undisturbed: Path, tmp_path: Path
) -> None:
    """SIGKILL for a worker and its executor midway: the files are those of the other engine, to the byte."""
    out = tmp_path / "out"
    run = ingest(archive, "--engine", "spark", "--master", standalone.master, "--out", out)
    sealed(out, run, 2)
    standalone.kill_worker()
    standalone.add_worker()
    _, said = run.communicate(timeout=PATIENCE)
    assert (run.returncode, said) == (1, "")
    assert content(out) == content(undisturbed)
    assert "worker" in (out / "spark.log").read_text().lower()


@spark
def test_ctrl_c_leaves_whole_parts_only(
    standalone: Cluster, archive: Path, ingest: Ingest, undisturbed: Path, tmp_path: Path
) -> None:
    """It says how to go on, and the other engine goes on there."""
    out = tmp_path / "out"
    run = ingest(archive, "--engine", "spark", "--master", standalone.master, "--out", out)
    sealed(out, run)
    run.send_signal(signal.SIGINT)
    printed, said = run.communicate(timeout=PATIENCE)
    assert (run.returncode, printed) == (130, "")
    assert said.startswith("qkg: stopped; the same command goes on")
    again = ingest(archive, "--engine", "process", "--jobs", 2, "--out", out)
    assert again.communicate(timeout=PATIENCE)[1] == ""
    assert content(out) == content(undisturbed)


@spark
def test_no_master_is_said(archive: Path, ingest: Ingest, tmp_path: Path) -> None:
    """A port where nothing listens: one sentence with the address and where to read more."""
    out = tmp_path / "out"
    run = ingest(archive, "--engine", "spark", "--master", "nonsense", "--out", out)
    _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == 1
    assert said.startswith("qkg: Spark does not start on nonsense: ")
    assert f"more in {out}/spark.log" in said


@pytest.mark.skipif(not cluster.missing(), reason="Spark is here")
def test_without_spark_it_is_said(archive: Path, ingest: Ingest, tmp_path: Path) -> None:
    """What is missing and how to get it."""
    run = ingest(archive, "--engine", "spark", "--out", tmp_path / "out")
    _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == 1
    assert "qkg: Spark needs " in said


def test_a_run_on_this_machine_stays_on_loopback() -> None:
    """Local masters and such on loopback bind there; others are left to Spark; what the user says wins."""
    here = configuration({}, 3)
    assert here["spark.master"] == f"local[3,{FAILURES}]"
    assert here["spark.driver.bindAddress"] == here["spark.driver.host"] == "127.0.0.1"
    assert "spark.driver.host" in configuration({"spark.master": "spark://127.0.0.1:7077"}, 1)
    there = configuration({"spark.master": "spark://engine:7077", "spark.ui.enabled": "true"}, 1)
    assert (there.get("spark.driver.host"), there["spark.ui.enabled"]) == (None, "true")
