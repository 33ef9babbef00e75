"""Parts on processes of this machine. One that dies costs its part alone, which is begun again.

Owns the processes. Ctrl-C is the business of the process that the user started; the others end with it.
"""

import signal
from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final, cast

from qkg.errors import QkgError, RunStopped
from qkg.ingest.scale.job import Job, Knowledge
from qkg.ingest.scale.texts import Part
from qkg.ingest.scale.trail import DEATHS
from qkg.ingest.scale.working import work

ATTEMPTS: Final = DEATHS + 2
"""So often a part is begun before the run is given up."""
_EVERY: Final = 0.5


class Pool:
    """So many processes, and the parts that wait for one."""

    def __init__(self, job: Job, knowledge: Knowledge, jobs: int) -> None:
        self._job, self._knowledge, self._jobs = job, knowledge, jobs
        self._context = get_context("spawn")
        self._busy: dict[Connection, tuple[BaseProcess, Part]] = {}
        self._started: list[BaseProcess] = []
        self._deaths: Counter[int] = Counter()

    def run(self, parts: Sequence[Part], heard: Callable[[], None]) -> None:
        """Do all parts; ``heard`` is called now and then. RunStopped where one cannot be done."""
        waiting = deque(parts)
        try:
            while waiting or self._busy:
                while waiting and len(self._busy) < self._jobs:
                    self._start(waiting.popleft())
                for ready in wait(list(self._busy), _EVERY):
                    self._take(cast("Connection", ready), waiting)
                heard()
        finally:
            self._end()

    def _start(self, part: Part) -> None:
        """Another process, with its first part. Ctrl-C waits until it is known here, and never reaches it."""
        here, there = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(there, self._job), daemon=True)
        self._started.append(process)
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        there.close()
        with suppress(OSError):
            here.send(self._knowledge)
        self._give(here, process, part)

    def _give(self, channel: Connection, process: BaseProcess, part: Part) -> None:
        self._busy[channel] = process, part
        with suppress(OSError):
            channel.send(part)

    def _take(self, channel: Connection, waiting: deque[Part]) -> None:
        process, part = self._busy.pop(channel)
        try:
            error = channel.recv()
        except (EOFError, OSError):
            self._died(process, part)
            waiting.appendleft(part)
            return
        if isinstance(error, BaseException):
            raise error
        if waiting:
            self._give(channel, process, waiting.popleft())
        else:
            channel.close()

    def _died(self, process: BaseProcess, part: Part) -> None:
        process.join()
        self._deaths[part.number] += 1
        if self._deaths[part.number] >= ATTEMPTS:
            raise RunStopped(
                f"part {part.name} was begun {ATTEMPTS} times and its process died each time "
                f"(exit code {process.exitcode}): too little memory? Try fewer --jobs"
            )

    def _end(self) -> None:
        """No process outlives this one's work."""
        begun = [one for one in self._started if one.pid is not None]
        for process in begun:
            process.kill()
        for process in begun:
            process.join()


def _serve(channel: Connection, job: Job) -> None:
    """A process: hears what is known, then part after part, until nobody gives one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        knowledge: Knowledge = channel.recv()
    except (EOFError, OSError):
        return
    while True:
        try:
            part: Part = channel.recv()
        except (EOFError, OSError):
            return
        failure: QkgError | None = None
        try:
            work(job, part, knowledge)
        except QkgError as error:
            failure = error
        except OSError as error:
            failure = RunStopped(f"{job.folder} cannot be worked in: {error}")
        with suppress(OSError):
            channel.send(failure)
