"""Positions in two texts rise together; the fewest that break the order are found."""

import random

import pytest

from qkg.check.anchors import Anchor
from qkg.check.ordering import Row, misfits


def rows(*values: int) -> list[Row]:
    """Rows whose position in one text is their index."""
    return [
        (at, value, Anchor("e", f"t{at}", "v", value, value + 1, f"p{at}")) for at, value in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ((), []),
        ((1, 1, 2, 5), []),
        ((1, 2, 9, 3, 4), ["t2"]),
        ((5, 1, 2, 3), ["t0"]),
        ((1, 2, 3, 0), ["t3"]),
        ((1, 9, 8, 2, 3, 4), ["t1", "t2"]),
    ],
)
def test_names_the_fewest(values: tuple[int, ...], wrong: list[str]) -> None:
    """One wrong position is one finding, not one for each neighbour."""
    assert sorted(one.target for one in misfits(rows(*values))) == wrong


def test_the_rest_is_in_order() -> None:
    """Whatever the values, what is left never goes down."""
    source = random.Random(7)  # noqa: S311 - any values do
    for _ in range(200):
        given = rows(*(source.randrange(9) for _ in range(source.randrange(9))))
        out = {one.target for one in misfits(given)}
        kept = [value for _, value, anchor in given if anchor.target not in out]
        assert kept == sorted(kept)
