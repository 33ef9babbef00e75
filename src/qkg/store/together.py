"""Works side by side on threads, for calls of the engine that leave the interpreter to others meanwhile.

The threads end with the process and never hold it up. What a work returns must not belong to its thread.
"""

import os
import threading
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

LANES: Final = max(1, min(4, len(os.sched_getaffinity(0))))
"""So many threads are of use at a time."""

T = TypeVar("T")


class Begun(Generic[T]):
    """A work that goes on by itself."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._values: list[T] = []
        self._errors: list[Exception] = []
        self._thread = threading.Thread(target=self._run, args=([work],), daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Until it has ended."""
        self._thread.join()

    def result(self) -> T:
        """What it returns, or raises, once it has ended."""
        self.wait()
        if self._errors:
            raise self._errors.pop()
        return self._values.pop()

    def _run(self, works: list[Callable[[], T]]) -> None:
        """The list is emptied, and an error loses its frames: they would keep an engine open."""
        try:
            self._values.append(works.pop()())
        except Exception as error:
            self._errors.append(error.with_traceback(None))


def together(works: Sequence[Callable[[], T]], lanes: int = LANES) -> list[T]:
    """What the works return, in their order; or the first error in that order, when all begun have ended."""
    if len(works) == 1 or lanes == 1:
        return [work() for work in works]
    found: dict[int, T] = {}
    failed: dict[int, Exception] = {}
    waiting = iter(list(enumerate(works)))

    def lane() -> None:
        for number, work in waiting:
            try:
                found[number] = work()
            except Exception as error:
                failed[number] = error.with_traceback(None)
            if failed:
                return

    for one in [Begun(lane) for _ in range(min(lanes, len(works)))]:
        one.result()
    if failed:
        raise failed.pop(min(failed))
    return [found[number] for number in sorted(found)]
