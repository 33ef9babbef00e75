"""Writes by this very process, for a command that does one and ends: no other process is started.

Nothing is kept of a write that fails or takes longer than it may.
"""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import pyoxigraph as ox

from qkg.errors import QkgError, QueryTimeout
from qkg.store.confinement import on_deep_stack
from qkg.store.contract import Generation
from qkg.store.writer import LATE, Files, Writer, translated

COMMIT_SECONDS: Final = 10.0
"""A commit that began in time may take so long."""

T = TypeVar("T")


def load_here(options: Mapping[str, Any], files: Files) -> tuple[int, Generation]:
    """Load files: quads added beside the description, and the generation after that."""
    return _here(options, float(options["load_seconds"]), lambda writer: writer.load(files))


def update_here(
    options: Mapping[str, Any], made: Callable[[ox.Store], str], seconds: float
) -> tuple[bool, Generation]:
    """One update, whose text is made from what the store holds; nobody writes between.

    Whether there was anything to change, and the newest generation. An empty text changes nothing.
    """
    return _here(options, seconds, lambda writer: writer.update(made))


def _here(options: Mapping[str, Any], seconds: float, work: Callable[[Writer], T]) -> T:
    """What the work gives, done by a writer of its own; QueryTimeout when the time is over before that."""
    ends: list[T | QkgError] = []
    until = time.monotonic() + seconds

    def write() -> None:
        try:
            writer = Writer(Path(options["folder"]), options)
            writer.until = until
            ends.append(work(writer))
        except Exception as error:
            ends.append(translated(error))

    on_deep_stack(write, seconds + COMMIT_SECONDS)
    if not ends:
        raise QueryTimeout(LATE)
    end = ends[0]
    if isinstance(end, QkgError):
        raise end
    return end
