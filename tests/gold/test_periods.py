"""Periods that mean the same days are the same."""

from datetime import date

import pytest
from tests.gold.periods import days

TODAY = date(2023, 7, 5)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-03-15", "2023-03-15", "2023-03-15"),
        ("2023-01/2023-06", "2023-01-01", "2023-06-30"),
        ("2023-01-01/2023-06-30", "2023-01-01", "2023-06-30"),
        ("/2022-12-31", "", "2022-12-31"),
        ("2021/", "2021-01-01", ""),
        ("unstated", "", "2023-07-05"),
        ("", "", "2023-07-05"),
        ("/2023-07-05", "", "2023-07-05"),
    ],
)
def test_days(period: str, first: str, last: str) -> None:
    """A year is its twelve months; nothing stated reaches to the day of publication."""
    assert days(period, TODAY) == (first, last)
