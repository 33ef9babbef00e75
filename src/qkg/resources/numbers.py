"""A number as it is written: 3000万 in a Chinese newspaper, 30 million in an English one.

Chinese keeps plain digits and takes 万 or 亿 only where nothing is rounded away; English groups by thousands
and takes million or billion under the same condition. Must not know figures, units or hedges.
"""

from decimal import Decimal
from typing import Final

from babel.numbers import format_compact_decimal, format_decimal

WAN: Final = Decimal(10_000)
YI: Final = Decimal(100_000_000)
MILLION: Final = Decimal(1_000_000)
PLACES: Final = 2
"""So many decimals may stand before 亿 or million: 1.25亿, 1.25 million."""
SPELLED: Final = {
    "zh": ("第一", "第二", "第三", "第四", "第五", "第六", "第七", "第八", "第九", "第十"),
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
}
_TEENS: Final = range(11, 14)
_TAIL: Final = {1: "st", 2: "nd", 3: "rd"}


def written(value: Decimal, language: str) -> str:
    """The number in words and digits; nothing is rounded."""
    if language == "zh":
        head, scale = scaled(value)
        return f"{plain(head)}{scale}"
    if abs(value) >= MILLION and _short(value / _power(value)):
        return format_compact_decimal(value, format_type="long", locale="en", fraction_digits=PLACES)
    return format_decimal(value, locale="en", decimal_quantization=False)


def scaled(value: Decimal) -> tuple[Decimal, str]:
    """The number before 亿 or 万, and which of the two, or none."""
    if abs(value) >= YI and _short(value / YI):
        return value / YI, "亿"
    if abs(value) >= WAN and value % WAN == 0:
        return value / WAN, "万"
    return value, ""


def plain(value: Decimal) -> str:
    """Digits alone, without zeros at the end of the decimals."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def ordinal(number: int, language: str) -> str:
    """第二, 第12; second, 12th."""
    if 1 <= number <= len(SPELLED[language]):
        return SPELLED[language][number - 1]
    if language == "zh":
        return f"第{number}"
    return f"{number:,}{'th' if number % 100 in _TEENS else _TAIL.get(number % 10, 'th')}"


def _power(value: Decimal) -> Decimal:
    power = MILLION
    while abs(value) >= power * 1000:
        power *= 1000
    return power


def _short(value: Decimal) -> bool:
    return value == round(value, PLACES)
