"""Texts for bulk runs: made up, small, and some that are no texts; and the run that nobody disturbed."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import texts

TEXTS = 24
PER_PART = 2
PATIENCE = 600.0

Ingest = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up texts and, between them, an empty file and one without a day."""
    folder = tmp_path_factory.mktemp("archive")
    for _ in texts.write(folder, TEXTS - 2):
        pass
    (folder / "0000" / "news-0000003-empty-2021-01-01.txt").write_text("")
    (folder / "0000" / "news-0000007-undated.txt").write_text(texts.text(7))
    return folder


@pytest.fixture(scope="session")
def ingest(environment: dict[str, str]) -> Ingest:
    """Starts the real command."""

    def start(*arguments: object) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "qkg", "ingest", *map(str, arguments), "--part", str(PER_PART)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment)

    return start


@pytest.fixture(scope="session")
def undisturbed(archive: Path, ingest: Ingest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that went through."""
    out = tmp_path_factory.mktemp("undisturbed")
    run = ingest(archive, "--engine", "process", "--jobs", 2, "--out", out)
    printed, said = run.communicate(timeout=PATIENCE)
    assert (run.returncode, said) == (1, ""), said
    assert f"22 graphs of {TEXTS} texts" in printed
    return out


def content(out: Path) -> dict[str, bytes]:
    """Every file that a user gets, but for what only says where the run was."""
    files = (one for one in out.rglob("*") if one.is_file() and one.name not in (".lock", "spark.log"))
    return {str(one.relative_to(out)): one.read_bytes() for one in files}


def sealed(out: Path, run: "subprocess.Popen[str]", number: int = 1) -> None:
    """Wait until so many parts are done, and see that the run is still at work."""
    until = time.monotonic() + PATIENCE
    while len(list((out / "parts").glob("*.json"))) < number:
        assert run.poll() is None, run.communicate()
        assert time.monotonic() < until
        time.sleep(0.01)
    assert run.poll() is None
