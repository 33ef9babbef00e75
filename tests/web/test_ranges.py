"""Byte ranges by the examples of RFC 9110 §14."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from qkg.web.ranges import Unsatisfiable, asked, cut, still_good


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-499", (0, 500)),
        ("bytes=500-999", (500, 1000)),
        ("bytes=-500", (9500, 10_000)),
        ("bytes=9500-", (9500, 10_000)),
        ("bytes=9999-20000", (9999, 10_000)),
        ("bytes=-20000", (0, 10_000)),
        ("bytes=0-0,-1", None),
        ("bytes=7-3", None),
        ("bytes=-", None),
        ("lines=1-2", None),
        ("", None),
    ],
)
def test_one_range_of_ten_thousand_bytes(header: str, part: tuple[int, int] | None) -> None:
    """§14.1.2; several ranges, other units and what cannot be read are ignored, as §14.2 allows."""
    assert asked(header, 10_000) == part


@pytest.mark.parametrize("header", ["bytes=10000-", "bytes=10000-10005", "bytes=-0"])
def test_behind_the_end(header: str) -> None:
    """§15.5.17: no byte of the file is in the range."""
    with pytest.raises(Unsatisfiable):
        asked(header, 10_000)


def test_if_range() -> None:
    """§13.1.5: strong comparison of tags, exact match of dates."""
    date = "Tue, 15 Nov 1994 08:12:31 GMT"
    assert still_good("", "a", date)
    assert still_good('"a"', "a", date)
    assert not still_good('W/"a"', "a", date)
    assert not still_good('"b"', "a", date)
    assert still_good(date, "a", date)
    assert not still_good("Tue, 15 Nov 1994 08:12:32 GMT", "a", date)
    assert not still_good("yesterday", "a", date)


@pytest.mark.parametrize("size", [1, 3, 4, 100])
def test_cutting_reads_no_further_than_needed(size: int) -> None:
    """Every part of a stream of blocks is the part of its bytes."""
    whole = bytes(range(20))
    given: list[int] = []

    async def blocks() -> AsyncGenerator[bytes, None]:
        for at in range(0, len(whole), size):
            given.append(at)
            yield whole[at : at + size]

    async def part(begin: int, end: int) -> bytes:
        given.clear()
        return b"".join([block async for block in cut(blocks(), begin, end)])

    for begin, end in ((0, 20), (0, 1), (5, 6), (19, 20), (3, 17)):
        assert asyncio.run(part(begin, end)) == whole[begin:end]
        assert given[-1] < end
