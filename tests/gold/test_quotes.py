"""Quoted words are found where they stand, and nowhere else."""

import pytest
from tests.gold.quotes import place, places
from tests.gold.values import GoldError

from qkg.ingest.span import Span

TEXT = "合格率95%，不合格率5%，下降5%"


def test_a_quote_stands_once() -> None:
    """The plain words are the span."""
    assert place(TEXT, "95%") == Span(3, 6)


def test_brackets_choose_a_part() -> None:
    """The words around the brackets only say where."""
    assert place(TEXT, "不合格率[5%]") == Span(11, 13)


def test_a_number_chooses_a_place() -> None:
    """``5%`` also stands inside ``95%``, so that the third is the last."""
    assert places(TEXT, "5%") == [Span(4, 6), Span(11, 13), Span(16, 18)]
    assert place(TEXT, "5%#3") == Span(16, 18)


@pytest.mark.parametrize("quote", ["96%", "5%#4", "", "[]", "合格率[6%]", "5%#0"])
def test_words_that_are_not_there(quote: str) -> None:
    """What does not stand in the text is an error, and so is a quote without words."""
    with pytest.raises(GoldError):
        places(TEXT, quote)


def test_several_places_must_be_told_apart() -> None:
    """One place is asked for and three are there."""
    with pytest.raises(GoldError, match="3 times"):
        place(TEXT, "5%")
