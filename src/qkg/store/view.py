"""One state of a store as pages read it: questions in, terms out, and a count of the questions.

A view is pinned to one generation, so that all parts of a page speak of the same state. Values reach the
engine by binding alone; the engine binds only variables that the query projects. Must not know pages.
"""

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Final

import pyoxigraph as ox

from qkg.media import GRAPH_FORMATS, ROW_FORMATS, Format, by_name
from qkg.namespaces import PREFIXES
from qkg.store.answer import collect
from qkg.store.contract import Answer, Generation, Request, Store
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

    ``turns``, shared by all views of a server, lets so many questions through at once: a page asks several
    together, and what would overflow the store's queue waits here instead of being refused.
    """

    def __init__(
        self,
        store: Store,
        generation: Generation,
        seconds: float | None = None,
        turns: asyncio.Semaphore | None = None,
    ) -> None:
        self.store, self.generation = store, generation
        self._seconds = seconds
        self._turns = turns
        self.asked = 0

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
        async with self._turns or nullcontext():
            return await collect(await self._answer(query, format, bindings, rows))
