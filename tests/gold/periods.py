"""Periods in EDTF, reduced to the days that they begin and end with.

So that 2023-01/2023-06 and 2023-01-01/2023-06-30 are the same. Only the forms that the data uses: a year, a
month, a day, an interval of them, open at either side.
"""

import calendar
from datetime import date

UNSTATED = "unstated"


def days(period: str, published: date) -> tuple[str, str]:
    """First and last day, empty where open. What is unstated ran until publication."""
    if period in ("", UNSTATED):
        return "", published.isoformat()
    begin, slash, end = period.partition("/")
    return _first(begin), _last(end if slash else begin)


def _first(point: str) -> str:
    return {0: "", 4: f"{point}-01-01", 7: f"{point}-01"}.get(len(point), point)


def _last(point: str) -> str:
    if len(point) == len("2023-06"):
        year, month = map(int, point.split("-"))
        return f"{point}-{calendar.monthrange(year, month)[1]}"
    return f"{point}-12-31" if len(point) == len("2023") else point
