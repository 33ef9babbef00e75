"""Bars of figures: a hedge is an end that fades."""

from decimal import Decimal

from qkg.resources.wording import Figure
from qkg.web.bars import Bar, bar


def test_each_hedge_has_its_end() -> None:
    """On a scale of 120 for 120: 100 is drawn at 100."""
    largest = Decimal(100)
    assert bar(Figure(Decimal(100)), largest) == Bar(100, None, None)
    assert bar(Figure(Decimal(100), hedge="nearly"), largest) == Bar(86, (86, 100), 100)
    assert bar(Figure(Decimal(100), hedge="more-than"), largest) == Bar(100, (100, 114), 100)
    assert bar(Figure(Decimal(100), hedge="about"), largest) == Bar(93, (93, 107), None)
    assert bar(Figure(Decimal(50), lower=Decimal(50), upper=Decimal(80)), largest) == Bar(
        50, (50, 80), 80, True
    )
