"""What an extractor proposes must stand in the text; the rules win; nothing that it does stops the ingest."""

import threading
from collections.abc import Iterable
from datetime import date
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ingest.test_anything import sound

from qkg.check import commit
from qkg.dataset.assets import find_assets
from qkg.ingest.cleaning import clean
from qkg.ingest.draft import Draft, Meta
from qkg.ingest.extractors import Asked, Helpers
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.ingesting import read
from qkg.ingest.merging import MOST
from qkg.ingest.proposal import LOOSE, NO_PLACE, NOT_THERE, TAKEN, TOO_MANY, WRONG
from qkg.namespaces import ONTOLOGY, PREFIXES, THING

DAY = date(2023, 5, 4)
META = Meta("a-text", DAY, THING + "media/china-quality-news")
TEXT = (
    "标题\n湖北省市场监管局印发《质量办法》，惠及企业1200家。去年，汉江楚才参与，培训若干批，满意者约莫九停。"
)
FIGURE = {"type": "figure", "words": "九停", "value": 90, "unit": "PERCENT", "hedge": "about"}
PERSON = {"type": "mention", "kind": "person", "words": "汉江楚才"}


class Fixed:
    """Gives what it was made with."""

    name, version = "fixed", "2.1"

    def __init__(self, *found: object) -> None:
        self._found = found

    def extract(self, text: str, published: date) -> Iterable[Any]:
        """Whatever the text."""
        return self._found


class Fails:
    """Fails in its own way."""

    name, version = "fails", "0"

    def __init__(self, how: BaseException) -> None:
        self._how = how

    def extract(self, text: str, published: date) -> Iterable[Any]:
        """Never gives anything."""
        raise self._how


class With(Helpers):
    """Helpers with an extractor that no entry point names."""

    def __init__(self, one: Any, seconds: float = 30) -> None:
        super().__init__(Asked((one.name,), seconds=seconds, tries=1))
        self._made[one.name] = one


def made(one: Any, text: str = TEXT, seconds: float = 30) -> Draft:
    """The draft with one extractor's help."""
    return read(clean(text), META, Gazetteer(), With(one, seconds))


def test_candidates_are_added_with_who_proposed_them() -> None:
    """A figure, a name and a tie between what the rules found and what they did not; the shapes pass."""
    tie = {
        "type": "relation",
        "kind": "speaker",
        "subject": {"words": "九停"},
        "object": {"words": "汉江楚才"},
        "confidence": 0.4,
    }
    one = made(Fixed(FIGURE, PERSON, tie))
    (tried,) = one.tried
    assert (tried.extractor, tried.taken, tried.agreed, tried.dropped) == ("fixed 2.1", 3, 0, ())
    added = [figure for figure in one.recognised.figures if figure.by]
    assert [(figure.verbatim, figure.value, figure.hedge, figure.period) for figure in added] == [
        ("九停", 90, "about", "2022")
    ]
    store = ox.Store()
    triples = [
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(one.graph))
        for quad in ox.parse(one.turtle, format=ox.RdfFormat.TURTLE)
    ]
    store.extend(ox.Quad(*quad.triple) for quad in triples)
    query = """SELECT ?label ?who { ?m qkg:verbatim "九停" ; qkg:evidence ?e .
      ?e prov:wasGeneratedBy/prov:wasAssociatedWith/rdfs:label ?label ; qkg:speaker/rdfs:label ?who
      FILTER(LANG(?label) = "en" && LANG(?who) = "zh") }"""
    rows = store.query(query, prefixes=dict(PREFIXES))
    assert isinstance(rows, ox.QuerySolutions)
    assert [tuple(value.value for value in row) for row in rows] == [("fixed 2.1", "汉江楚才")]
    assets = find_assets()
    files = [assets.ontology, assets.stubs, *assets.schemes, *assets.data]
    published = [quad for path in files for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]
    rules = [quad for path in assets.shapes for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]
    assert commit.report([*published, *triples], triples, rules) == ""
    assert ONTOLOGY + "Measure" in one.turtle or "qkg:Measure" in one.turtle


def test_what_the_rules_found_stands() -> None:
    """The same is agreement, another reading is dropped; without an extractor the draft is the same."""
    same = {"type": "figure", "words": "1200家", "value": 1200, "counter": "家"}
    other = {"type": "figure", "words": "1200", "value": 12}
    name = {"type": "mention", "kind": "place", "words": "湖北省"}
    agency = {"type": "mention", "kind": "agency", "words": "湖北省市场监管局", "start": 3}
    tie = {
        "type": "relation",
        "kind": "issuer",
        "subject": {"words": "《质量办法》"},
        "object": {"words": "湖北省市场监管局"},
    }
    one = made(Fixed(same, other, name, agency, tie))
    (tried,) = one.tried
    assert (tried.taken, tried.agreed) == (0, 3)
    assert [each.reason for each in tried.dropped] == [TAKEN, TAKEN]
    assert one.turtle == read(clean(TEXT), META, Gazetteer()).turtle


