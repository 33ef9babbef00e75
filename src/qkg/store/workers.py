"""Threads with a stack deep enough for nested queries, and a queue in front of them.

Engine iterators may be touched only by the thread that made them, so a whole job (evaluate and
serialise) runs on one of these threads and hands over finished values. Must not know SPARQL.
"""

import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, Final, TypeVar

Result = TypeVar("Result")
Job = Callable[[], None]

STACK_BYTES: Final = 256 * 1024 * 1024
_starting = threading.Lock()


class Workers:
    """A fixed number of daemon threads; ``submit`` returns a future."""

    def __init__(self, count: int) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(count)]
        with _starting:
            before = threading.stack_size(STACK_BYTES)
            try:
                for thread in self._threads:
                    thread.start()
            finally:
                threading.stack_size(before)

    def submit(self, work: Callable[[], Result]) -> Future[Result]:
        """Run ``work`` on the next free thread."""
        future: Future[Result] = Future()
        self._jobs.put(lambda: _settle(future, work))
        return future

    def close(self) -> None:
        """Let the threads finish what is queued and end."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            del job


def _settle(future: Future[Any], work: Callable[[], Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except BaseException as error:
        _let_go(error)
        future.set_exception(error)
    else:
        future.set_result(result)


def _let_go(error: BaseException | None) -> None:
    """Drop, on this thread, what the error's frames still hold: engine results must not die elsewhere."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__
