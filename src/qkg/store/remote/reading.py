"""An engine's answer on its way to ours: read on the loop, parsed and written again on a thread.

Nothing is passed through unread: what does not parse to its very end, breaks off, is late or misses rows
breaks our stream too. Must not know what was asked.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any, Final

import httpx
import pyoxigraph as ox

from qkg.errors import AnswerIncomplete, QkgError, QueryTimeout, StreamBroken, UnknownFormat
from qkg.media import Format
from qkg.store.contract import Generation
from qkg.store.evaluation import translated
from qkg.store.notation import Notation
from qkg.store.remote.feed import Closed, Feed, Outlet
from qkg.store.wire import ROWS, TRIPLES
from qkg.store.workers import Workers

Blocks = AsyncGenerator[bytes, None]
Translate = Callable[[Any, Any], None]
"""Reads what a ``Feed`` gives and writes to an ``Outlet``."""
VERDICT: Final = "__ASK_RETVAL"
"""The one column of Virtuoso's answer to ASK: a row for yes, none for no."""
YES: Final = b'{"head": {}, "boolean": true}'
NO: Final = b'{"head": {}, "boolean": false}'
LINES: Final = ox.RdfFormat.N_TRIPLES


class Translated:
    """A running answer (``qkg.store.contract.Answer``)."""

    def __init__(
        self, format: Format, generation: Generation, title: str, finished: Callable[["Translated"], None]
    ) -> None:
        self.format, self.generation, self._title = format, generation, title
        self._finished: Callable[[Translated], None] | None = finished
        loop = asyncio.get_running_loop()
        self._feed, self._outlet = Feed(loop), Outlet(loop)
        self._pump: asyncio.Task[None] | None = None
        self._thread: asyncio.Future[None] | None = None

    async def begin(self, blocks: Blocks, until: float, workers: Workers, work: Translate) -> None:
        """Start, and wait for the first block; raises whatever happens before it."""
        loop = asyncio.get_running_loop()
        self._pump = loop.create_task(self._fill(blocks, until))
        self._thread = asyncio.wrap_future(workers.submit(lambda: self._translate(work)))
        try:
            await self._outlet.first()
        except BaseException:
            await self.aclose()
            raise

    async def _fill(self, blocks: Blocks, until: float) -> None:
        error: BaseException | None = Closed()
        try:
            async with asyncio.timeout_at(until):
                async for block in blocks:
                    await self._feed.put(block)
            error = None
        except TimeoutError:
            error = QueryTimeout("the query took longer than it may")
        except httpx.HTTPError:
            error = AnswerIncomplete(f"{self._title} broke off its answer; what came is not shown as whole")
        except QkgError as problem:
            error = problem
        finally:
            self._feed.end(error)
            await blocks.aclose()

    def _translate(self, work: Translate) -> None:
        try:
            work(self._feed, self._outlet)
            self._outlet.end()
        except Closed:
            self._outlet.end(Closed())
        except (SyntaxError, ValueError) as error:
            problem = AnswerIncomplete(f"{self._title} gave an answer that is not whole: {_short(error)}")
            self._outlet.end(problem)
        except Exception as error:
            self._outlet.end(translated(error))

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The blocks, once; StreamBroken when the rest will not come."""
        try:
            async for block in self._outlet:
                yield block
        except QkgError as error:
            await self.aclose()
            raise StreamBroken(f"the answer broke off: {error}") from error
        await self.aclose()

    async def aclose(self) -> None:
        """End it on the engine too, if it still runs."""
        self._outlet.close()
        self._feed.end(Closed())
        if self._pump is not None and not self._pump.done():
            self._pump.cancel()
        for one in (self._pump, self._thread):
            if one is not None:
                await asyncio.wait((one,))
        finished, self._finished = self._finished, None
        if finished is not None:
            finished(self)


def _short(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200]


def format_of(kind: bytes, formats: Mapping[bytes, Format | None]) -> Format:
    """The format that a kind of answer is written in."""
    found = formats[kind]
    if found is None:
        raise UnknownFormat("the format asked for does not hold such an answer")
    return found


def rows(format: Format) -> Translate:
    """SPARQL JSON to rows in a format."""

    def work(feed: Any, outlet: Any) -> None:
        if not isinstance(format.engine, ox.QueryResultsFormat):
            raise UnknownFormat(f"{format.name} does not hold rows")
        outlet.begin(ROWS)
        found = ox.parse_query_results(feed, ox.QueryResultsFormat.JSON)
        if isinstance(found, ox.QuerySolutions) and [one.value for one in found.variables] == [VERDICT]:
            found = ox.parse_query_results(YES if next(iter(found), None) else NO, ox.QueryResultsFormat.JSON)
        found.serialize(outlet, format.engine)
        _to_the_end(feed)

    return work


def triples(format: Format, context: Path | None) -> Translate:
    """N-Triples to triples in a format."""

    def work(feed: Any, outlet: Any) -> None:
        outlet.begin(TRIPLES)
        found = (quad.triple for quad in ox.parse(feed, LINES))
        Notation(format, context).triples(found, outlet)

    return work


def quads(format: Format, context: Path | None) -> Translate:
    """N-Quads, graph after graph, to quads in a format, or to triples in one without graphs."""

    def work(feed: Any, outlet: Any) -> None:
        outlet.begin(TRIPLES)
        Notation(format, context).quads(ox.parse(feed, ox.RdfFormat.N_QUADS), outlet)

    return work


def bare(format: Format, context: Path | None) -> Translate:
    """N-Quads of one graph to its triples."""

    def work(feed: Any, outlet: Any) -> None:
        outlet.begin(TRIPLES)
        found = (quad.triple for quad in ox.parse(feed, ox.RdfFormat.N_QUADS))
        Notation(format, context).triples(found, outlet)

    return work


def _to_the_end(feed: Feed) -> None:
    """What follows the end of a result is read too, so that an error behind it is not overheard."""
    while feed.read(HIGHEST):
        pass


HIGHEST: Final = 65_536
