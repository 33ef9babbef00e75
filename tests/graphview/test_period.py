"""``qkg.graphview.period``: EDTF read as first and last day (ISO 8601-2 levels 0 and 1)."""

import pytest

from qkg.graphview.period import read


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-05-13", "2021-05-13", "2021-05-13"),
        ("2016-01-01/2020-12-31", "2016-01-01", "2020-12-31"),
        ("2019/2020-06", "2019-01-01", "2020-06-30"),
        ("/2021-05-13", None, "2021-05-13"),
        ("2016/..", "2016-01-01", None),
        ("1984?", "1984-01-01", "1984-12-31"),
        ("2004-06~/2006-08~", "2004-06-01", "2006-08-31"),
        ("2001-21", None, None),
        ("199X", None, None),
        ("", None, None),
    ],
)
def test_edtf_is_read(edtf: str, start: str | None, end: str | None) -> None:
    """Open or not understood is None; a season is not understood."""
    found = read(edtf)
    assert (found.edtf, found.start, found.end) == (edtf, start, end)
