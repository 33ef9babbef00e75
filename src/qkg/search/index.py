"""An open index: connections to one database that no longer has a name on disk, and what it was made from.

The file is removed as soon as it is open, so that nothing stays behind however the program ends.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Concatenate, Final, ParamSpec, TypeVar

from qkg.store.contract import Generation

CONNECTIONS: Final = 4
"""So many searches run at the same time; others wait."""
P = ParamSpec("P")
T = TypeVar("T")


class Gone(Exception):
    """The index was closed: a newer one has taken over."""


@dataclass(frozen=True)
class Index:
    """The words of one generation; may be asked from several threads."""

    generation: Generation
    documents: int
    seconds: float
    bytes: int
    _free: "SimpleQueue[sqlite3.Connection | None]" = field(repr=False)

    def ask(
        self, question: Callable[Concatenate[sqlite3.Connection, P], T], *values: P.args, **more: P.kwargs
    ) -> T:
        """What the question answers over a free connection; Gone after ``close``."""
        with self._connection() as connection:
            return question(connection, *values, **more)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        taken = self._free.get()
        try:
            if taken is None:
                raise Gone
            yield taken
        finally:
            self._free.put(taken)

    def close(self) -> None:
        """Wait for the questions that are being answered, then let the database go."""
        for _ in range(CONNECTIONS):
            if connection := self._free.get():
                connection.close()
        self._free.put(None)


def open_index(place: Path, generation: Generation, documents: int, seconds: float) -> Index:
    """Open the database and remove its name; its room is free again after ``close``."""
    free: SimpleQueue[sqlite3.Connection | None] = SimpleQueue()
    size = place.stat().st_size
    for _ in range(CONNECTIONS):
        made = sqlite3.connect(
            f"{place.absolute().as_uri()}?mode=ro&immutable=1",
            uri=True,
            check_same_thread=False,
            isolation_level=None,
        )
        made.execute("PRAGMA temp_store = MEMORY")
        made.execute("SELECT count(*) FROM thing").fetchone()  # opens the file, which happens at first use
        free.put(made)
    place.unlink()
    return Index(generation, documents, seconds, size, free)
