"""What clients of several services see: every acknowledged write, every answer, and whether it was stale.

All writes add one to the same number, so that its value tells how many were made.
"""

import time
from collections import Counter
from dataclasses import dataclass, field

FRESH = 1.0
"""Seconds after which an acknowledged write is seen through every service."""


@dataclass
class Witness:
    """The record of one run; ``excused`` names the services that may answer 503 now, or not at all."""

    excused: set[str] = field(default_factory=set)
    acknowledged: list[float] = field(default_factory=list)
    writes: Counter[str] = field(default_factory=Counter)
    reads: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    marked: int = 0
    oldest: float = 0.0
    doubts: int = 0
    behind: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def wrote(self, service: str) -> None:
        """A write was acknowledged."""
        self.acknowledged.append(time.monotonic())
        self.writes[service] += 1

    def read(self, service: str, asked: float, value: int, marked: bool) -> None:
        """An answer to a question that was put at that moment; marked: it says that it may be old."""
        self.reads[service] += 1
        self.marked += marked
        missed = self.acknowledged[value : value + 1]
        age = asked - missed[0] if missed else 0.0
        if marked or age <= 0:
            return
        self.oldest = max(self.oldest, age)
        if age > FRESH:
            self.behind[service] += 1
            self.wrong.append(f"{service} was {age:.2f} s behind at {asked - self.began:.1f} s")

    def failed(self, service: str, what: str, excused: bool) -> None:
        """A request was refused or lost; ``excused``: the service was allowed to when it was put."""
        self.refused[f"{service}: {what}"] += 1
        lost = not what.startswith("503")
        if not (excused or service in self.excused) or (lost and not what.startswith("lost")):
            self.wrong.append(f"{service} answered {what}")

    def note(self, event: str) -> None:
        """Something was done to a service."""
        self.events.append(f"{time.monotonic() - self.began:.1f} s: {event}")
