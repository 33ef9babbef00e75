"""Words of time to EDTF, resolved against the day of publication.

Owns the words; which figure they govern is decided in ``governing``. ``unstated`` means until publication.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from qkg.ingest.days import day, last_day, month
from qkg.ingest.figure import UNSTATED
from qkg.ingest.recognised import Period

_PLANS = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
_RELATIVE = {"今年": 0, "本年": 0, "当年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_NUMERAL = {sign: number for number, pair in enumerate(("一1", "二2", "三3", "四4"), 1) for sign in pair}
_DASH = "(?:—|–|-|－|~|～|至|到)"
_YEAR = "(?:(?P<year>(?<!\\d)(?:19|20)\\d\\d)年度?|(?P<relative>今年|本年|去年|上年|前年|明年))"
_PART = (
    rf"(?:(?P<from>\d{{1,2}})月?(?:份)?{_DASH}(?P<to>\d{{1,2}})月份?"
    r"|前(?P<months>\d{1,2}|[一二三四五六七八九十])个月"
    r"|(?P<month>(?<!\d)\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<late>底|末)|份)?"
    r"|前(?P<quarters>[二三四2-4])季度|第?(?P<quarter>[一二三四1-4])季度|(?P<half>上|下)半年)"
)
_ONLY = _YEAR.replace("<year>", "<only>").replace("<relative>", "<word>") + "(?P<end>年?[底末])?"
_ALONE = _PART.replace("?P<", "?P<p_")
_DATE = re.compile(f"(?=[\\d今本去上前明第一二三四下])(?:{_YEAR}(?:的|，)?{_PART}|{_ONLY}|{_ALONE})")
_RANGE = re.compile(rf"(?<!\d)(?P<first>(?:19|20)\d\d)年?{_DASH}(?P<last>(?:19|20)\d\d)年")
_PLAN = re.compile(r"“?(?P<plan>十[一二三四五])五”?(?P<when>以来|期间|时期|末)")
_WORDS = re.compile(
    r"目前|至今(?![年天日晚])|迄今|当天|当日|(?:今年)?年底前?|(?<![\d一二三四五六七八九十两])年内|全年|当年|同年|本月|上月|首季度?|年初以来"
    r"|“?质量月”?期间"
)
_TITLE = re.compile(r"《[^《》]*》|〔[^〔〕]*〕")
_SINCE = re.compile(r"[^，。；、\d\s]{0,6}?以来|(?:至今|到现在|到目前|以后至今)")
_DAYS = re.compile(rf"{_DASH}(?P<last>\d{{1,2}})日")
_JOINT = re.compile(_DASH)
_FROM_ON = re.compile("起(?!施行|实施|执行)")
_FOUNDING = re.compile("(?:成立|创建|创立|始建|设立)(?=[，。；的于])")
_FOUNDED = re.compile(r"[立建创生始]于$")
_BEGUN = re.compile(
    r"起?(?:启动|成立|上线|开通|设立|创立|始建|投产|建成|投用|开工|开馆|实施|施行)(?!以来|至今)"
)
_AGAINST = ("同期", "基础上", "的基础上", "相比", "水平")


class _Interval(NamedTuple):
    """First and last point, in EDTF; either may be empty."""

    first: str
    last: str


_Found = tuple[re.Match[str], _Interval | None]


def periods(text: str, published: date) -> tuple[Period, ...]:
    """Every period in the order of the text; a year that is compared with, or stands in a title, is none."""
    titles = [one.span() for one in _TITLE.finditer(text)]
    found = sorted(_all(text, published), key=lambda one: (one[0].start(), -one[0].end()))
    kept: list[Period] = []
    done = 0
    for match, interval in found:
        start, end = match.span()
        inside = any(first <= start < last for first, last in titles)
        if interval is None or inside or start < done:
            continue
        done = end
        if not _compared(text, start, end):
            kept.append(_placed(text, match, interval, published))
            done = kept[-1].end
            kept[-2:] = _joined(text, kept[-2:])
    return tuple(kept)


def _joined(text: str, pair: list[Period]) -> list[Period]:
    """9月1日至10月31日, 2022年5月—2023年4月: one period from the one to the other."""
    if len(pair) < len("ab") or not _JOINT.fullmatch(text, pair[0].end, pair[1].start):
        return pair
    first, last = pair
    if (
        "/" in first.edtf + last.edtf
        or UNSTATED in (first.edtf, last.edtf)
        or day_of(first.edtf) > day_of(last.edtf)
    ):
        return pair
    return [Period(first.start, last.end, text[first.start : last.end], f"{first.edtf}/{last.edtf}")]


def _all(text: str, published: date) -> Iterator[_Found]:
    yield from ((one, _Interval(one["first"], one["last"])) for one in _RANGE.finditer(text))
    yield from ((one, _plan(one, published)) for one in _PLAN.finditer(text))
    yield from _dates(text, published)


def _plan(match: re.Match[str], published: date) -> _Interval:
    first = _PLANS[match["plan"]]
    if match["when"] == "以来":
        return _Interval(f"{first}-01-01", published.isoformat())
    return (
        _Interval("", f"{first + 4}-12-31")
        if match["when"] == "末"
        else _Interval(str(first), str(first + 4))
    )


def _dates(text: str, published: date) -> Iterator[_Found]:
    """Dates and words of time together, because 当天 and 3月 lean on the date before."""
    latest, year, sentence = published, 0, 0
    every = [*_DATE.finditer(text), *_WORDS.finditer(text)]
    for match in sorted(every, key=lambda one: one.start()):
        if "。" in text[sentence : match.start()] or "\n" in text[sentence : match.start()]:
            year = 0
        sentence = match.end()
        if match.re is _WORDS:
            yield match, _word(match[0], latest, published, year or published.year)
            continue
        parts = {name.removeprefix("p_"): words for name, words in match.groupdict().items() if words}
        year = _year_of(parts, year, published)
        interval = _part(parts, year)
        if interval and interval.first == interval.last and len(interval.last) == len("2021-05-13"):
            latest = date.fromisoformat(interval.last)
        yield match, interval


def _word(word: str, latest: date, published: date, year: int) -> _Interval:
    """A word that needs no number; those of no length, as 目前, are empty at both ends."""
    if "年底" in word:
        return _Interval("", f"{year}-12-31")
    if "质量月" in word:
        return _Interval(f"{published.year}-09", f"{published.year}-09")
    before = published.year * 12 + published.month - 2  # months since the year 0
    said = {
        ("当天", "当日"): (latest.isoformat(),) * 2,
        ("本月",): (published.isoformat()[:7],) * 2,
        ("上月",): (month(before // 12, before % 12 + 1),) * 2,
        ("首季", "首季度"): (f"{year}-01", f"{year}-03"),
        ("年初以来",): (f"{year}-01-01", published.isoformat()),
        ("年内", "全年", "当年", "同年"): (str(year),) * 2,
    }
    return _Interval(*next((ends for words, ends in said.items() if word in words), ("", "")))


def _year_of(parts: dict[str, str], before: int, published: date) -> int:
    """The year that is said, or that of the sentence so far, or the latest that makes sense."""
    said = parts.get("year") or parts.get("only")
    if said:
        return int(said)
    word = parts.get("relative") or parts.get("word")
    if word:
        return published.year + _RELATIVE[word]
    first = int(parts.get("from") or parts.get("month") or 0)
    return before or published.year - (first > published.month + 6)


def _part(parts: dict[str, str], year: int) -> _Interval | None:
    for name, read in _READERS.items():
        if name in parts:
            return read(parts, year)
    if "end" in parts:
        return _Interval("", f"{year}-12-31")
    return _Interval(str(year), str(year))


def _months(first: int, last: int, year: int) -> _Interval | None:
    points = month(year, first), month(year, last)
    return _Interval(*points) if all(points) else None


def _day(parts: dict[str, str], year: int) -> _Interval | None:
    number = int(parts["month"])
    if "day" in parts:
        point = day(year, number, int(parts["day"]))
        return _Interval(point, point) if point else None
    if "late" in parts and month(year, number):
        return _Interval("", last_day(year, number))
    return _months(number, number, year)


def _quarter(sign: str, year: int) -> _Interval | None:
    number = _NUMERAL[sign]
    return _months(3 * number - 2, 3 * number, year)


def _count(words: str) -> int:
    return int(words) if words.isdigit() and words.isascii() else "一二三四五六七八九十".index(words) + 1


_READERS: dict[str, Callable[[dict[str, str], int], _Interval | None]] = {
    "from": lambda parts, year: _months(int(parts["from"]), int(parts["to"]), year),
    "months": lambda parts, year: _months(1, _count(parts["months"]), year),
    "month": _day,
    "quarters": lambda parts, year: _months(1, 3 * _NUMERAL[parts["quarters"]], year),
    "quarter": lambda parts, year: _quarter(parts["quarter"], year),
    "half": lambda parts, year: _months(1, 6, year) if parts["half"] == "上" else _months(7, 12, year),
}


def _compared(text: str, start: int, end: int) -> bool:
    """比上年, 是2020年的3.4倍, 创立于2009年: a year that is no period of what follows."""
    ahead = text[max(0, start - 2) : start]
    if text.startswith(_AGAINST, end) or ahead.endswith(("比", "较", "与", "同", "超过", "高于", "低于")):
        return True
    if ahead.endswith("自") and _BEGUN.match(text, end):
        return True
    return bool(_FOUNDED.search(ahead) or _FOUNDING.match(text, end)) or (
        ahead.endswith("是") and text.startswith("的", end)
    )


def _placed(text: str, match: re.Match[str], interval: _Interval, published: date) -> Period:
    first, last = interval
    start, end = match.span()
    days = _DAYS.match(text, end) if first == last and len(first) == len("2021-05-13") else None
    if days and (later := day(int(first[:4]), int(first[5:7]), int(days["last"]))) and later > first:
        last, end = later, days.end()
    since, ahead = _SINCE.match(text, end), text[max(0, start - 1) : start] or "."
    until = text.endswith(("截至", "截止", "截至到", "截止到"), 0, start)
    if since and first:
        first, last, end = _earlier(day_of(first), published), published.isoformat(), since.end()
    elif first and day_of(first) <= published.isoformat() and _FROM_ON.match(text, end) and ahead in "自从":
        first, last = day_of(first), published.isoformat()
    elif until:
        first = ""
        last = last if len(last) != len("2021") else f"{last}-12-31"
    edtf = first if first == last else f"{first}/{last}"
    if first and last and day_of(first) > last + "~":  # a day after the end, whichever points they are
        edtf = UNSTATED
    return Period(start, end, text[start:end], edtf or UNSTATED)


def _earlier(day_said: str, published: date) -> str:
    """The day a year earlier, where it lies ahead: 9月以来, in June, is last September."""
    ahead = day_said > published.isoformat() and not day_said.endswith("02-29")
    return f"{int(day_said[:4]) - 1}{day_said[4:]}" if ahead else day_said


def day_of(point: str) -> str:
    """The first day of a year or a month."""
    return point + "-01" * ((len("2021-05-13") - len(point)) // len("-01"))
