"""The scorer tells right from wrong: predictions made by hand against a text made by hand."""

from dataclasses import replace
from datetime import date

from tests.gold.report import render
from tests.gold.scoring import Tally, same_quantity, score, things_found, total
from tests.gold.values import Gold, Predicted, Relation, Tie, Trap

from qkg.ingest.figure import Figure
from qkg.ingest.mention import Mention
from qkg.ingest.span import Span

#       0         1         2
#       01234567890123456789 (in characters)
TEXT = "甲局2022年抽检近百批次，合格率95%。甲局印发《通知》"
OFFICE = Mention("agency", 0, 2, "甲局", "甲局")
NOTICE = Mention("document", 25, 29, "《通知》", "《通知》")
BATCHES = Figure(9, 13, "近百批次", 100, None, 100, "NUM", "批次", "nearly", "2022")
PASSED = Figure(17, 20, "95%", 95, unit="PERCENT", period="2022")
GOLD = Gold(
    name="text",
    published=date(2023, 1, 5),
    raw=b"",
    clean=TEXT,
    figures=(BATCHES, PASSED),
    mentions=(OFFICE, replace(OFFICE, start=21, end=23), NOTICE),
    ties=(
        Tie("issuer", frozenset({Span(25, 29)}), frozenset({Span(0, 2), Span(21, 23)}), "《通知》 → 甲局"),
    ),
    traps=(Trap(2, 7, "2022年", "year"),),
    covers=frozenset({"agency", "document"}),
)
RIGHT = Predicted(GOLD.figures, GOLD.mentions, (Relation("issuer", Span(25, 29), Span(21, 23)),))


def of(kind: str, predicted: Predicted) -> Tally:
    """The tally of one kind."""
    return next(one for one in score(GOLD, predicted) if one.kind == kind)


def test_the_text_is_what_the_positions_say() -> None:
    """The hand-made positions are right themselves."""
    for one in (*GOLD.mentions, *GOLD.traps):
        assert TEXT[one.start : one.end] == one.words
    for figure in GOLD.figures:
        assert TEXT[figure.start : figure.end] == figure.verbatim


def test_all_right() -> None:
    """Gold given back has precision and recall 1 in every kind."""
    tallies = score(GOLD, RIGHT)
    assert {one.kind for one in tallies} >= {"figure: with period", "mention: agency", "relation: issuer"}
    assert [(one.precision, one.recall) for one in tallies] == [(1.0, 1.0)] * len(tallies)


def test_nothing_found() -> None:
    """Silence has recall 0, no precision, and every miss by its words."""
    figures = of("figure: value, unit, hedge", Predicted())
    assert (figures.precision, figures.recall) == (None, 0.0)
    assert [one.split(" = ")[0] for one in figures.missed] == ["text: 近百批次", "text: 95%"]


def test_a_wrong_value_is_a_miss_and_a_false_alarm() -> None:
    """It counts as found by place only."""
    predicted = Predicted((BATCHES, replace(PASSED, value=9.5)))
    assert of("figure: place", predicted).right == 2
    strict = of("figure: value, unit, hedge", predicted)
    assert (strict.right, len(strict.missed), len(strict.false)) == (1, 1, 1)


def test_unit_hedge_and_measure_word_matter() -> None:
    """One of them wrong and the quantity is another."""
    assert same_quantity(BATCHES, replace(BATCHES, period="2019", end=12))
    assert not same_quantity(BATCHES, replace(BATCHES, hedge="exact"))
    assert not same_quantity(BATCHES, replace(BATCHES, unit="TONNE"))
    assert not same_quantity(BATCHES, replace(BATCHES, counter="家"))
    assert same_quantity(PASSED, replace(PASSED, counter="%"))


def test_a_range_is_its_two_bounds() -> None:
    """No hedge of the scheme says between, so that the hedge and the value of a prediction do not count."""
    wide = Figure(0, 4, "2—3倍", None, 2, 3, counter="倍", hedge="range")
    assert same_quantity(wide, replace(wide, value=2, hedge="about"))
    assert not same_quantity(wide, replace(wide, upper=None))
    assert not same_quantity(wide, replace(wide, lower=1))


