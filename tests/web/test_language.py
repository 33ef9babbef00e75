"""Which language a page speaks."""

import pytest

from qkg.web.language import choose
from qkg.web.pages import catalogue


@pytest.mark.parametrize(
    ("asked", "header", "language"),
    [
        ("en", "zh", "en"),
        ("fr", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        (None, "", "zh"),
        (None, "*", "zh"),
        (None, "en-GB,en;q=0.9,zh;q=0.8", "en"),
        (None, "fr, zh;q=0.3", "zh"),
        (None, "fr,de", "en"),
        (None, "zh;q=0, en;q=0.1", "en"),
        (None, "en;q=x, zh;q=0.1", "zh"),
    ],
)
def test_asked_then_liked_then_chinese(asked: str | None, header: str, language: str) -> None:
    """The address wins over the header; a reader of neither language gets English."""
    assert choose(asked, header) == language


def test_both_catalogues_hold_the_same_words() -> None:
    """No page has a gap in one language."""
    zh, en = catalogue("zh"), catalogue("en")
    assert len(zh) > 10
    assert set(zh) == set(en)
    assert [key for words in (zh, en) for key, text in words.items() if not text.strip()] == []
