"""``qkg ingest --jobs``: a text whose process dies is read once more, alone; the others come out in order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest
from tests.ingest.scale.conftest import PATIENCE
from tests.ingest.scale.test_processes import alive, children

BEFORE, AFTER = 2, 4
TEXT = "包头市开展家电质量提升行动\n本报讯 11月8日，包头市市场监管局走访近120家企业。\n"
Batch = subprocess.Popen[str]
Found = TypeVar("Found")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """Among files, a pipe: whoever reads it waits for this test."""
    for number in range(BEFORE + 1 + AFTER):
        (tmp_path / f"news-{number}.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / f"news-{BEFORE}.txt"
    path.unlink()
    os.mkfifo(path)
    return path


@pytest.fixture
def batch(pipe: Path, environment: dict[str, str]) -> Iterator[Batch]:
    """The real command on all of them."""
    texts = [str(pipe.with_name(f"news-{number}.txt")) for number in range(BEFORE + 1 + AFTER)]
    options = ("--jobs", "2", "--date", "2021-11-10", "--out", str(pipe.with_name("drafts")))
    command = [sys.executable, "-m", "qkg", "ingest", *texts, *options]
    piped = subprocess.PIPE
    with subprocess.Popen(command, stdout=piped, stderr=piped, text=True, env=environment) as run:
        yield run
        run.kill()


def until(run: Batch, met: Callable[[], Found | None]) -> Found:
    """What there is at last, while the command runs."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and run.poll() is None:
        with suppress(OSError):
            if found := met():
                return found
        time.sleep(0.05)
    raise AssertionError(run.poll())


def reading(run: Batch, pipe: Path) -> tuple[int, int]:
    """The worker that reads the pipe, and our end of it."""
    ours = until(run, lambda: os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    return until(run, lambda: next((one for one in children(run.pid) if holds(one, pipe)), None)), ours


def holds(process: int, pipe: Path) -> bool:
    """Whether it has the pipe open."""
    return any(one.readlink() == pipe for one in Path(f"/proc/{process}/fd").iterdir())


def killed(run: Batch, pipe: Path) -> None:
    """SIGKILL for the worker that reads the pipe; it does not see that we close our end."""
    worker, ours = reading(run, pipe)
    os.kill(worker, signal.SIGSTOP)
    os.close(ours)
    os.kill(worker, signal.SIGKILL)
    until(run, lambda: not alive(worker))


def drafts(printed: str) -> list[str]:
    """The texts of the summary, in its order."""
    return [
        line.split()[0].removesuffix("-2021-11-10") for line in printed.splitlines() if "news-" in line[:5]
    ]


def test_a_killed_worker_costs_nothing(batch: Batch, pipe: Path) -> None:
    """Its text is read again when the others are done, and by one process alone."""
    killed(batch, pipe)
    worker, ours = reading(batch, pipe)
    assert children(batch.pid) == [worker]
    assert len(list(pipe.with_name("drafts").glob("*.ttl"))) == BEFORE + AFTER
    os.write(ours, TEXT.encode())
    os.close(ours)
    printed, said = batch.communicate(timeout=PATIENCE)
    assert (batch.returncode, said) == (0, "")
    assert drafts(printed) == [f"news-{number}" for number in range(BEFORE + 1 + AFTER)]


def test_a_text_that_kills_twice_is_named(batch: Batch, pipe: Path) -> None:
    """One sentence with the file and how the process ended; every other text has its draft."""
    killed(batch, pipe)
    killed(batch, pipe)
    printed, said = batch.communicate(timeout=PATIENCE)
    assert batch.returncode == 1
    assert said == (
        f"qkg: skipped: {pipe}: the process that read it died, also when it was read alone "
        "(killed by SIGKILL): too little memory?\nqkg: 1 skipped\n"
    )
    assert drafts(printed) == [f"news-{number}" for number in range(BEFORE + 1 + AFTER) if number != BEFORE]


def test_ctrl_c_ends_all_processes(batch: Batch, pipe: Path) -> None:
    """While a text is read."""
    _, ours = reading(batch, pipe)
    workers = children(batch.pid)
    batch.send_signal(signal.SIGINT)
    printed, said = batch.communicate(timeout=PATIENCE)
    os.close(ours)
    assert (batch.returncode, printed, said) == (130, "", "")
    assert not [one for one in workers if alive(one)]
