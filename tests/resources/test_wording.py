"""Figures as a reader says them: the article's eighteen, and others that the hedges and units allow."""

from decimal import Decimal

import pytest

from qkg.resources.periods import Period
from qkg.resources.wording import Figure, plural, told, told_with_period, worded

COUNTED = {
    "家": ("家", {"zh": "企业（家）", "en": "enterprise"}),
    "用户": ("家", {"zh": "企业用户（家）", "en": "enterprise user"}),
    "项": ("项", {"zh": "标准（项）", "en": "standard"}),
    "个": ("个", {"zh": "项目（个）", "en": "project"}),
    "大类": ("大类", {"zh": "大类", "en": "category"}),
    "届": ("届", {"zh": "届次（届）", "en": "edition"}),
    "人": ("人", {"zh": "人员（人）", "en": "person"}),
    "人次": ("人次", {"zh": "受理人次", "en": "person-visit"}),
    "条次": ("条次", {"zh": "数据条次", "en": "data record"}),
    "台件": ("台件", {"zh": "计量器具（台件）", "en": "measuring instrument"}),
}
OTHER_UNITS = {
    "kilogram": ("KiloGM", {"zh": "千克", "en": "kilogram"}),
    "points": ("PERCENTAGE_POINT", {"zh": "个百分点", "en": "percentage point"}),
}


def figure(value: str, unit: str, hedge: str = "exact", **more: object) -> Figure:
    """A figure counted by a classifier, or in a unit."""
    if unit in COUNTED:
        classifier, counted = COUNTED[unit]
        return Figure(Decimal(value), hedge=hedge, classifier=classifier, counted=counted, **more)  # type: ignore[arg-type]
    name, names = OTHER_UNITS.get(unit, (unit, {}))
    return Figure(Decimal(value), unit=name, unit_names=names, hedge=hedge, **more)  # type: ignore[arg-type]


# the article's own words, and how an English reader says the same
ARTICLE = [
    ("10.0", "大类", "exact", "10大类", "10 categories"),
    ("8.0", "项", "exact", "8项", "8 standards"),
    ("1075.0", "项", "exact", "1075项", "1,075 standards"),
    ("230.0", "个", "exact", "230个", "230 projects"),
    ("182.0", "个", "exact", "182个", "182 projects"),
    ("797.0", "家", "exact", "797家", "797 enterprises"),
    ("7.0", "届", "exact", "7届", "7 editions"),
    ("32.0", "家", "exact", "32家", "32 enterprises"),
    ("1000.0", "家", "nearly", "近1000家", "nearly 1,000 enterprises"),
    ("50000.0", "人", "nearly", "近5万人", "nearly 50,000 people"),
    ("77500.0", "TONNE", "more-than", "77500余吨", "more than 77,500 t"),
    ("26000.0", "TONNE", "more-than", "26000余吨", "more than 26,000 t"),
    ("28.0", "PERCENT", "exact", "28%", "28%"),
    ("1976.0", "用户", "exact", "1976家", "1,976 enterprise users"),
    ("10078.0", "条次", "exact", "10078条次", "10,078 data records"),
    ("7620.0", "人次", "exact", "7620人次", "7,620 person-visits"),
    ("340000.0", "台件", "exact", "34万台件", "340,000 measuring instruments"),
    ("30000000.0", "CCY_CNY", "more-than", "3000余万元", "more than 30 million yuan"),
]
OTHERS = [
    ("12.04", "PERCENT", "exact", "12.04%", "12.04%"),
    ("0.3", "points", "exact", "0.3个百分点", "0.3 percentage points"),
    ("1", "家", "exact", "1家", "1 enterprise"),
    ("1", "points", "exact", "1个百分点", "1 percentage point"),
    ("50000", "人", "more-than", "5万余人", "more than 50,000 people"),
    ("300000", "人", "more-than", "30余万人", "more than 300,000 people"),
    ("100000000", "CCY_CNY", "more-than", "1亿余元", "more than 100 million yuan"),
    ("125000000", "CCY_CNY", "exact", "1.25亿元", "125 million yuan"),
    ("1250000000", "CCY_CNY", "about", "约12.5亿元", "about 1.25 billion yuan"),
    ("125000000", "CCY_CNY", "more-than", "超过1.25亿元", "more than 125 million yuan"),
    ("123450000", "CCY_CNY", "exact", "12345万元", "123.45 million yuan"),
    ("1234567", "家", "exact", "1234567家", "1,234,567 enterprises"),
    ("7", "家", "more-than", "超过7家", "more than 7 enterprises"),
    ("30", "PERCENT", "more-than", "超过30%", "more than 30%"),
    ("99.5", "PERCENT", "at-least", "至少99.5%", "at least 99.5%"),
    ("20", "个", "at-most", "不超过20个", "at most 20 projects"),
    ("400", "kilogram", "about", "约400千克", "about 400 kilograms"),
    ("-3", "PERCENT", "exact", "-3%", "-3%"),
]


@pytest.mark.parametrize(("value", "unit", "hedge", "zh", "en"), ARTICLE + OTHERS)
def test_the_amount_is_said_as_a_reader_says_it(value: str, unit: str, hedge: str, zh: str, en: str) -> None:
    """Value, unit and hedge in both languages."""
    one = figure(value, unit, hedge)
    assert (worded(one, "zh"), worded(one, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("bounds", "unit", "hedge", "zh", "en"),
    [
        (("50000", "60000"), "人", "exact", "5万至6万人", "50,000 to 60,000 people"),
        (("3", "5"), "PERCENT", "exact", "3%至5%", "3% to 5%"),
        (("3", "5"), "PERCENT", "about", "约3%至5%", "about 3% to 5%"),
        (("20", "20"), "个", "exact", "20个", "20 projects"),
    ],
)
def test_two_bounds_are_a_range(bounds: tuple[str, str], unit: str, hedge: str, zh: str, en: str) -> None:
    """Both ends are said; two equal ones are one number."""
    lower, upper = bounds
    one = figure(lower, unit, hedge, lower=Decimal(lower), upper=Decimal(upper))
    assert (worded(one, "zh"), worded(one, "en")) == (zh, en)


def test_direction_and_sum_are_said_with_the_amount() -> None:
    """A decrease is not read as an amount, and an average not as a total."""
    less = figure("28", "PERCENT", change="decrease", aggregation="yearly-average")
    assert (told(less, "zh"), told(less, "en")) == ("年均减少28%", "down 28% a year on average")
    more = figure("0.3", "points", change="increase")
    assert (told(more, "zh"), told(more, "en")) == ("提高0.3个百分点", "up 0.3 percentage points")
    gas = figure("77500", "TONNE", "more-than", change="decrease", aggregation="unstated")
    assert (told(gas, "zh"), told(gas, "en")) == ("减少77500余吨", "down more than 77,500 t")
    fees = figure("30000000", "CCY_CNY", "more-than", aggregation="total")
    assert (told(fees, "zh"), told(fees, "en")) == ("共计3000余万元", "more than 30 million yuan in all")


def test_the_period_follows() -> None:
    """When, in brackets of the language."""
    one = figure("797", "家", period=Period("2020", "2020年", {"zh": "2020年", "en": "the year 2020"}))
    assert told_with_period(one, "zh") == "797家（2020年）"
    assert told_with_period(one, "en") == "797 enterprises (the year 2020)"


@pytest.mark.parametrize(
    ("one", "many"),
    [("category", "categories"), ("day", "days"), ("box", "boxes"), ("branch", "branches"), ("yuan", "yuan")],
)
def test_plurals(one: str, many: str) -> None:
    """English nouns in the plural."""
    assert plural(one) == many
