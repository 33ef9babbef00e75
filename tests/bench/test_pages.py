"""The kinds of pages that are measured: every address is new, and the table says what was seen."""

from bench.page_report import document
from bench.visits import kinds

THINGS = {"place": ["baotou", "made-000"], "measure": []}


def test_no_address_is_visited_twice_and_both_languages_are() -> None:
    """So that no kept answer is measured; a kind without things is left out."""
    found = kinds(1000, THINGS)
    visits = [path for kind in found for path in kind.visits(10)]
    assert len(set(visits)) == len(visits)
    assert {path.split("/")[1] for path in visits} == {"zh", "en"}
    names = [kind.name for kind in found]
    assert len(set(names)) == len(names)
    assert "thing: place" in names
    assert "thing: measure" not in names


def test_the_table_names_the_slowest_first() -> None:
    """And counts those under the limit."""
    row = {"quickest": 4.0, "first": 9.0, "slowest": 9.0, "share": 0.5, "kilobytes": 7.0}
    row |= {"first_queries": 3, "queries": 1.5}
    quick = {"name": "quick", "median": 5.0, "processor": 4.0, **row}
    slow = {"name": "slow", "median": 70.0, "processor": 20.0, **row}
    told = document({"facts": {"date": "today"}, "pages": [quick, slow]})
    assert "Of 2 kinds of pages 2 take less than 50 ms of processor time a visit" in told
    assert "1 have a median under 50 ms; the median of the medians is 37.5 ms." in told
    assert "| page | processor ms | median ms | quickest ms | first ms |" in told
    assert told.index("| slow | 20 | 70.0 |") < told.index("| quick | 4 | 5.0 | 4.0 | 9.0 | 9.0 | 3 | 1.5 |")
