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
from qkg.ingest.numbers import ARABIC, CHINESE, DIGIT, SCALE, neighbours, value
from qkg.ingest.span import Span
from qkg.ingest.units import MEASURES, pattern

_AMOUNT = rf"(?:{ARABIC}|{CHINESE})"
_AFTER = "|".join(sorted(hedges.AFTER, key=len, reverse=True))
_WITHIN = "(?:(?<=小时)|(?<=分钟)|(?<=工作日)|(?<=天))内"
_TAIL = (
    rf"(?P<number>{_AMOUNT})(?P<inside>[余多几来])?(?P<scale>{SCALE})?(?P<late>[余多])? ?"
    rf"(?P<unit>{pattern()})(?P<more>[多余](?![项种元维方样边数]))?(?P<behind>{_AFTER}|{_WITHIN})?"
)
_COUNT = re.compile(_TAIL)
_RANGE = re.compile(
    rf"(?P<low>{_AMOUNT})(?P<low_scale>{SCALE})?(?P<low_unit>{pattern()})?"
    rf"(?P<dash>—|–|-|－|~|～|―|─|至|到){_TAIL}"
)
_PART = re.compile(
    rf"(?P<base>[百千万]|[二三四五六七八九十]+)分之(?P<number>{_AMOUNT}|[{DIGIT}])(?P<late>[多余强])?(?P<behind>{_AFTER})?"
)
_SLASH = re.compile(
    rf"(?P<number>[1-9])/(?P<base>[2-9]|10)(?![\d/.])(?=[的多，。；、]|以上|左右|$)(?P<late>多)?(?P<behind>{_AFTER})?",
    re.MULTILINE,
)
_HALF = re.compile(
    rf"(?P<number>一半|过半|半数|百分百|(?<=[近超])半(?![年月天日小个数径成]))(?P<behind>{_AFTER})?"
)
_TENTHS = re.compile(
    rf"(?P<number>[一二两三四五六七八九])成(?P<rest>[一二三四五六七八九半])(?P<late>[多余])?(?P<behind>{_AFTER})?"
)
_HALF_TIME = re.compile(
    rf"(?<![每前后近大年月天时])(?<![上下](?=半年))半(?P<unit>年|个月|个?小时|天)(?P<late>多)?(?P<behind>{_AFTER})?"
)
_FOLD = re.compile(
    r"翻(?:了)?(?P<ahead>近|约|超|超过)?(?P<number>[一两二三四\d])?番(?P<late>还多|多|有余|以上)?"
)
_ANY = re.compile(rf"[\d{DIGIT}十百千万亿半翻]")
_SECOND = re.compile(r"[^，。；、！？\n]{0,10}[到至为]")
_EACH = re.compile("每[百千万]?人(?:口)?$")
_FROM = re.compile("[由从自][^，。；、\n]{0,10}$")
_BASES = {"百": 100, "千": 1000, "万": 10_000}
_HUNDRED = Decimal(100)
_INSIDE = {**hedges.INSIDE, "强": "more-than", "还多": "more-than", "有余": "more-than", "以上": "at-least"}
_BEHIND = {**hedges.AFTER, "内": "at-most"}


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
    for form, read in _FORMS:
        match = form.match(text, place)
        if match is not None and (one := read(text, match, floor)) is not None:
            return one, match.end()
    return None, traps.over(text, place)


def _range(text: str, match: re.Match[str], floor: int) -> Figure | None:
    """From the one to the other, in the same unit; 由两成到三成 are two figures."""
    single = match["low_unit"] and match["low_unit"] != match["unit"]
    moved = match["dash"] in "到至" and _FROM.search(text, max(floor, match.start() - 12), match.start())
    if single or moved or traps.sprung(text, match):
        return None
    unit, factor = MEASURES.get(match["unit"], ("NUM", Decimal(1)))
    scale = match["low_scale"] or ("" if match["low_unit"] else match["scale"] or "")
    low = value(match["low"], scale) * factor
    high = value(match["number"], match["scale"] or "") * factor
    if low >= high:
        return None
    start = _ahead(text, match.start(), match["low"], floor)[1]
    return _figure(text, Span(start, match.end()), _Quantity(high, "range", unit, _counter(match), low))


