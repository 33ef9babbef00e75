"""A figure as a reader says it: 近1000家, nearly 1,000 enterprises.

From value, unit, hedge, bounds, direction and kind of sum; the source's own words are never parsed. The hedge
is kept whatever the language, and no unit is turned into another. Must not know stores or pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from qkg.resources.numbers import plain, scaled, written
from qkg.resources.periods import Period, period_worded

COUNT: Final = "NUM"
UNITS: Final = {
    "zh": {"PERCENT": "%", "TONNE": "吨", "CCY_CNY": "元"},
    "en": {"PERCENT": "%", "TONNE": "t", "CCY_CNY": "yuan"},
}
"""How a unit is written after a number, by its name in QUDT; others are called by their label."""
INVARIABLE: Final = frozenset({"yuan", "renminbi", "percent"})
PLURALS: Final = {"person": "people"}
HEDGES: Final = {
    "zh": {
        "nearly": "近{}",
        "more-than": "超过{}",
        "about": "约{}",
        "at-least": "至少{}",
        "at-most": "不超过{}",
    },
    "en": {
        "nearly": "nearly {}",
        "more-than": "more than {}",
        "about": "about {}",
        "at-least": "at least {}",
        "at-most": "at most {}",
    },
}
CHANGES: Final = {
    "zh": {"increase": "增加", "decrease": "减少"},
    "en": {"increase": "up", "decrease": "down"},
}
POINTS: Final = {"increase": "提高", "decrease": "降低"}
"""What happens to a percentage point in Chinese."""
SUMS: Final = {
    "zh": {"cumulative": "累计{}", "total": "共计{}", "yearly-average": "年均{}"},
    "en": {"cumulative": "{} so far", "total": "{} in all", "yearly-average": "{} a year on average"},
}
TEN: Final = 10


@dataclass(frozen=True)
class Figure:
    """What a source reports as a number.

    unit: name in QUDT (``NUM``, ``TONNE``). hedge, change, aggregation: notations of the schemes. counted and
    unit_names: words by language. classifier: the Chinese measure word of what is counted.
    """

    value: Decimal
    unit: str = COUNT
    hedge: str = "exact"
    lower: Decimal | None = None
    upper: Decimal | None = None
    counted: Mapping[str, str] = field(default_factory=dict)
    classifier: str = ""
    unit_names: Mapping[str, str] = field(default_factory=dict)
    change: str = ""
    aggregation: str = ""
    period: Period | None = None
    verbatim: str = ""

    @property
    def between(self) -> tuple[Decimal, Decimal] | None:
        """Both bounds of a figure that has two."""
        if self.lower is None or self.upper is None or self.lower == self.upper:
            return None
        return self.lower, self.upper


def worded(figure: Figure, language: str) -> str:
    """The amount with its unit and hedge: 77500余吨, more than 77,500 t."""
    if figure.between:
        return _between(*figure.between, figure, language)
    if language == "zh" and figure.hedge == "more-than" and figure.value % TEN == 0:
        return _and_more(figure)
    return _hedged(_amount(figure.value, figure, language), figure.hedge, language)


def told(figure: Figure, language: str) -> str:
    """The amount with its direction and kind of sum: 年均减少28%, down 28% a year on average."""
    text = worded(figure, language)
    if figure.change in CHANGES[language]:
        text = _changed(text, figure, language)
    return SUMS[language].get(figure.aggregation, "{}").format(text)


def told_with_period(figure: Figure, language: str) -> str:
    """The same, and when."""
    if figure.period is None:
        return told(figure, language)
    when = period_worded(figure.period, language)
    return f"{told(figure, language)}（{when}）" if language == "zh" else f"{told(figure, language)} ({when})"


def _amount(value: Decimal, figure: Figure, language: str) -> str:
    return _with_unit(written(value, language), value, figure, language)


def _with_unit(number: str, value: Decimal, figure: Figure, language: str) -> str:
    name = unit_worded(figure, language, many=abs(value) != 1)
    spaced = language == "en" and name not in ("", "%")
    return f"{number} {name}" if spaced else number + name


def unit_worded(figure: Figure, language: str, *, many: bool = True) -> str:
    """What follows the number: 家, enterprises, t; English in the plural where ``many``."""
    if language == "zh":
        return _classifier(figure)
    if figure.unit == COUNT:
        name = figure.counted.get("en", "")
    else:
        name = UNITS["en"].get(figure.unit) or figure.unit_names.get("en", figure.unit)
    return plural(name) if many and name not in UNITS["en"].values() else name


def _classifier(figure: Figure) -> str:
    if figure.unit == COUNT:
        return figure.classifier or ("个" if not figure.counted else figure.counted.get("zh", ""))
    return UNITS["zh"].get(figure.unit) or figure.unit_names.get("zh", figure.unit)


def plural(noun: str) -> str:
    """The English plural of the last word."""
    head, space, last = noun.rpartition(" ")
    if not last or last in INVARIABLE:
        return noun
    if last in PLURALS:
        return head + space + PLURALS[last]
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if last.endswith(("s", "x", "ch", "sh")) else "s")


def _between(lower: Decimal, upper: Decimal, figure: Figure, language: str) -> str:
    if language == "zh":
        low = written(lower, "zh") + ("%" if figure.unit == "PERCENT" else "")
        text = f"{low}至{_amount(upper, figure, 'zh')}"
    else:
        low = written(lower, "en") + ("%" if figure.unit == "PERCENT" else "")
        text = f"{low} to {_amount(upper, figure, 'en')}"
    return _hedged(text, "about", language) if figure.hedge == "about" else text


def _and_more(figure: Figure) -> str:
    """余 after a round number: 3000余万元, 5万余人, 77500余吨."""
    head, scale = scaled(figure.value)
    unit = _classifier(figure)
    if unit == "%" or head != round(head):
        return _hedged(_amount(figure.value, figure, "zh"), "more-than", "zh")
    more = f"余{scale}" if head % TEN == 0 else f"{scale}余"
    return plain(head) + more + unit


def _hedged(text: str, hedge: str, language: str) -> str:
    return HEDGES[language].get(hedge, "{}").format(text)


def _changed(text: str, figure: Figure, language: str) -> str:
    if language == "zh" and _classifier(figure) == "个百分点":
        return POINTS[figure.change] + text
    return CHANGES[language][figure.change] + (" " if language == "en" else "") + text
