"""What evaluations may take: how many at a time, how long, how much memory."""

from dataclasses import dataclass
from typing import Final

QUEUED: Final = 4
"""Queries that may wait, for each worker."""


@dataclass(frozen=True)
class Limits:
    """What one evaluation may take: seconds, and bytes of address space beyond the start of its reader.

    context: the file whose names compacted JSON-LD is written with; empty: JSON-LD is written expanded.
    waiting: queries that may wait for a worker; None is four times the workers.
    held_quads: a generation of up to so many is held in memory, once it has stood for a moment.
    """

    workers: int = 4
    seconds: float = 30.0
    memory: int = 2 * 1024**3
    guarded: bool = True
    context: str = ""
    waiting: int | None = None
    held_quads: int = 0

    @property
    def queue(self) -> int:
        """Queries that may wait."""
        return QUEUED * self.workers if self.waiting is None else self.waiting
