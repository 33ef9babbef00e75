"""The readers of a store: which generation is current, who may evaluate, and what ends an evaluation.

A deadline, a client that left, a crash or too much memory end one reader; the cohort puts in another.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any, Final

from qkg.errors import NoSuchGeneration, QkgError, ReaderLost
from qkg.media import Format
from qkg.store.answer import Running
from qkg.store.children import Children
from qkg.store.cohort import Cohort
from qkg.store.death import CRASHES, cause
from qkg.store.generations import Checkpoint
from qkg.store.limits import Limits
from qkg.store.link import Link
from qkg.store.slots import Slots
from qkg.store.turn import Turn

NOTICE_SECONDS: Final = 0.05
"""One lost reader is seldom alone: so long the loop may notice the others before a query is asked again."""
SPARES: Final = 1
STOOD_SECONDS: Final = 1.0

Find = Callable[[int], Checkpoint]


class Pool:
    """Runs jobs on readers."""

    def __init__(self, children: Children, limits: Limits, newest: Checkpoint, find: Find) -> None:
        self._children, self._limits, self._find = children, limits, find
        self._slots = Slots(limits.workers, limits.queue)
        self._current = self._cohort(newest, eager=True)
        self._past: OrderedDict[int, Cohort] = OrderedDict()
        self._retired: set[Cohort] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._holding = 0

    @property
    def checkpoint(self) -> Checkpoint:
        """The newest generation that can be read."""
        return self._current.checkpoint

    @property
    def busy(self) -> int:
        """Readers that work."""
        return sum(cohort.busy for cohort in self._cohorts())

    @property
    def idle(self) -> int:
        """Readers of the newest generation that wait."""
        return self._current.idle

    @property
    def settled(self) -> bool:
        """Whether the newest generation is held in memory, if it is to be."""
        return not self._holding

    def read_now(self) -> set[int]:
        """The generations that somebody reads."""
        return {one.checkpoint.generation.number for one in self._cohorts() if one.busy}

    async def start(self) -> None:
        """One reader ready, the others on their way."""
        await self._current.warm()
        self._current.fill()
        self._hold(self._current, 0)

    async def advance(self, checkpoint: Checkpoint) -> None:
        """Make this the newest generation, once a reader has it open; what runs finishes on the old one."""
        if checkpoint.generation.number <= self._current.checkpoint.generation.number:
            return
        fresh = self._cohort(checkpoint, eager=True)
        try:
            await fresh.warm()
        except BaseException:
            fresh.close()
            raise
        if checkpoint.generation.number <= self._current.checkpoint.generation.number:
            return fresh.close()
        old, self._current = self._current, fresh
        old.retire()
        self._keep_retired(old)
        fresh.fill()
        self._hold(fresh, STOOD_SECONDS)
        return None

    def _hold(self, cohort: Cohort, after: float) -> None:
        """Take a small generation into memory, unless the next one comes before it has stood for a while."""

        async def hold() -> None:
            self._holding += 1
            try:
                await asyncio.sleep(after)
                if cohort is self._current:
                    with suppress(QkgError):
                        await cohort.settle()
            finally:
                self._holding -= 1

        if cohort.checkpoint.quads <= self._limits.held_quads:
            self._background(hold())

    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def forget(self, number: int) -> None:
        """A past generation is no longer kept: no reader waits for it any more."""
        cohort = self._past.pop(number, None)
        if cohort is not None:
            cohort.retire()
            self._keep_retired(cohort)

    async def run(
        self,
        job: bytes,
        formats: Mapping[bytes, Format | None],
        generation: int | None = None,
        seconds: float | None = None,
        text: str = "",
    ) -> Running:
        """Send a job to a free reader; the answer once its first block is there."""
        allowed = self._limits.seconds if seconds is None else seconds
        if not self._slots.take_now():
            await self._slots.take(allowed)
        for attempt in (1, 2):
            answer, turn = await self._begin(job, formats, generation, allowed, text)
            try:
                await answer.begin()
                return answer
            except ReaderLost:
                if attempt == 2 or not turn.innocent:  # noqa: PLR2004 - once more, not for ever
                    raise
                await asyncio.sleep(NOTICE_SECONDS)
                await self._slots.take(allowed)
            except BaseException:
                await answer.aclose()
                raise
        raise AssertionError

    async def _begin(
        self,
        job: bytes,
        formats: Mapping[bytes, Format | None],
        generation: int | None,
        seconds: float,
        text: str,
    ) -> tuple[Running, Turn]:
        try:
            cohort = self._of(generation)
            link = cohort.take_now() or await cohort.take()
        except BaseException:
            self._slots.give()
            raise
        return self._asked(job, formats, Turn(self, cohort, link, seconds, text))

    def run_now(
        self, job: bytes, formats: Mapping[bytes, Format | None], seconds: float | None, text: str
    ) -> Running | None:
        """The same on the newest generation, if a place and a reader are free at this moment."""
        if not self._slots.take_now():
            return None
        cohort = self._current
        link = cohort.take_now()
        if link is None:
            self._slots.give()
            return None
        allowed = self._limits.seconds if seconds is None else seconds
        turn = Turn(self, cohort, link, allowed, text)
        return self._asked(job, formats, turn)[0]

    @staticmethod
    def _asked(job: bytes, formats: Mapping[bytes, Format | None], turn: Turn) -> tuple[Running, Turn]:
        generation = turn.cohort.checkpoint.generation
        answer = Running(turn.link, formats, generation, turn.finished)
        turn.answer = answer
        turn.link.ask(job, turn)
        return answer, turn

    def _of(self, number: int | None) -> Cohort:
        if number is None or number == self._current.checkpoint.generation.number:
            return self._current
        if number not in self._past:
            if number > self._current.checkpoint.generation.number:
                raise NoSuchGeneration(f"generation {number} is not here yet")
            self._past[number] = self._cohort(self._find(number), eager=False)
        self._past.move_to_end(number)
        return self._past[number]

    def _cohort(self, checkpoint: Checkpoint, eager: bool) -> Cohort:
        limits = self._limits
        options = {"memory": limits.memory, "guarded": limits.guarded, "context": limits.context}
        size = self._limits.workers + SPARES if eager else self._limits.workers
        return Cohort(self._children, checkpoint, size, options, eager)

    def _trim_past(self) -> None:
        """Of past generations, no more readers wait than there are workers; the least asked for go first."""
        extra = sum(cohort.idle for cohort in self._past.values()) - self._limits.workers
        for number, cohort in list(self._past.items()):
            while extra > 0 and cohort.idle:
                cohort.trim()
                extra -= 1
            if not cohort.idle and not cohort.busy:
                del self._past[number]

    def _cohorts(self) -> list[Cohort]:
        return [self._current, *self._past.values(), *self._retired]

    def _keep_retired(self, cohort: Cohort) -> None:
        if cohort.busy:
            self._retired.add(cohort)

    def release(self, cohort: Cohort, link: Link, reusable: bool) -> None:
        """A turn has ended: its reader goes back, its place to the next who waits."""
        cohort.give(link, reusable)
        if not cohort.busy:
            self._retired.discard(cohort)
        if self._past:
            self._trim_past()
        self._slots.give()

    def explain_later(self, turn: Turn) -> None:
        """A reader died in the middle of a turn: find out why, then say so."""

        async def explain() -> None:
            end = await turn.link.child.exit()
            turn.innocent = end.status not in CRASHES
            turn.fail(cause(end, turn.text))

        self._background(explain())

    def close(self) -> None:
        """End every reader."""
        for task in self._tasks:
            task.cancel()
        for cohort in self._cohorts():
            cohort.close()
