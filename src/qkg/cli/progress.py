"""A progress bar on standard error, when a person is looking: by bytes, or by what is counted.

For files that are read out of our sight, the kernel knows how far that is: ``/proc`` tells the position
in each open file. Where there is no ``/proc``, the bar only shows that work goes on.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

EVERY: Final = 0.1


@contextmanager
def bar(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar of so many bytes; what it gives is told how many more are done."""
    if not sys.stderr.isatty():
        yield lambda _size: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    console = Console(stderr=True, highlight=False)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(title, total=total)
        yield lambda size: progress.advance(task, size)


@contextmanager
def counted(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar of so many; what it gives is told how many are done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True, highlight=False)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(title, total=total)
        yield lambda done: progress.update(task, completed=done)


@contextmanager
def watched(title: str, paths: Sequence[Path]) -> Iterator[None]:
    """A bar over files that this process or one started by it reads, one file after the other."""
    sizes = [path.stat().st_size for path in paths]
    done = threading.Event()
    with bar(title, sum(sizes)) as advance:
        watcher = threading.Thread(
            target=_watch, args=(list(zip(paths, sizes, strict=True)), advance, done), daemon=True
        )
        if sys.stderr.isatty():
            watcher.start()
        try:
            yield
        finally:
            done.set()


def _watch(files: list[tuple[Path, int]], advance: Callable[[int], None], done: threading.Event) -> None:
    shown = 0
    while not done.wait(EVERY):
        now = read_so_far(files)
        if now > shown:
            advance(now - shown)
            shown = now


def read_so_far(files: Sequence[tuple[Path, int]]) -> int:
    """How many bytes of these files were read, when they are read in this order; 0 when none is open."""
    open_now = {
        path: at
        for process in (os.getpid(), *_below(os.getpid()))
        for path, at in _positions(process).items()
    }
    before = 0
    for path, size in files:
        if (at := open_now.get(str(path.resolve()))) is not None:
            return before + at
        before += size
    return 0


def _below(process: int) -> Iterator[int]:
    """The process's children and theirs."""
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from _below(int(child))


def _positions(process: int) -> dict[str, int]:
    found = {}
    with suppress(OSError):
        for entry in Path(f"/proc/{process}/fd").iterdir():
            with suppress(OSError):
                target = str(entry.readlink())
                note = Path(f"/proc/{process}/fdinfo/{entry.name}").read_text()
                found[target] = int(note.split()[1])
    return found
