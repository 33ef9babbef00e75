"""Processes that may die: each does one order at a time, and one that dies costs its own order alone.

Owns the processes. Ctrl-C is the business of the process that the user started; the others end with it.
Must not know what an order is.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar, cast

Known = TypeVar("Known")
Order = TypeVar("Order")
Answer = TypeVar("Answer")
_EVERY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Death:
    """What an order came to when its process died at it."""

    exit_code: int

    def __str__(self) -> str:
        """By what it died."""
        try:
            return f"killed by {signal.Signals(-self.exit_code).name}"
        except ValueError:
            return f"exit code {self.exit_code}"


class Workers(Generic[Known, Order, Answer]):
    """So many processes; ``begin`` makes of what is ``known`` what does an order, in each of them."""

    def __init__(
        self, number: int, begin: Callable[[Known], Callable[[Order], Answer]], known: Known
    ) -> None:
        self._number, self._begin, self._known = number, begin, known
        self._context = get_context("spawn")
        self._busy: dict[Connection, tuple[BaseProcess, Order]] = {}
        self._started: list[BaseProcess] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """No process outlives this one's work."""
        begun = [one for one in self._started if one.pid is not None]
        for process in begun:
            process.kill()
        for process in begun:
            process.join()

    def rounds(self, waiting: deque[Order]) -> Iterator[list[tuple[Order, Answer | Death]]]:
        """What was done within half a second, maybe nothing, until nothing waits; more may be put there."""
        while waiting or self._busy:
            while waiting and len(self._busy) < self._number:
                self._start(waiting.popleft())
            ready = wait(list(self._busy), _EVERY)
            yield [self._take(cast("Connection", one), waiting) for one in ready]

    def _start(self, order: Order) -> None:
        """Another process, with its first order. Ctrl-C waits until it is known, and never reaches it."""
        here, there = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(there, self._begin), daemon=True)
        self._started.append(process)
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        there.close()
        with suppress(OSError):
            here.send(self._known)
        self._give(here, process, order)

    def _give(self, channel: Connection, process: BaseProcess, order: Order) -> None:
        self._busy[channel] = process, order
        with suppress(OSError):
            channel.send(order)

    def _take(self, channel: Connection, waiting: deque[Order]) -> tuple[Order, Answer | Death]:
        process, order = self._busy.pop(channel)
        try:
            answer: Answer = channel.recv()
        except (EOFError, OSError):
            channel.close()
            process.join()
            return order, Death(process.exitcode or 0)
        if waiting:
            self._give(channel, process, waiting.popleft())
        else:
            channel.close()
        return order, answer


def _serve(channel: Connection, begin: Callable[[Known], Callable[[Order], Answer]]) -> None:
    """A process: hears what is known, then order after order, until nobody gives one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        known: Known = channel.recv()
    except (EOFError, OSError):
        return
    answer = begin(known)
    for order in _heard(channel):
        done = answer(order)
        with suppress(OSError):
            channel.send(done)


def _heard(channel: Connection) -> Iterator[Any]:
    with suppress(EOFError, OSError):
        while True:
            yield channel.recv()
