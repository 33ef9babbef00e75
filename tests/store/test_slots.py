"""Places and the queue for them."""

import asyncio

import pytest

from qkg.errors import Overloaded
from qkg.store.slots import Slots


def test_first_come_first_served() -> None:
    """A place that is given back goes to whoever waits longest."""

    async def crowd() -> list[int]:
        slots, order = Slots(1, 3), []

        async def one(number: int) -> None:
            await slots.take(5)
            order.append(number)
            await asyncio.sleep(0)
            slots.give()

        await asyncio.gather(*(one(number) for number in range(4)))
        assert slots.take_now()
        return order

    assert asyncio.run(crowd()) == [0, 1, 2, 3]


def test_a_full_queue_and_a_slow_one() -> None:
    """Both are told to come again; neither loses a place."""

    async def crowd() -> None:
        slots = Slots(1, 1)
        await slots.take(1)
        waiting = asyncio.ensure_future(slots.take(0.05))
        await asyncio.sleep(0)
        with pytest.raises(Overloaded, match="too many"):
            await slots.take(1)
        with pytest.raises(Overloaded, match="in time"):
            await waiting
        assert slots.waiting == 0
        slots.give()
        assert slots.take_now()

    asyncio.run(crowd())


@pytest.mark.parametrize("given", [False, True])
def test_who_leaves_the_queue_takes_no_place(given: bool) -> None:
    """Neither before the place came nor in the very moment."""

    async def crowd() -> None:
        slots = Slots(1, 1)
        await slots.take(1)
        waiting = asyncio.ensure_future(slots.take(5))
        await asyncio.sleep(0)
        if given:
            slots.give()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        if not given:
            slots.give()
        assert slots.take_now()

    asyncio.run(crowd())
