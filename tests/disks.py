"""Small file systems that can be filled up, where the machine lets them be mounted."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def disk(place: Path, mebibytes: int) -> Iterator[Path]:
    """A file system of that size at a new folder; the test is skipped where none can be mounted."""
    place.mkdir()
    mounted = _run("mount", "-t", "tmpfs", "-o", f"size={mebibytes}m", "qkg-test", str(place))
    if mounted.returncode:
        pytest.skip(f"no small file system can be mounted: {mounted.stderr.strip()}")
    try:
        yield place
    finally:
        for _ in range(50):
            if _run("umount", str(place)).returncode == 0:
                break
            time.sleep(0.1)
        else:
            _run("umount", "-l", str(place))
            raise AssertionError("the small file system is still in use: a process on it is left")


def widen(place: Path, mebibytes: int) -> None:
    """Give it that size."""
    done = _run("mount", "-o", f"remount,size={mebibytes}m", str(place))
    assert done.returncode == 0, done.stderr


def _run(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(words, capture_output=True, text=True, check=False)
