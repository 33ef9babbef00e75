"""Works side by side: results in order, the first error of all, and nothing that holds an engine open."""

import gc
import threading
import weakref

import pytest

from qkg.store.together import Begun, together


class Thing:
    """Something that must go away."""


def test_results_come_in_the_order_of_the_works() -> None:
    """However they end; each of the first two waits for the other, so they do go side by side."""
    both = threading.Barrier(2)

    def first() -> int:
        both.wait(60)
        return 1

    def second() -> int:
        both.wait(60)
        return 2

    assert together([first, second, lambda: 3], lanes=2) == [1, 2, 3]
    assert together([lambda: 1, lambda: 2], lanes=1) == [1, 2]


def test_the_first_error_in_order_is_raised() -> None:
    """Also when a later work fails earlier."""
    failed = threading.Event()

    def slow() -> None:
        failed.wait(60)
        raise ValueError("first")

    def quick() -> None:
        failed.set()
        raise ValueError("second")

    with pytest.raises(ValueError, match="first"):
        together([slow, quick], lanes=2)


def test_what_a_work_knew_goes_away_with_it() -> None:
    """The engine that it used must close, also after an error."""
    thing = Thing()
    seen = weakref.ref(thing)

    def fail(known: list[Thing]) -> None:
        inside = known.pop()
        raise ValueError(str(inside))

    known = [thing]
    begun = Begun(lambda: fail(known))
    del thing
    with pytest.raises(ValueError, match="Thing"):
        begun.result()
    gc.collect()
    assert seen() is None
