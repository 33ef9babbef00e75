"""The queries that run now: what ``/queries`` shows, and how one of them is ended."""

import asyncio
import itertools
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

SHOWN_CHARACTERS = 2000


@dataclass(slots=True, eq=False)
class Running:
    """One evaluation."""

    id: str
    text: str
    generation: int
    task: "asyncio.Task[Any] | None"
    cancelled: bool = False
    left: bool = False
    began: float = field(default_factory=time.monotonic)

    def shown(self) -> dict[str, Any]:
        """What an operator sees."""
        seconds = time.monotonic() - self.began
        started = datetime.now(UTC).timestamp() - seconds
        return {
            "id": self.id,
            "query": self.text[:SHOWN_CHARACTERS],
            "generation": self.generation,
            "started": datetime.fromtimestamp(started, UTC).isoformat(timespec="milliseconds"),
            "seconds": round(seconds, 3),
        }

    def client_left(self) -> None:
        """End it because nobody waits for the answer."""
        self.left = True
        if self.task is not None:
            self.task.cancel()


class Register:
    """All of them by id."""

    def __init__(self) -> None:
        self._all: dict[str, Running] = {}
        self._start, self._count = secrets.token_hex(3), itertools.count(1)

    @contextmanager
    def entered(self, text: str, generation: int) -> Iterator[Running]:
        """Enter the calling task for as long as it evaluates."""
        one = Running(f"{self._start}-{next(self._count)}", text, generation, asyncio.current_task())
        self._all[one.id] = one
        try:
            yield one
        finally:
            del self._all[one.id]

    def cancel(self, id: str) -> bool:
        """End one; False when there is none of that id."""
        one = self._all.get(id)
        if one is None or one.task is None:
            return False
        one.cancelled = True
        one.task.cancel()
        return True

    def shown(self) -> list[dict[str, Any]]:
        """All, the longest running first."""
        return [one.shown() for one in self._all.values()]

    def __len__(self) -> int:
        """How many."""
        return len(self._all)
