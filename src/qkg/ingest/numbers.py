"""Numerals, Arabic and Chinese, to their value. Owns how numbers are written; knows no units and no hedges.

Written here and not taken from a library: those at hand refuse 十多万 and 1.2万亿, or read 1976家 as a year.
"""

import re
from decimal import Decimal
from itertools import pairwise

_ONES = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
DIGIT = "零〇一二两三四五六七八九"
ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
CHINESE = rf"[{DIGIT}十百千万亿]+(?:点[{DIGIT}]+)?"
SCALE = r"(?:[十百千]?万亿|[十百千]?[万亿]|百(?!分点)|千(?![克米瓦伏卡]))"
_ARABIC = re.compile(ARABIC)


def value(words: str, scale: str = "") -> Decimal:
    """The value of a numeral and of the scale after it: ``1.2`` and ``万亿``, ``二十`` and ``万``."""
    return (_arabic(words) if words[0].isdecimal() else chinese(words)) * _scale(scale)


def neighbours(words: str) -> tuple[str, str] | None:
    """Two digits that follow one another are a range: 三四 is 三 to 四, 一百二三十 is 120 to 130."""
    for place, (sign, after) in enumerate(pairwise(words)):
        one, other = _ONES.get(sign, 0), _ONES.get(after, 0)
        spelt_out = words[max(0, place - 1) : place] in _ONES or words[place + 2 : place + 3] in _ONES
        if one and (other == one + 1 or sign + after == "三五") and not spelt_out:
            return words[: place + 1] + words[place + 2 :], words[:place] + words[place + 1 :]
    return None


def _arabic(words: str) -> Decimal:
    return Decimal(words.replace(",", "").replace("，", ""))


def _scale(scale: str) -> Decimal:
    result = 1
    for sign in scale:
        result *= _SMALL.get(sign) or _LARGE[sign]
    return Decimal(result)


def chinese(words: str) -> Decimal:
    """The value of Chinese numerals: 二百三十, 十万, 两千零五, 三点五, 二〇二一; a bare 百 is a hundred."""
    whole, _, part = words.partition("点")
    if part:
        return _whole(whole) + Decimal("0." + "".join(str(_ONES[sign]) for sign in part))
    return Decimal(_whole(whole))


def _whole(words: str) -> Decimal:
    if len(words) > 1 and all(sign in _ONES for sign in words):
        return Decimal("".join(str(_ONES[sign]) for sign in words))
    total, section, one = 0, 0, 0
    for place, sign in enumerate(words):
        if sign in _ONES:
            one = _ONES[sign]
        elif sign in _SMALL:
            section, one = section + (one or 1) * _SMALL[sign], 0
        else:
            section += one
            before = section if section or place else 1
            total = (total + before) * _LARGE[sign] if sign == "亿" else total + before * _LARGE[sign]
            section = one = 0
    return Decimal(total + section + one)
