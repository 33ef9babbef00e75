"""Periods as a reader says them."""

import pytest

from qkg.resources.periods import Period, dates_worded, period_worded


@pytest.mark.parametrize(
    ("edtf", "zh", "en"),
    [
        ("2020", "2020年", "2020"),
        ("2021-05", "2021年5月", "May 2021"),
        ("2021-05-13", "2021年5月13日", "13 May 2021"),
        ("2016-01-01/2020-12-31", "2016年至2020年", "2016 to 2020"),
        ("2020-01-01/2020-12-31", "2020年", "2020"),
        ("2016-01-01/2021-05-13", "2016年1月1日至2021年5月13日", "1 January 2016 to 13 May 2021"),
        ("/2021-05-13", "截至2021年5月13日", "until 13 May 2021"),
        ("../2021", "截至2021年", "until 2021"),
        ("2016/..", "2016年以来", "since 2016"),
        ("2018~", "约2018年", "about 2018"),
        ("2018?", "可能是2018年", "perhaps 2018"),
        ("2021-23", "2021年秋季", "autumn 2021"),
        ("201X", "2010年代", "the 2010s"),
        ("19XX", "20世纪", "the 1900s"),
        ("../..", "", ""),
        ("Y-170000002", "Y-170000002", "Y-170000002"),
        ("2021-13-40", "2021-13-40", "2021-13-40"),
    ],
)
def test_dates_in_words(edtf: str, zh: str, en: str) -> None:
    """EDTF of levels 0 and 1; the rest stays as written."""
    assert (dates_worded(edtf, "zh"), dates_worded(edtf, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        (Period("2020", "2020年", {"zh": "2020年", "en": "the year 2020"}), "2020年", "the year 2020"),
        (
            Period(
                "2016-01-01/2020-12-31", "十三五", {"zh": "“十三五”时期", "en": "13th Five-Year Plan period"}
            ),
            "“十三五”时期（2016年至2020年）",
            "13th Five-Year Plan period (2016 to 2020)",
        ),
        (
            Period(
                "/2021-05-13",
                "自成立以来",
                {
                    "zh": "自成立以来（起点未说明，截至发表）",
                    "en": "since its founding (start not stated), until publication",
                },
            ),
            "自成立以来（截至2021年5月13日）",
            "since its founding (until 13 May 2021)",
        ),
        (
            Period("/2021-05-13", "", {"zh": "时段未说明（截至发表）"}),
            "时段未说明（截至2021年5月13日）",
            "until 13 May 2021",
        ),
    ],
)
def test_the_name_and_its_dates(period: Period, zh: str, en: str) -> None:
    """The dates are added where the name does not hold them; without a name they stand alone."""
    assert (period_worded(period, "zh"), period_worded(period, "en")) == (zh, en)
