"""Answers shared by all pages of a generation: asked once, also by many at a time; old ones make room."""

import asyncio

import pytest

from qkg.store.contract import Store, Update
from qkg.store.remembered import Remembered
from qkg.store.view import View

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def test_many_at_a_time_ask_once(writable: Store, runner: asyncio.Runner) -> None:
    """Ten views of one generation put one question; all have its answer."""

    async def ask() -> tuple[list[str], int]:
        remembered, generation = Remembered(), (await writable.health()).generation
        views = [View(writable, generation, remembered=remembered) for _ in range(10)]
        answers = await asyncio.gather(*(view.known(COUNT) for view in views))
        return [str(rows[0]["n"]) for rows in answers], sum(view.asked for view in views)

    found, asked = runner.run(ask())
    assert (len(set(found)), len(found), asked) == (1, 10, 1)


def test_another_generation_asks_anew(writable: Store, runner: asyncio.Runner) -> None:
    """After a commit the old number is neither lost nor taken for the new one."""

    async def ask() -> list[int]:
        remembered = Remembered()

        async def count(view: View) -> int:
            return int(str((await view.known(COUNT))[0]["n"].value))  # type: ignore[union-attr]

        before = View(writable, (await writable.health()).generation, remembered=remembered)
        first = await count(before)
        await writable.update(Update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }"))
        after = View(writable, (await writable.health()).generation, remembered=remembered)
        return [first, await count(after), await count(before)]

    first, second, again = runner.run(ask())
    assert (second > first, again) == (True, first)


def test_the_oldest_make_room() -> None:
    """What was longest unused goes first; what is larger than the room stays until the next."""

    async def fill() -> list[int]:
        remembered, found = Remembered(room=30), []

        async def rows(number: int) -> list[int]:
            found.append(number)
            return [number] * 5

        for number in (1, 2, 1, 3, 1, 2):
            assert await remembered.of(number, lambda number=number: rows(number)) == [number] * 5
        assert len(remembered) == 2
        return found

    assert asyncio.run(fill()) == [1, 2, 3, 2]


def test_a_failure_is_not_remembered() -> None:
    """The next one asks again; those who waited ask for themselves."""

    async def ask() -> list[object]:
        remembered, tries = Remembered(), iter((False, True, True))

        async def find() -> list[str]:
            await asyncio.sleep(0)
            if not next(tries):
                raise OSError("gone")
            return ["there"]

        return await asyncio.gather(*(remembered.of("key", find) for _ in range(2)), return_exceptions=True)

    failed, found = asyncio.run(ask())
    assert isinstance(failed, OSError)
    assert found == ["there"]


def test_time_is_counted_once_where_questions_overlap(store: Store, runner: asyncio.Runner) -> None:
    """Four questions together have waited, and not longer than the whole of it took."""

    async def ask() -> tuple[float, float]:
        view, loop = await View.newest(store), asyncio.get_running_loop()
        began = loop.time()
        await asyncio.gather(*(view.rows(COUNT) for _ in range(4)))
        return view.waited, loop.time() - began

    waited, whole = runner.run(ask())
    assert 0 < waited <= whole + 0.001


@pytest.mark.parametrize(("shared", "asked"), [(False, 2), (True, 1)])
def test_a_view_of_its_own_asks_each_time(
    store: Store, runner: asyncio.Runner, shared: bool, asked: int
) -> None:
    """Where nothing is remembered, the same question is put again."""

    async def ask() -> int:
        remembered = Remembered() if shared else None
        view = View(store, (await store.health()).generation, remembered=remembered)
        await view.known(COUNT)
        await view.known(COUNT)
        return view.asked

    assert runner.run(ask()) == asked