def _count(text: str, match: re.Match[str], floor: int) -> Figure | None:
    if traps.sprung(text, match):
        return None
    unit, factor = MEASURES.get(match["unit"], ("NUM", Decimal(1)))
    scale, low = match["scale"] or "", None
    ahead, start = _ahead(text, match.start(), match["number"], floor)
    inside = match["inside"] or match["late"] or match["more"]
    hedge = hedges.together(ahead, _INSIDE.get(inside or "", ""), _BEHIND.get(match["behind"] or "", ""))
    number = match["number"]
    if pair := neighbours(number):
        number, hedge = pair[1], "range"
        low = value(pair[0], scale) * factor
    said = _Quantity(value(number, scale) * factor, hedge, unit, _counter(match), low)
    return _figure(text, Span(start, match.end()), said)


def _counter(match: re.Match[str]) -> str:
    """The measure word, where it says more than the unit."""
    word = match["unit"]
    counts = MEASURES.get(word, ("NUM",))[0] in ("NUM", "DAY", "HR", "MO")
    return word if counts or word in ("个百分点", "成") else ""


def _ahead(text: str, start: int, number: str, floor: int) -> tuple[str, int]:
    """The hedge before a number; 上万 is at least ten thousand, 数百 more than a hundred."""
    sign = text[start - 1] if start > floor and number[0] in "十百千万亿" else ""
    if sign == "上" and text[start - 2 : start - 1] != "以" and number[0] != "十":
        return "at-least", start - 1
    if sign in ("数", "几"):
        return "more-than", start - 1
    found = hedges.before(text, start, floor)
    if found[0]:
        return found
    each = _EACH.search(text, max(floor, start - 5), start)
    further = hedges.before(text, each.start(), floor) if each else found
    return further if further[0] else (hedges.apart(text, floor, start), start)


def _part(text: str, match: re.Match[str], floor: int) -> Figure:
    base = Decimal(_BASES.get(match["base"], 0)) or value(match["base"])
    return _share(text, match, _HUNDRED * value(match["number"]) / base, floor)


def _half(text: str, match: re.Match[str], floor: int) -> Figure:
    return _share(text, match, _HUNDRED if match["number"] == "百分百" else _HUNDRED / 2, floor)


def _fold(text: str, match: re.Match[str], floor: int) -> Figure:
    times = int(value(match["number"])) if match["number"] else 1
    return _share(text, match, _HUNDRED * (2**times - 1), floor)


def _tenths(text: str, match: re.Match[str], floor: int) -> Figure:
    """七成五 is 75 %."""
    rest = Decimal(5) if match["rest"] == "半" else value(match["rest"])
    return _share(text, match, 10 * value(match["number"]) + rest, floor, "成")


def _half_time(text: str, match: re.Match[str], floor: int) -> Figure | None:
    """超过半年, 等上半个月: how long; 半年来 says when."""
    one = _share(text, match, Decimal("0.5"), floor, match["unit"], MEASURES[match["unit"]][0])
    return one if one.hedge != "exact" or traps.takes(text, match) else None


def _share(  # noqa: PLR0913, PLR0917 - what every form without a scale has in common
    text: str, match: re.Match[str], number: Decimal, floor: int, counter: str = "", unit: str = "PERCENT"
) -> Figure:
    said = match.groupdict()
    ahead, start = hedges.before(text, match.start(), floor)
    if not ahead:
        inner = "超" if said.get("number") == "过半" else said.get("ahead") or ""
        ahead = hedges.BEFORE.get(inner, "") or hedges.apart(text, floor, match.start())
    behind = _BEHIND.get(said.get("behind") or "", "")
    hedge = hedges.together(ahead, _INSIDE.get(said.get("late") or "", ""), behind)
    return _figure(text, Span(start, match.end()), _Quantity(number, hedge, unit, counter))


_FORMS = (
    (_PART, _part),
    (_SLASH, _part),
    (_TENTHS, _tenths),
    (_RANGE, _range),
    (_COUNT, _count),
    (_HALF, _half),
    (_HALF_TIME, _half_time),
    (_FOLD, _fold),
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
