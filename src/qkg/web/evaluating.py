"""Evaluation on behalf of clients: one run for identical questions, small answers finished first.

The first of identical questions leads; the others wait for its finished answer. An answer that outgrows the
limit is streamed by its leader, and the others run alone. A leader whose client goes is ended, and another
takes its place.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from qkg.errors import Cancelled, QkgError, ReaderLost, StreamBroken
from qkg.store.contract import Answer, Begun, Request, Store
from qkg.web.exchange import Exchange, Left
from qkg.web.results import Finished, Key, Results
from qkg.web.running import Running

PATIENCE = 0.05
"""Seconds before anyone looks whether the client is still there."""
Outcome = Finished | QkgError | None


@dataclass
class Flowing:
    """An answer that is still coming: what was read of it, and the rest.

    rest: where the reading stopped. An answer gives its blocks once; begun anew, it may have lost some.
    """

    answer: Answer
    read: list[bytes]
    rest: AsyncIterator[bytes] | None = None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """All blocks in order."""
        for block in self.read:
            yield block
        self.read = []
        async for block in self.rest or self.answer:
            yield block


class Evaluations:
    """Runs questions on a store."""

    def __init__(self, store: Store, results: Results, limit: int) -> None:
        self._store, self._results, self._limit = store, results, limit
        self._flights: dict[Key, asyncio.Future[Outcome]] = {}

    async def joined(self, key: Key) -> Finished | None:
        """The answer of an identical question under way; None when there is none or it is too large."""
        while (flight := self._flights.get(key)) is not None:
            outcome = await asyncio.shield(flight)
            if isinstance(outcome, QkgError) and not isinstance(outcome, Cancelled):
                raise outcome
            if isinstance(outcome, Finished):
                return outcome
            if outcome is None:
                return None
        return None

    def at_once(self, request: Request, key: Key | None) -> Finished | None:
        """The answer to a question that takes only a moment; kept like any other, shared by nobody."""
        whole = self._store.at_once(request)
        if whole is None:
            return None
        found = Finished(whole.format, whole.generation, {"": whole.body})
        if key is not None:
            self._results.put((whole.generation.number, key[1]), found)
        return found

    def under_way(self, key: Key) -> bool:
        """Whether this question is being evaluated."""
        return key in self._flights

    def take_off(self, key: Key) -> None:
        """From now on those who ask the same wait."""
        self._flights[key] = asyncio.get_running_loop().create_future()

    def land(self, key: Key, outcome: Outcome) -> None:
        """Give them the answer, which is kept, or the error; None: each is to run alone."""
        if isinstance(outcome, Finished):
            self._results.put((outcome.generation.number, key[1]), outcome)
        self._flights.pop(key).set_result(outcome)

    async def run(
        self, request: Request, key: Key | None, running: Running, begun: Begun | None = None
    ) -> Finished | Flowing:
        """Evaluate, or go on with what has ``begun``.

        A small answer is whole and kept under ``key`` (None: neither shared nor kept).
        """
        if key is None or key in self._flights:
            return await self._read(request, running, begun)
        self.take_off(key)
        outcome: Outcome = Cancelled("the client of the first of these queries has gone")
        try:
            found = await self._read(request, running, begun)
            outcome = found if isinstance(found, Finished) else None
            return found
        except QkgError as error:
            outcome = error
            raise
        finally:
            self.land(key, outcome)

    async def _read(self, request: Request, running: Running, begun: Begun | None) -> Finished | Flowing:
        answer = await self._started(request, begun)
        running.generation = answer.generation.number
        blocks, size, rest = [], 0, aiter(answer)
        try:
            async for block in rest:
                blocks.append(block)
                size += len(block)
                if size > self._limit:
                    return Flowing(answer, blocks, rest)
        except StreamBroken as error:
            raise cause_of(error) from error
        except BaseException:
            await answer.aclose()
            raise
        return Finished(answer.format, answer.generation, {"": b"".join(blocks)})

    async def _started(self, request: Request, begun: Begun | None) -> Answer:
        """The answer with its first block; a lost reader is no fault of the query, which is asked again."""
        if begun is None:
            return await self._store.query(request)
        try:
            await begun.begin()
        except ReaderLost:
            return await self._store.query(request)
        except BaseException:
            await begun.aclose()
            raise
        return begun


def cause_of(error: StreamBroken) -> QkgError:
    """Why a stream broke: as long as nothing was sent the client can be told."""
    return error.__cause__ if isinstance(error.__cause__, QkgError) else error


class Watch:
    """Ends an evaluation when its client has gone; starts to look only after a while."""

    def __init__(self, exchange: Exchange, running: Running) -> None:
        self._exchange, self._running = exchange, running
        self._task: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(PATIENCE, self._look)

    def _look(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._wait())

    async def _wait(self) -> None:
        await self._exchange.disconnected()
        self._running.client_left()

    def end(self) -> None:
        """Look no more."""
        self._timer.cancel()
        if self._task is not None:
            self._task.cancel()


async def told_apart(running: Running) -> None:
    """After a CancelledError: raise Left or Cancelled when that was meant, else return."""
    task = asyncio.current_task()
    if not (running.left or running.cancelled) or task is None:
        return
    task.uncancel()
    raise Left if running.left else Cancelled("an operator ended this query")
