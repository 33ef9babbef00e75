"""A period as a reader says it, from its name and its EDTF dates (ISO 8601-2, levels 0 and 1).

Dates that the name says already are not said again. An interval with an empty or open start is "until" its
end: what is not known is not made up. Must not know figures.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from babel.dates import format_date

LOCALES: Final = {"zh": "zh", "en": "en_001"}
SEASONS: Final = {
    "zh": {"21": "春季", "22": "夏季", "23": "秋季", "24": "冬季"},
    "en": {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"},
}
MARKED: Final = {
    "zh": {"~": "约{}", "?": "可能是{}", "%": "可能是{}前后"},
    "en": {"~": "about {}", "?": "perhaps {}", "%": "perhaps about {}"},
}
UNTIL: Final = {"zh": "截至{}", "en": "until {}"}
SINCE: Final = {"zh": "{}以来", "en": "since {}"}
BETWEEN: Final = {"zh": "{}至{}", "en": "{} to {}"}
_DATE: Final = re.compile(
    r"(?P<year>\d{2}[\dX]{2})(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?(?P<mark>[~?%]?)"
)
_NOTE: Final = re.compile(r"\s*[（(，,].*$", re.DOTALL)


@dataclass(frozen=True)
class Period:
    """A period: its dates in EDTF, the source's own words for it, its name by language."""

    edtf: str
    words: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def period_worded(period: Period, language: str) -> str:
    """The name up to its first bracket or comma, and the dates in brackets unless it holds them."""
    name = _NOTE.sub("", period.names.get(language) or period.words)
    dates = dates_worded(period.edtf, language)
    if not name or not dates or dates in name:
        return name or dates
    return f"{name}（{dates}）" if language == "zh" else f"{name} ({dates})"


def dates_worded(edtf: str, language: str) -> str:
    """EDTF in words: 2016年至2020年, 2016 to 2020; what is not of levels 0 and 1 stays as it is."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return _date(start, language)
    if start in ("", "..") or end in ("", ".."):
        known, phrase = (end, UNTIL) if start in ("", "..") else (start, SINCE)
        return "" if known in ("", "..") else phrase[language].format(_date(known, language))
    first, last = _rounded(start, end)
    return (
        _date(first, language) if first == last else BETWEEN[language].format(*_pair(first, last, language))
    )


def _pair(first: str, last: str, language: str) -> tuple[str, str]:
    return _date(first, language), _date(last, language)


def _rounded(start: str, end: str) -> tuple[str, str]:
    """Whole years are named as years: 2016-01-01/2020-12-31 is 2016 to 2020."""
    if start.endswith("-01-01") and end.endswith("-12-31"):
        return start[:-6], end[:-6]
    return start, end


def _date(text: str, language: str) -> str:
    found = _DATE.fullmatch(text)
    if not found:
        return text
    said = _day(found, language) or text
    mark = found["mark"]
    return MARKED[language][mark].format(said) if mark else said


def _day(found: re.Match[str], language: str) -> str:
    year, month, day = found["year"], found["month"], found["day"]
    if "X" in year:
        return _unspecified(year, language) if not month else ""
    if not month:
        return f"{int(year)}年" if language == "zh" else str(int(year))
    if month in SEASONS[language]:
        season = SEASONS[language][month]
        return f"{int(year)}年{season}" if language == "zh" else f"{season} {int(year)}"
    return _calendar(int(year), int(month), day, language)


def _calendar(year: int, month: int, day: str | None, language: str) -> str:
    try:
        when = date(year, month, int(day or 1))
    except ValueError:
        return ""
    if day:
        return format_date(when, format="long", locale=LOCALES[language])
    return format_date(when, format="y年M月" if language == "zh" else "MMMM y", locale=LOCALES[language])


def _unspecified(year: str, language: str) -> str:
    if year.endswith("XX"):
        return f"{int(year[:2]) + 1}世纪" if language == "zh" else f"the {year[:2]}00s"
    return f"{year[:3]}0年代" if language == "zh" else f"the {year[:3]}0s"