def test_a_wrong_period_fails_only_with_period() -> None:
    """The same days in another form are right."""
    days = replace(PASSED, period="2022-01-01/2022-12-31")
    assert of("figure: with period", Predicted((BATCHES, days))).right == 2
    other = Predicted((BATCHES, replace(PASSED, period="unstated")))
    assert of("figure: value, unit, hedge", other).right == 2
    assert of("figure: with period", other).right == 1


def test_a_trap_is_named() -> None:
    """A year taken for a figure is a false alarm that says what it fell for."""
    year = Figure(2, 7, "2022年", 2022, counter="年")
    figures = of("figure: value, unit, hedge", Predicted((*GOLD.figures, year)))
    assert figures.precision == 2 / 3
    assert figures.false[0].endswith("at 2 (year)")


def test_each_prediction_counts_once() -> None:
    """The same figure twice is one hit and one false alarm; a wide span does not swallow two."""
    twice = of("figure: place", Predicted((PASSED, PASSED)))
    assert (twice.right, len(twice.missed), len(twice.false)) == (1, 1, 1)
    wide = of("figure: place", Predicted((replace(PASSED, start=9, end=20),)))
    assert (wide.right, len(wide.missed)) == (1, 1)


def test_the_better_prediction_is_paired() -> None:
    """Of two that overlap, the one with the right quantity is taken, in whatever order they come."""
    wrong = replace(PASSED, start=16, value=5)
    for given in ((wrong, PASSED), (PASSED, wrong)):
        assert of("figure: value, unit, hedge", Predicted(given)).right == 1


def test_mentions_match_by_kind_and_words() -> None:
    """Another kind is a miss and a false alarm; a few characters more or less are not."""
    wrong = Predicted(mentions=(replace(OFFICE, kind="document"),))
    assert (of("mention: agency", wrong).right, len(of("mention: document", wrong).false)) == (0, 1)
    near = Predicted(mentions=(replace(NOTICE, start=26, end=28),))
    assert of("mention: document", near).right == 1
    for start, end in ((7, 29), (27, 31), (28, 32)):
        wrong = Predicted(mentions=(replace(NOTICE, start=start, end=end),))
        assert of("mention: document", wrong).right == int(start == 27)


def test_kinds_that_gold_does_not_cover_raise_no_false_alarm() -> None:
    """A place is not annotated here, so that nobody can say that it is wrong."""
    kinds = [one.kind for one in score(GOLD, Predicted(mentions=(Mention("place", 0, 1, "甲"),)))]
    assert "mention: place" not in kinds
    partly = replace(GOLD, covers=frozenset({"document"}))
    other = Predicted(mentions=(Mention("agency", 10, 12, "百批"),))
    assert [one.false for one in score(partly, other) if one.kind == "mention: agency"] == [()]


def test_things_are_found_by_any_mention() -> None:
    """The office is named twice and one of them will do."""
    tally = things_found(GOLD, (OFFICE,))
    assert (tally.right, tally.missed) == (1, ("text: document 《通知》",))


def test_relations_match_at_both_ends() -> None:
    """Any mention of the thing stands for it; ends turned round or of another kind do not match."""
    first = Relation("issuer", Span(25, 29), Span(0, 2))
    assert of("relation: issuer", Predicted(relations=(first,))).right == 1
    turned = of("relation: issuer", Predicted(relations=(Relation("issuer", first.object, first.subject),)))
    assert (turned.right, turned.false) == (0, ("text: 甲局 → 《通知》",))
    assert of("relation: actor", Predicted(relations=(replace(first, kind="actor"),))).precision == 0.0


def test_texts_add_up() -> None:
    """Two texts have twice the hits and both lists of misses."""
    both = {one.kind: one for one in total([*score(GOLD, RIGHT), *score(GOLD, Predicted())])}
    assert (both["figure: place"].right, len(both["figure: place"].missed)) == (2, 2)
    assert both["figure: place"].recall == 0.5


def test_the_report_lists_what_went_wrong() -> None:
    """Shares by kind, then each miss by its words."""
    page = render("seed", score(GOLD, replace(RIGHT, figures=(PASSED,))))
    assert "figure: value, unit, hedge" in page
    assert "100.0%   50.0%" in page
    assert "missed  figure: value, unit, hedge  text: 近百批次 = 100 NUM 批次, nearly, 2022 at 9" in page
