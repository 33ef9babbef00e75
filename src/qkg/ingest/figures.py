"""Figures by a grammar: hedge, number, scale, measure word, hedge. Not a model.

Owns what is a figure and what only looks like one; the tables of words are in ``units`` and ``hedges``.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from qkg.ingest import hedges, traps
from qkg.ingest.figure import Figure
from qkg.ingest.numbers import ARABIC, CHINESE, DIGIT, SCALE, value
from qkg.ingest.span import Span
from qkg.ingest.units import MEASURES, pattern

_AMOUNT = rf"(?:{ARABIC}|{CHINESE})"
_DASH = "(?:—|–|-|－|~|～|至)"
_AFTER = "|".join(sorted(hedges.AFTER, key=len, reverse=True))
_COUNT = re.compile(
    rf"(?:(?P<low>{_AMOUNT})(?P<low_scale>{SCALE})?(?P<low_unit>[%％元])?{_DASH})?"
    rf"(?P<number>{_AMOUNT})(?P<inside>[余多几来])?(?P<scale>{SCALE})?(?P<late>[余多])?"
    rf"(?P<unit>{pattern()})(?P<more>[多余](?![项种元维方样边]))?(?P<behind>{_AFTER})?"
)
_PART = re.compile(
    rf"(?P<base>[百千万]|[二三四五六七八九十]+)分之(?P<number>{_AMOUNT}|[{DIGIT}])(?P<behind>{_AFTER})?"
)
_SLASH = re.compile(
    rf"(?P<number>[1-9])/(?P<base>[2-9]|10)(?![\d/.])(?=的|以上|左右|，|。)(?P<behind>{_AFTER})?"
)
_HALF = re.compile(rf"(?P<number>一半|过半|半数|百分百)(?P<behind>{_AFTER})?")
_FOLD = re.compile(r"翻(?:了)?(?P<number>[一两二三四\d])?番")
_ANY = re.compile(rf"[\d{DIGIT}十百千万亿半翻]")
_FAR = re.compile(r"(?P<hedge>约|大约|近|超|超过|逾)占[^，。；！？\n]{0,30}$")
_SECOND = re.compile(r"[^，。；、！？\n]{0,10}[到至为]")
_BASES = {"百": 100, "千": 1000, "万": 10_000}
_HUNDRED = Decimal(100)


class _Quantity(NamedTuple):
    """How much of what; ``low`` is the lower end of a range."""

    number: Decimal
    hedge: str
    unit: str
    counter: str = ""
    low: Decimal | None = None


def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of a text, in order, without period."""
    found: list[Figure] = []
    place = 0
    while (start := _ANY.search(text, place)) is not None:
        one, place = _at(text, start.start(), found)
        if one is not None:
            found.append(one)
    return tuple(_shortened(text, found))


def _at(text: str, place: int, before: list[Figure]) -> tuple[Figure | None, int]:
    """The figure that begins with the numeral at a place, and where to go on."""
    floor = before[-1].end if before else 0
    for form, read in ((_PART, _part), (_SLASH, _part), (_COUNT, _count), (_HALF, _half), (_FOLD, _fold)):
        match = form.match(text, place)
        if match is None or (form is _COUNT and traps.sprung(text, match)):
            continue
        return read(text, match, floor), match.end()
    return None, traps.over(text, place)


def _count(text: str, match: re.Match[str], floor: int) -> Figure:
    unit, factor = MEASURES.get(match["unit"], ("NUM", Decimal(1)))
    number = value(match["number"], match["scale"] or "") * factor
    ahead, start = _ahead(text, match.start(), match["number"], floor)
    inside = match["inside"] or match["late"] or match["more"]
    hedge = hedges.together(
        ahead, hedges.INSIDE.get(inside or "", ""), hedges.AFTER.get(match["behind"] or "", "")
    )
    low = None
    if match["low"]:
        scale = match["low_scale"] or ("" if match["low_unit"] else match["scale"] or "")
        low, hedge = value(match["low"], scale) * factor, "range"
    counter = (
        match["unit"] if unit in ("NUM", "DAY", "HR", "MO") or match["unit"] in ("个百分点", "成") else ""
    )
    return _figure(text, Span(start, match.end()), _Quantity(number, hedge, unit, counter, low))


def _ahead(text: str, start: int, number: str, floor: int) -> tuple[str, int]:
    """The hedge before a number; 上万 is at least ten thousand, 数百 more than a hundred."""
    sign = text[start - 1] if start > floor and number[0] in "十百千万亿" else ""
    if sign == "上" and text[start - 2 : start - 1] != "以" and number[0] != "十":
        return "at-least", start - 1
    if sign in ("数", "几"):
        return "more-than", start - 1
    return hedges.before(text, start, floor)


def _part(text: str, match: re.Match[str], floor: int) -> Figure:
    base = Decimal(_BASES.get(match["base"], 0)) or value(match["base"])
    return _percent(text, match, _HUNDRED * value(match["number"]) / base, floor)


def _half(text: str, match: re.Match[str], floor: int) -> Figure:
    return _percent(text, match, _HUNDRED if match["number"] == "百分百" else _HUNDRED / 2, floor)


def _fold(text: str, match: re.Match[str], floor: int) -> Figure:
    times = int(value(match["number"])) if match["number"] else 1
    return _percent(text, match, _HUNDRED * (2**times - 1), floor)


def _percent(text: str, match: re.Match[str], number: Decimal, floor: int) -> Figure:
    ahead, start = hedges.before(text, match.start(), floor)
    far = None if ahead else _FAR.search(text, max(floor, match.start() - 40), match.start())
    if far:
        ahead = hedges.BEFORE[far["hedge"]]
    elif match["number"] == "过半":
        ahead = "more-than"
    behind = hedges.AFTER.get(match.groupdict().get("behind") or "", "")
    return _figure(
        text, Span(start, match.end()), _Quantity(number, hedges.together(ahead, "", behind), "PERCENT")
    )


def _figure(text: str, span: Span, said: _Quantity) -> Figure:
    start, end = span
    amount, hedge = float(said.number), said.hedge
    ranged = said.low is not None
    return Figure(
        start=start,
        end=end,
        verbatim=text[start:end],
        value=None if ranged else amount,
        lower=float(said.low or 0) if ranged else amount if hedge in ("more-than", "at-least") else None,
        upper=amount if ranged or hedge in ("nearly", "at-most") else None,
        unit=said.unit,
        counter=said.counter,
        hedge=hedge,
        change=traps.change(text, start, end),
    )


def _shortened(text: str, found: list[Figure]) -> Iterator[Figure]:
    """由7个工作日缩短到2个: a bare second number takes the unit of the first."""
    days: Figure | None = None
    for one in found:
        if days and one.counter == "个" and _SECOND.fullmatch(text, days.end, one.start):
            yield replace(one, unit=days.unit, counter=days.counter)
            continue
        days = one if one.counter in ("个工作日", "个月", "个小时") else None
        yield one