@pytest.mark.parametrize(
    ("candidate", "reason"),
    [
        ({**PERSON, "start": 4}, NOT_THERE),
        ({**PERSON, "start": -4}, NOT_THERE),
        ({**PERSON, "start": 10**12}, NOT_THERE),
        ({**PERSON, "words": "汉江楚材"}, NO_PLACE),
        ({**PERSON, "words": "，"}, NO_PLACE),
        ({**PERSON, "start": "4"}, WRONG),
        ({**PERSON, "start": True}, WRONG),
        ({**PERSON, "words": ""}, WRONG),
        ({**PERSON, "words": 5}, WRONG),
        ({**PERSON, "words": "\ud800"}, WRONG),
        ({**PERSON, "kind": "figure"}, WRONG),
        ({**PERSON, "kind": ["person"]}, WRONG),
        ({**PERSON, "confidence": "sure"}, WRONG),
        ({**PERSON, "confidence": float("nan")}, WRONG),
        ({**FIGURE, "value": "90"}, WRONG),
        ({**FIGURE, "value": float("inf")}, WRONG),
        ({**FIGURE, "value": 10**400}, WRONG),
        ({**FIGURE, "unit": "BUSHEL"}, WRONG),
        ({**FIGURE, "hedge": "rather"}, WRONG),
        ({**FIGURE, "hedge": "range", "lower": 5, "upper": 4}, WRONG),
        ({**FIGURE, "period": "next year"}, WRONG),
        ({**FIGURE, "period": "2023-02-30"}, WRONG),
        ({"type": "relation", "kind": "speaker", "subject": "九停", "object": PERSON}, WRONG),
        ({"type": "relation", "kind": "speaker", "subject": FIGURE, "object": {"words": "去年"}}, LOOSE),
        ({"type": "opinion"}, WRONG),
        ({}, WRONG),
        ({**PERSON, "confidence": object()}, WRONG),
        ({**PERSON, "start": 10**5000}, WRONG),
        (None, WRONG),
        (5, WRONG),
    ],
)
def test_what_does_not_stand_in_the_text_is_dropped_and_counted(candidate: object, reason: object) -> None:
    """Wrong places, invented words, wrong types: the rest of the draft is what it was."""
    one = made(Fixed(candidate))
    assert [each.reason for each in one.tried[0].dropped] == [reason]
    assert one.tried[0].proposed == 1
    assert one.turtle == read(clean(TEXT), META, Gazetteer()).turtle


@pytest.mark.parametrize(
    "how", [ValueError("a secret"), SystemExit(3), KeyboardInterrupt(), RecursionError()]
)
def test_an_extractor_that_fails_costs_only_itself(how: BaseException) -> None:
    """The draft is there; the failure is told by its kind."""
    one = made(Fails(how))
    assert one.tried[0].failure == f"it failed with {type(how).__name__}"
    assert one.turtle == read(clean(TEXT), META, Gazetteer()).turtle


def test_an_extractor_that_hangs_is_left_behind() -> None:
    """It is asked in a thread of its own."""
    over = threading.Event()

    class Hangs(Fixed):
        def extract(self, text: str, published: date) -> Iterable[Any]:
            over.wait()
            return ()

    one = made(Hangs(), seconds=0.1)
    over.set()
    assert one.tried[0].failure == "it took too long"


def test_an_extractor_without_end_is_cut_off() -> None:
    """A generator that never stops gives as many candidates as are looked at."""

    class Endless(Fixed):
        def extract(self, text: str, published: date) -> Iterable[Any]:
            while True:
                yield PERSON

    (tried,) = made(Endless()).tried
    assert (tried.taken, tried.agreed) == (1, MOST - 1)
    assert [each.reason for each in tried.dropped] == [TOO_MANY]


def test_after_three_failures_it_is_not_asked_again() -> None:
    """A server that is down does not cost its time on each of a thousand texts."""
    helpers = With(Fails(ValueError()))
    said = [read(clean(TEXT), META, Gazetteer(), helpers).tried[0].failure for _ in range(4)]
    assert said[2] == "it failed with ValueError"
    assert said[3].startswith("not asked again after 3 failures")


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=6),
        st.sampled_from(
            ["figure", "mention", "relation", "九停", "1200家", "person", "agency", "speaker", "2022"]
        ),
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "words", "start", "value", "kind", "subject", "object", "hedge", "period"]
            ),
            inner,
            max_size=7,
        )
    ),
    max_leaves=12,
)


@given(st.lists(VALUES, max_size=5))
@settings(max_examples=150, deadline=None)
def test_any_candidates_leave_a_sound_draft(found: list[object]) -> None:
    """Whatever is proposed, every stretch of the draft holds the words that it claims."""
    one = made(Fixed(*found))
    assert one.tried[0].proposed == len(found)
    sound(one)
