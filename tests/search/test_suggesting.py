"""Names as they are typed."""

from tests.search.conftest import THING

from qkg.search.index import Index
from qkg.search.suggesting import suggest

AWARD = "https://w3id.org/qkg/ontology#Award"


def names(small: Index, text: str, **more: object) -> list[str]:
    """The names suggested."""
    return [one.name for one in small.ask(suggest, text, **more)]  # type: ignore[arg-type]


def test_names_that_begin_so_come_first(small: Index) -> None:
    """Then those with such a word inside; no word of a definition."""
    assert names(small, "qual") == ["quality prize", "nomination for the quality prize"]
    assert names(small, "year") == []


def test_one_character_and_the_middle_of_a_chinese_name(small: Index) -> None:
    """提 stands inside."""
    assert names(small, "质") == ["质量奖", "质量奖提名奖"]
    assert names(small, "提名") == ["质量奖提名奖"]


def test_a_thing_is_suggested_once(small: Index) -> None:
    """Both its names may fit; the limit counts things."""
    assert [one.iri for one in small.ask(suggest, "b", limit=1)] == [THING + "place/baotou"]


def test_kinds_and_addresses_narrow(small: Index) -> None:
    """Only awards; only things."""
    assert names(small, "a", kinds=[AWARD]) == []
    assert names(small, "p", kinds=[AWARD]) == ["quality prize", "nomination for the quality prize"]
    assert names(small, "award") == ["award"]
    assert names(small, "award", below=THING) == []


def test_the_exact_name_comes_before_longer_ones(small: Index) -> None:
    """Standing does not lift a longer name above the very word."""
    assert names(small, "evidence") == ["evidence", "evidence e1"]
