"""The annotated texts hold together: nothing forgotten, nothing twice, nothing that cannot be right."""

import re

import pytest
from tests.gold.folder import APART, OPEN, folders, read
from tests.gold.periods import days
from tests.gold.scoring import score
from tests.gold.values import Gold, Predicted, Relation

from qkg.ingest.span import shared

KEPT = folders(APART) if any(APART.glob("*/meta.toml")) else []  # none while all have been seen
TEXTS = [read(one) for one in (*folders(OPEN), *KEPT)]
UNITS = {
    "NUM",
    "PERCENT",
    "CCY_CNY",
    "CCY_USD",
    "TONNE",
    "KiloGM",
    "M2",
    "MilliL",
    "YR",
    "MO",
    "DAY",
    "HR",
    "MIN",
}
NUMBER = re.compile(r"\d[\d.,—-]*|[二两三四五六七八九十百千万亿半]+")
PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")
MEASURES = {"(kg)", "(ml)"}


@pytest.fixture(params=TEXTS, ids=[one.name for one in TEXTS])
def gold(request: pytest.FixtureRequest) -> Gold:
    """Each text in turn."""
    found: Gold = request.param
    return found


def test_no_two_texts_share_a_name() -> None:
    """A report names texts by their folder."""
    assert len({one.name for one in TEXTS}) == len(TEXTS)


def test_gold_scores_itself_full(gold: Gold) -> None:
    """Given back, everything is found: no figure or mention stands twice, no relation is out of reach."""
    relations = tuple(Relation(one.kind, min(one.subjects), min(one.objects)) for one in gold.ties)
    predicted = Predicted(gold.figures, gold.mentions, relations)
    assert [one for one in score(gold, predicted) if one.missed or one.false] == []


def test_every_number_is_accounted_for(gold: Gold) -> None:
    """Each is part of a figure, of a name, or of what is said not to be a figure."""
    names = [one for one in gold.mentions if one.kind not in ("plan", "appraisal")]
    known = [(one.start, one.end) for one in (*gold.figures, *gold.traps, *names)]
    left = [
        f"{gold.clean[max(0, one.start() - 6) : one.end() + 6]} at {one.start()}"
        for one in NUMBER.finditer(gold.clean)
        if not any(start <= one.start() and one.end() <= end for start, end in known)
    ]
    assert left == []


def test_no_figure_is_also_said_to_be_none(gold: Gold) -> None:
    """Figures overlap neither each other nor what is listed as no figure."""
    pairs = zip(gold.figures, gold.figures[1:], strict=False)
    assert [one for one in pairs if shared(*one)] == []
    assert [
        (one.verbatim, trap.words) for one in gold.figures for trap in gold.traps if shared(one, trap)
    ] == []


def test_figures_are_well_formed(gold: Gold) -> None:
    """Units are QUDT names that we use, a bare count has its measure word, a period begins before it ends."""
    for one in gold.figures:
        assert one.unit in UNITS, one
        assert one.counter or one.unit != "NUM", one
        assert re.sub(r"\W", "", one.counter) in one.verbatim, one
        first, last = days(one.period, gold.published)
        assert first <= last or not last, one


def test_the_clean_text_is_clean(gold: Gold) -> None:
    """No pinyin note, no half-width comma after a Han character, no space at the end of a line."""
    assert set(PINYIN.findall(gold.clean)) <= MEASURES
    assert re.findall(r"[\u4e00-\u9fff][,;!]|[ \t]+\n|\r", gold.clean) == []
