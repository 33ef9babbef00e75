"""Years, months and days as EDTF points. A day that is not in the calendar gives an empty string."""

import calendar
from datetime import date

_MONTHS = 12


def month(year: int, number: int) -> str:
    """A month."""
    return f"{year}-{number:02}" if 1 <= number <= _MONTHS else ""


def last_day(year: int, number: int) -> str:
    """The last day of a month."""
    return f"{year}-{number:02}-{calendar.monthrange(year, number)[1]}"


def day(year: int, number: int, which: int) -> str:
    """A day."""
    try:
        return date(year, number, which).isoformat()
    except ValueError:
        return ""
