"""What people type becomes an expression in which nothing typed is syntax."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qkg.errors import BadParameter
from qkg.search.wording import LONGEST, read


def test_pieces_are_phrases_and_all_must_occur() -> None:
    """A run of Chinese characters keeps its order; blanks divide."""
    assert read("包头 Award").strict() == '"包 头" AND "award"'


def test_double_quotes_of_any_kind_hold_a_phrase_together() -> None:
    """English words are apart unless quoted."""
    assert read("“Inner Mongolia” region").strict("label") == '{label} : ("inner mongolia" AND "region")'


def test_loose_asks_for_any_two_neighbours() -> None:
    """Pairs of characters and single words."""
    assert read("包头市 award").loose() == '"包 头" OR "头 市" OR "award"'


def test_beginning_leaves_the_last_word_open() -> None:
    """For suggestions while typing."""
    assert read("inner mo").beginning() == '"inner" AND "mo" *'


def test_too_long_is_refused_with_the_limit() -> None:
    """One sentence with both numbers."""
    with pytest.raises(BadParameter, match="at most 200 characters; this one has 201"):
        read("长" * (LONGEST + 1))


@given(st.text(max_size=60))
def test_no_text_breaks_the_engine(text: str) -> None:
    """Whatever is typed, the engine takes all three expressions."""
    wording = read(text)
    if wording.empty:
        return
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(label)")
    for expression in (wording.strict(), wording.strict("label"), wording.loose(), wording.beginning()):
        connection.execute("SELECT * FROM words WHERE words MATCH ?", (expression,)).fetchall()
    connection.close()
