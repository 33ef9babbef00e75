"""Folding: what is the same to a reader is the same to the index, at the same position."""

from hypothesis import given
from hypothesis import strategies as st

from qkg.search.folding import OPEN, SHUT, fold, language, marks, spaced, words


def test_traditional_wide_and_upper_case_read_like_their_plain_forms() -> None:
    """Traditional characters, full-width letters and capitals are folded away."""
    assert fold("內蒙古質量強區 ＡＢＣ１２ Award") == "内蒙古质量强区 abc12 award"


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    """Positions in folded text are positions in the text."""
    assert len(fold(text)) == len(text)


def test_each_chinese_character_is_a_word_and_a_number_stays_whole() -> None:
    """The words of mixed text."""
    assert words("包头市2020年gb/t award") == ["包", "头", "市", "2020", "年", "gb", "t", "award"]


def test_marks_are_positions_in_the_text_as_written() -> None:
    """Gaps and marks do not count, and neighbouring matches are one."""
    highlighted = spaced("在") + OPEN + spaced("包头") + SHUT + OPEN + spaced("市") + SHUT + " x"
    assert marks(highlighted) == [(1, 4)]


def test_a_text_without_a_tag_is_chinese_when_it_has_such_characters() -> None:
    """Quotes carry no tag."""
    assert (language("近1000家", ""), language("2020", ""), language("近", "en")) == ("zh", "", "en")
