"""The threads behind a store."""

import threading

import pytest

from qkg.store.workers import Workers


def test_results_and_errors_come_back() -> None:
    """A future holds the value or the error of its own job."""
    workers = Workers(2)
    good, bad = workers.submit(lambda: 6 * 7), workers.submit(lambda: {}[0])
    assert good.result() == 42
    with pytest.raises(KeyError):
        bad.result()
    workers.close()


def test_work_leaves_the_callers_thread() -> None:
    """Jobs run on the workers, whose number is fixed."""
    workers = Workers(2)
    names = {workers.submit(threading.get_ident).result() for _ in range(10)}
    assert threading.get_ident() not in names
    assert len(names) <= 2
    workers.close()


def test_stack_size_of_other_threads_is_left_alone() -> None:
    """Only the workers get the large stack."""
    before = threading.stack_size()
    Workers(1).close()
    assert threading.stack_size() == before


def test_a_cancelled_job_is_not_run() -> None:
    """What nobody waits for any more is skipped."""
    workers, gate, ran = Workers(1), threading.Event(), []
    workers.submit(gate.wait)
    waiting = workers.submit(lambda: ran.append(1))
    assert waiting.cancel()
    gate.set()
    workers.close()
    assert ran == []
