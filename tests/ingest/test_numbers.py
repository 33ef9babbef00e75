"""Numerals are read as a reader says them."""

import pytest

from qkg.ingest.numbers import neighbours, value


@pytest.mark.parametrize(
    ("words", "scale", "wanted"),
    [
        ("1.2", "万亿", 1_200_000_000_000),
        ("156.38", "万", 1_563_800),
        ("1,075", "", 1075),
        ("二十", "万", 200_000),
        ("十", "", 10),
        ("十二", "", 12),
        ("二百三十", "", 230),
        ("两千零五", "", 2005),
        ("十万", "", 100_000),
        ("百万", "", 1_000_000),
        ("三亿五千万", "", 350_000_000),
        ("一万亿", "", 1_000_000_000_000),
        ("二〇二一", "", 2021),
        ("三点五", "", 3.5),
        ("百", "", 100),
    ],
)
def test_value(words: str, scale: str, wanted: float) -> None:
    """Arabic with a scale, Chinese with and without."""
    assert float(value(words, scale)) == wanted


@pytest.mark.parametrize(
    ("words", "pair"),
    [
        ("三四", ("三", "四")),
        ("十七八", ("十七", "十八")),
        ("一百二三十", ("一百二十", "一百三十")),
        ("二〇二三", None),
        ("一二三", None),
        ("三十四", None),
        ("五三", None),
    ],
)
def test_neighbours(words: str, pair: tuple[str, str] | None) -> None:
    """Two digits that follow one another, and no row of digits."""
    assert neighbours(words) == pair
