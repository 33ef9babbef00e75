"""Where article graphs are published: a folder, written by this process, or a running server.

Both are asked and changed alike. In a folder nobody writes between the questions and the update.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from qkg.cli.server import Server
from qkg.ingest.acceptance import Answers, Change, Row

if TYPE_CHECKING:
    from qkg.settings import Settings

Decide = Callable[[Answers], Change]


class Publishing(AbstractContextManager["Publishing"], Protocol):
    """A place for article graphs."""

    def ask(self, query: str) -> list[Row]:
        """The rows of a SELECT."""
        ...

    def change(self, queries: Mapping[str, str], decide: Decide) -> tuple[Change, int]:
        """Ask, decide, and apply the update; the change and the newest generation's number."""
        ...


class InFolder:
    """A user's own store."""

    def __init__(self, settings: "Settings") -> None:
        from qkg.cli.opening import how_to_write, store_folder

        self._folder = store_folder(settings)[0]
        self._options = how_to_write(settings).options(self._folder)
        self._seconds = settings.update_seconds

    def __enter__(self) -> "InFolder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def ask(self, query: str) -> list[Row]:
        """The rows, from the newest generation."""
        from qkg.dataset.cache import open_folder

        return _rows(open_folder(self._folder)[0].query(query))

    def change(self, queries: Mapping[str, str], decide: Decide) -> tuple[Change, int]:
        """By this process, which holds the lock of the folder meanwhile."""
        from qkg.store.here import update_here

        decided: list[Change] = []

        def made(engine: ox.Store) -> str:
            decided.append(decide({name: _rows(engine.query(text)) for name, text in queries.items()}))
            return decided[0].update

        _, generation = update_here(self._options, made, self._seconds)
        return decided[0], generation.number


class AtServer:
    """A running server."""

    def __init__(self, address: str, token: str) -> None:
        self._server = Server(address, token)

    def __enter__(self) -> "AtServer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()

    def ask(self, query: str) -> list[Row]:
        """The rows, from the newest generation."""
        return self._asked(query)[0]

    def change(self, queries: Mapping[str, str], decide: Decide) -> tuple[Change, int]:
        """By one request."""
        asked = {name: self._asked(text) for name, text in queries.items()}
        change = decide({name: rows for name, (rows, _) in asked.items()})
        if not change.update:
            return change, max(number for _, number in asked.values())
        return change, self._server.update(change.update)

    def _asked(self, query: str) -> tuple[list[Row], int]:
        body, generation = self._server.select(query)
        return _rows(ox.parse_query_results(body, ox.QueryResultsFormat.JSON)), generation


def _rows(solutions: object) -> list[Row]:
    if not isinstance(solutions, ox.QuerySolutions):
        raise AssertionError("a SELECT has rows")
    return [tuple(one) for one in solutions]
