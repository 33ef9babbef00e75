"""Words of time become EDTF on the day of publication, and govern what follows in their sentence."""

from datetime import date

import pytest

from qkg.ingest.governing import governs, sentences
from qkg.ingest.periods import periods

PUBLISHED = date(2022, 7, 6)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2020年，", "2020"),
        ("2019年度", "2019"),
        ("“十三五”期间", "2016/2020"),
        ("“十三五”以来", "2016-01-01/2022-07-06"),
        ("今年1—6月", "2022-01/2022-06"),
        ("今年以来", "2022-01-01/2022-07-06"),
        ("2018年以来", "2018-01-01/2022-07-06"),
        ("截至6月底", "/2022-06-30"),
        ("截至2021年底", "/2021-12-31"),
        ("截至今年3月底", "/2022-03-31"),
        ("截至2020年年底", "/2020-12-31"),
        ("2021年9月1日至10月31日", "2021-09-01/2021-10-31"),
        ("6月10日至14日", "2022-06-10/2022-06-14"),
        ("2021年5月—2022年4月", "2021-05/2022-04"),
        ("9月1日至今", "2021-09-01/2022-07-06"),
        ("上月", "2022-06"),
        ("自2021年起", "2021-01-01/2022-07-06"),
        ("首季度", "2022-01/2022-03"),
        ("年初以来", "2022-01-01/2022-07-06"),
        ("到2025年", "2025"),
        ("2021年第三季度", "2021-07/2021-09"),
        ("前三季度", "2022-01/2022-09"),
        ("上半年", "2022-01/2022-06"),
        ("去年", "2021"),
        ("5月10日", "2022-05-10"),
        ("2021年12月", "2021-12"),
        ("2023—2025年", "2023/2025"),
        ("年底前", "/2022-12-31"),
        ("目前", "unstated"),
        ("截至目前", "unstated"),
    ],
)
def test_one_period(words: str, edtf: str) -> None:
    """One way of saying when."""
    assert [one.edtf for one in periods(words, PUBLISHED)] == [edtf]


@pytest.mark.parametrize(
    "words",
    [
        "比上年提高",
        "是2020年的3.4倍",
        "《2022年度报告》",
        "成立于2009年",
        "自2022年3月启动",
        "2009年成立，",
        "3年内",
        "自2021年起施行",
        "在2021年基础上",
        "渝市监发〔2022〕9号",
        "比去年同期",
        "较去年底",
    ],
)
def test_no_period(words: str) -> None:
    """Years that are compared with, stand in a title, or say when something was founded."""
    assert periods(words, PUBLISHED) == ()


def test_the_last_period_before_governs_up_to_the_end_of_the_sentence() -> None:
    """And one sentence more that begins with 其中."""
    text = "2020年受理5件，去年受理6件。其中办结7件。另有8件。"
    parts, known = sentences(text), periods(text, PUBLISHED)
    found = [governs(text, parts, known, text.index(sign)) for sign in "5678"]
    assert [one.edtf if one else "" for one in found] == ["2020", "2021", "2021", ""]


def test_the_whole_year_is_that_of_its_sentence() -> None:
    """全年 after 2020年 is 2020."""
    assert [one.edtf for one in periods("2020年成绩单：全年检定", PUBLISHED)] == ["2020", "2020"]


def test_a_day_that_is_said_again() -> None:
    """当天 is the day that was named last."""
    assert [one.edtf for one in periods("5月10日开幕。当天发布", PUBLISHED)] == ["2022-05-10", "2022-05-10"]
