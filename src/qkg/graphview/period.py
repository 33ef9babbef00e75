"""A span of time as a timeline draws it, read from EDTF (ISO 8601-2): first and last day, either open.

Understands years, months, days and intervals of them, with ``?``, ``~`` and ``%``; an empty side or ``..`` is
open. Other forms keep their text and have no days. Must not know the graph.
"""

import calendar
import re
from dataclasses import dataclass

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?[?~%]?")
DECEMBER = 12


@dataclass(frozen=True)
class Period:
    """A span: its EDTF, its first and last day (ISO 8601), None where open or not understood."""

    edtf: str
    start: str | None
    end: str | None


def read(edtf: str) -> Period:
    """The span that an EDTF text names."""
    first, slash, last = edtf.strip().partition("/")
    return Period(edtf, _first(first), _last(last if slash else first))


def _first(text: str) -> str | None:
    parts = _parts(text)
    return None if parts is None else f"{parts[0]:04}-{parts[1] or 1:02}-{parts[2] or 1:02}"


def _last(text: str) -> str | None:
    parts = _parts(text)
    if parts is None:
        return None
    year, month, day = parts
    month = month or DECEMBER
    return f"{year:04}-{month:02}-{day or calendar.monthrange(year, month)[1]:02}"


def _parts(text: str) -> tuple[int, int, int] | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    return None if year == 0 or month > DECEMBER else (year, month, day)
