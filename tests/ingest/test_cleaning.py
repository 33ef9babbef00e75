"""Cleaning gives the text that a reader would, knows where each character came from, and never fails."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.gold.folder import OPEN, folders, read
from tests.gold.values import Gold

from qkg.ingest.cleaning import clean

PLAIN = [one for one in map(read, folders(OPEN)) if b"<html" not in one.raw]
PIECES = st.lists(
    st.one_of(
        st.text(max_size=5),
        st.sampled_from(
            [
                *"創訊乾著么麼苧,;!?()（） \r\n\t",
                "(chuàng)",
                "(xun)",
                "(kg)",
                "\ud800",
                "\x00",
                "\u202e",
                "顯著",
                "1,000",
            ]
        ),
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize("gold", PLAIN, ids=[one.name for one in PLAIN])
def test_the_gold_texts_become_what_they_should(gold: Gold) -> None:
    """Character for character, with notes, Traditional characters and narrow punctuation gone."""
    assert clean(gold.raw).clean == gold.clean


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("創(chuàng)新", "创新"),
        ("創(chuang)新", "创新"),
        ("創(chuàngchuàng)新", "创新"),
        ("創(chuàng)(chuàng)新", "创新"),
        ("創（chuàng）新", "创新"),
        ("重量(kg)和容量(ml)", "重量(kg)和容量(ml)"),
        ("管材(PVC-U)等", "管材(PVC-U)等"),
        ("質量(xìn)", "质量(xìn)"),  # 信, not 量
        ("發揮著積極作用", "发挥着积极作用"),
        ("成效显著", "成效显著"),
        ("什么", "什么"),
        ("黃老师说成效显著，顯著", "黄老师说成效显著，显著"),
        ("共1,000家,占5%,新增(含個體)", "共1,000家，占5%，新增（含个体）"),
        ("at 10:30, see (a)", "at 10:30, see (a)"),
        ("甲\r\n\r\n\u3000\u3000乙 \n", "甲\n乙"),
        ("甲\u200b乙\ufeff", "甲乙"),
    ],
)
def test_what_is_repaired(raw: str, wanted: str) -> None:
    """Each kind of noise, and what only looks like it."""
    assert clean(raw).clean == wanted


def test_shifted_bytes_are_flagged_with_candidates() -> None:
    """The bytes of 保”工作作出了積, one lost: the run stays, the lost character is among the candidates."""
    whole = "保”工作作出了積".encode("gbk")
    raw = "“六?" + (whole[1:]).decode("gb18030") + "極貢獻。"
    cleaned = clean(raw)
    (damage,) = cleaned.damages
    assert damage.rest == "”工作作出了積"
    assert "保" in damage.candidates[:5]
    assert damage.words in cleaned.clean
    assert clean(raw, {damage.start: "保"}).clean == "“六保”工作作出了积极贡献。"
    assert clean(raw, {damage.start: "保"}).damages == ()


def test_a_question_is_no_damage() -> None:
    """A question mark before ordinary words is left alone."""
    assert clean("怎么办?记者在A县看到").damages == ()


def test_bytes_in_two_encodings() -> None:
    """GB18030 is read as such, and the encoding is told."""
    assert (clean("质量".encode("gb18030")).clean, clean("质量".encode("gb18030")).encoding) == (
        "质量",
        "gb18030",
    )
    assert clean("\ufeff质量".encode()).clean == "质量"


def test_what_is_not_a_text() -> None:
    """Nothing, and what is mostly unreadable, says so."""
    assert not clean(b"").legible
    assert not clean(bytes(range(256)) * 4).legible
    assert clean("质量").legible


def test_repairs_name_what_was_changed() -> None:
    """Kind, raw place, before and after."""
    said = [(one.kind, one.start, one.before, one.after) for one in clean("創(chuàng)新,好").repairs]
    assert said == [
        ("simplified", 0, "創", "创"),
        ("pinyin-note", 1, "(chuàng)", ""),
        ("width", 10, ",", "，"),
    ]


def test_paragraphs_are_lines() -> None:
    """Numbered from one, in characters of the clean text."""
    assert [tuple(one) for one in clean("甲乙\n\n丙").paragraphs] == [(0, 2), (3, 4)]


@given(st.one_of(PIECES, st.text(), st.binary()))
@settings(max_examples=300, deadline=None)
@example("?！惫ぷ髯鞒隽朔e極")
@example("?顯@")
def test_cleaning_again_changes_nothing(raw: str | bytes) -> None:
    """What is clean stays as it is."""
    once = clean(raw).clean
    assert clean(once).clean == once


@given(st.one_of(PIECES, st.text(), st.binary()))
@settings(max_examples=300, deadline=None)
def test_every_place_leads_back_to_the_raw_text(raw: str | bytes) -> None:
    """Raw places grow with clean ones, lie inside the raw text, and lead back to where they came from."""
    cleaned = clean(raw)
    assert len(cleaned.starts) == len(cleaned.ends) == len(cleaned.clean)
    assert all(0 <= a < b <= len(cleaned.raw) for a, b in zip(cleaned.starts, cleaned.ends, strict=True))
    assert list(cleaned.starts) == sorted(cleaned.starts)
    for place, sign in enumerate(cleaned.clean):
        span = cleaned.to_raw(place, place + 1)
        back = cleaned.to_clean(*span)
        assert back.start <= place < back.end
        assert sign.isspace() or clean(cleaned.raw[slice(*span)]).clean


@given(PIECES)
@settings(max_examples=200, deadline=None)
def test_repairs_turn_raw_into_clean(raw: str) -> None:
    """Applied to the raw text, the list of repairs gives the clean one: nothing changed goes unlisted."""
    cleaned = clean(raw)
    built, done = [], 0
    for one in cleaned.repairs:
        assert cleaned.raw[one.start : one.end] == one.before
        built += [cleaned.raw[done : one.start], one.after]
        done = one.end
    assert "".join([*built, cleaned.raw[done:]]) == cleaned.clean


def test_a_million_characters_on_one_line() -> None:
    """A long line takes time in proportion to its length, no more."""
    assert len(clean("質量提升" * 250_000).clean) == 1_000_000
