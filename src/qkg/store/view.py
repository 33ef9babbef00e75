"""One state of a store as pages read it: questions in, terms out, with their number and their time.

A view is pinned to one generation, so that all parts of a page speak of the same state. Values reach the
engine by binding alone; the engine binds only variables that the query projects. Must not know pages.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Final

import pyoxigraph as ox

from qkg.media import GRAPH_FORMATS, ROW_FORMATS, Format, by_name
from qkg.namespaces import PREFIXES
from qkg.store.answer import collect
from qkg.store.contract import Answer, Generation, Request, Store
from qkg.store.remembered import Remembered
from qkg.terms import Term

Solution = dict[str, Term]
"""Variable name to term; what is unbound is absent."""


def _known(name: str, formats: Sequence[Format]) -> Format:
    found = by_name(name, formats)
    if found is None:
        raise AssertionError(f"no format {name}")
    return found


ROWS: Final = _known("json", ROW_FORMATS)
TRIPLES: Final = _known("nt", GRAPH_FORMATS)


class View:
    """One generation of a store; ``asked`` counts the questions put through this view.

    ``waited``: the seconds in which at least one of them was open. ``turns``, shared by all views of a
    server, lets so many questions through at once: a page asks several together, and what would overflow the
    store's queue waits here instead of being refused. ``remembered``, shared too, holds what ``known`` asked.
    """

    def __init__(
        self,
        store: Store,
        generation: Generation,
        seconds: float | None = None,
        turns: asyncio.Semaphore | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        self.store, self.generation = store, generation
        self._seconds = seconds
        self._turns, self._remembered = turns, remembered
        self.asked, self.waited = 0, 0.0
        self._open, self._since = 0, 0.0

    @classmethod
    async def newest(cls, store: Store, seconds: float | None = None) -> "View":
        """The state that readers see now."""
        return cls(store, (await store.health()).generation, seconds)

    async def rows(self, query: str, **bindings: Term) -> list[Solution]:
        """The solutions of a SELECT query, with the known prefixes declared."""
        result = ox.parse_query_results(await self._ask(query, bindings), ox.QueryResultsFormat.JSON)
        if isinstance(result, ox.QueryBoolean):
            raise TypeError("a SELECT query is wanted here")
        names = [variable.value for variable in result.variables]
        return [{name: term for name in names if (term := row[name]) is not None} for row in result]

    async def known(self, query: str, **bindings: Term) -> list[Solution]:
        """The same, asked once for each generation and then remembered; not to be changed."""
        if self._remembered is None:
            return await self.rows(query, **bindings)
        key = (self.generation.number, query, *sorted(bindings.items()))
        return await self._remembered.of(key, lambda: self.rows(query, **bindings))

    async def yes(self, query: str, **bindings: Term) -> bool:
        """The answer to an ASK query."""
        result = ox.parse_query_results(await self._ask(query, bindings), ox.QueryResultsFormat.JSON)
        return bool(result)

    async def triples(self, query: str, **bindings: Term) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query."""
        data = await self._ask(query, bindings)
        return [quad.triple for quad in ox.parse(data, ox.RdfFormat.N_TRIPLES)]

    async def written(self, query: str, format: Format, **bindings: Term) -> bytes:
        """The triples of a CONSTRUCT or DESCRIBE query, in a graph format."""
        return await self._whole(query, format, bindings)

    async def tabled(self, query: str, format: Format, **bindings: Term) -> bytes:
        """The rows of a SELECT query or the verdict of an ASK query, in a format for rows."""
        return await self._whole(query, TRIPLES, bindings, format)

    async def answer(self, query: str, **bindings: Term) -> Answer:
        """A running answer, JSON for rows and N-Triples for triples: for a reader that stops at some size."""
        return await self._answer(query, TRIPLES, bindings)

    async def _answer(
        self, query: str, format: Format, bindings: dict[str, Term], rows: Format = ROWS
    ) -> Answer:
        self.asked += 1
        request = Request(
            query,
            rows,
            format,
            bindings=bindings,
            prefixes=PREFIXES,
            generation=self.generation.number,
            seconds=self._seconds,
        )
        return await self.store.query(request)

    async def _ask(self, query: str, bindings: dict[str, Term]) -> bytes:
        return await self._whole(query, TRIPLES, bindings)

    async def _whole(
        self, query: str, format: Format, bindings: dict[str, Term], rows: Format = ROWS
    ) -> bytes:
        with self._waiting():
            async with self._turns or nullcontext():
                return await collect(await self._answer(query, format, bindings, rows))

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        """Count the time in which questions are open, once where they overlap."""
        if not self._open:
            self._since = time.perf_counter()
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1
            if not self._open:
                self.waited += time.perf_counter() - self._since
