"""``qkg.graphview.nodes``: names, kinds, counts of evidence, periods."""

from typing import Any

from tests.graphview.conftest import EX, Ask, qkg

from qkg.graphview.nodes import described, most_specific
from qkg.graphview.subgraph import said


def test_a_node_is_described_in_the_order_asked(ask: Ask[Any]) -> None:
    """Labels in both languages, own evidence apart from that of statements, period from EDTF."""
    (conferral, firm, figure), _ = ask(
        lambda view: described(view, [EX + "conferral", EX + "firm", EX + "figure", EX + "firm"])
    )
    assert (conferral.labels, conferral.evidence, conferral.statements) == (
        {"zh": "授予", "en": "conferral"},
        2,
        1,
    )
    assert (conferral.period.start, conferral.period.end) == ("2021-03-01", "2021-05-31")
    assert (firm.evidence, firm.statements, firm.period) == (0, 1, None)
    assert (figure.evidence, figure.statements) == (1, 0)


def test_the_date_of_an_article_is_its_period(ask: Ask[Any]) -> None:
    """One day."""
    (article,), names = ask(lambda view: described(view, [EX + "article"]))
    assert (article.period.start, article.period.end) == ("2021-05-13", "2021-05-13")
    assert names == {}


def test_the_special_kind_is_the_kind(ask: Ask[Any]) -> None:
    """An agency is a bureau by its class; the class that says more gives the colour."""
    (office,), names = ask(lambda view: described(view, [EX + "office"]))
    assert (office.kind, set(office.kinds)) == (qkg("Agency"), {qkg("Agency"), EX + "Bureau"})
    assert names[qkg("Agency")] == {"zh": "机构", "en": "agency"}


def test_our_vocabulary_names_the_kind_before_borrowed_ones() -> None:
    """Of two classes that know nothing of each other."""
    assert most_specific([EX + "A", qkg("Z")], {}) == qkg("Z")
    assert most_specific([], {}) is None


def test_words_fall_back_in_a_fixed_order() -> None:
    """The language, the other, words without a language, the end of the IRI."""
    assert said({"zh": "甲", "en": "A"}, "zh", EX) == "甲"
    assert said({"en": "A"}, "zh", EX) == "A"
    assert said({"": "-"}, "en", EX) == "-"
    assert said({}, "en", EX + "id/x") == "x"
