"""Which things a name may mean."""

from collections.abc import Callable

import pytest
from tests.search.conftest import THING

from qkg.search.index import Index
from qkg.search.matching import EXACT, LEAST, alike, candidates

AWARD = "https://w3id.org/qkg/ontology#Award"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("內蒙古", "内蒙古"),
        ("Inner  Mongolia AMR", "inner mongolia amr"),
        ("国办。", "国办"),
        ("ＳＡＭＲ", "SAMR"),
    ],
)
def test_names_that_differ_in_writing_alone_are_the_same(one: str, other: str) -> None:
    """Script, case, width, blanks and punctuation."""
    assert alike(one, other) == EXACT


def test_likeness_falls_with_what_differs() -> None:
    """A longer form of a name is nearer than another name; so is a slip of the pen."""
    near = alike("内蒙古自治区市场监管局", "内蒙古市场监管局")
    far = alike("内蒙古自治区市场监管局", "市场监管总局")
    assert EXACT > near > far > LEAST
    assert alike("Baotuo", "Baotou") > 50
    assert alike("包头", "奖") == 0


def test_the_right_thing_comes_first_and_only_things_are_offered(small: Index) -> None:
    """No class, though one has nearly this name."""
    found = small.ask(candidates, "质量奖项")
    assert [one.iri for one in found[:2]] == [THING + "award/prize", THING + "award/second"]
    assert not any(one.exact for one in found)
    assert all(one.iri.startswith(THING) for one in small.ask(candidates, "award"))


def test_kinds_narrow(small: Index) -> None:
    """Any of the kinds is enough."""
    assert small.ask(candidates, "包头市", [AWARD]) == []
    jurisdiction = "https://w3id.org/qkg/ontology#Jurisdiction"
    assert [one.iri for one in small.ask(candidates, "包头市", [AWARD, jurisdiction])] == [
        THING + "place/baotou"
    ]


def test_the_best_of_several_names_counts(small: Index) -> None:
    """鹿城 is another name of the city."""
    assert [(one.iri, one.exact) for one in small.ask(candidates, "鹿城")] == [(THING + "place/baotou", True)]


def test_namesakes_are_both_exact(indexed: Callable[[str], Index]) -> None:
    """Nobody can tell them apart by name."""
    index = indexed(f'graph:a {{ <{THING}a/1> rdfs:label "同名"@zh . <{THING}a/2> rdfs:label "同名"@zh . }}')
    assert [one.exact for one in index.ask(candidates, "同名")] == [True, True]


def test_an_endless_name_is_cut(small: Index) -> None:
    """A cell of a table may hold anything."""
    assert small.ask(candidates, "质量奖" + "长" * 10_000) == []
