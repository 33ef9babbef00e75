"""Whatever comes in: no traceback, and no quote that is not in the text."""

import math
import tempfile
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qkg.ingest.cleaning import clean
from qkg.ingest.draft import Draft, Meta
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.ingesting import ingest
from qkg.ingest.recognition import LONGEST
from qkg.ingest.working import Told, work
from qkg.namespaces import PREFIXES, THING

META = Meta("any", date(2023, 5, 4), THING + "media/china-quality-news")
PIECES = """
半 成 翻 番 内 数 几 倍 三四
湖南省 市场监管局 2023年 质量奖 授予 行动 平台 有限公司 1.2万家 截至 以来 以上 “十四五” 下一步 得到
充分肯定 印发 局长 周 表示 本报讯 記者 質量(zhì) مرحبا
"""
SIGNS = "，。；、（）《》“”\n 第一二三十百千万亿多余近约达至—%0123456789年月日将的和在\ud800\u202e"
WORDS = st.lists(st.sampled_from([*SIGNS, *PIECES.split()]), max_size=60).map("".join)


def sound(one: Draft) -> None:
    """Every stretch holds the words that it claims; every end of a relation was recognised."""
    text, found = one.cleaned.clean, one.recognised
    assert all(text[each.start : each.end] == each.verbatim for each in found.figures)
    assert all(text[each.start : each.end] == each.words for each in (*found.mentions, *found.periods))
    ends = {(each.start, each.end) for each in (*found.figures, *found.mentions)}
    assert all(tie.subject in ends and tie.object in ends for tie in one.relations)
    assert all(math.isfinite(each.value) for each in found.figures if each.value is not None)
    raw = [one.cleaned.to_raw(*end) for end in sorted(ends)]
    assert all(0 <= first < last <= len(one.cleaned.raw) for first, last in raw)
    assert [each.start for each in raw] == sorted(each.start for each in raw)


QUOTED = """SELECT ?words ?start ?end {
  ?target oa:hasSelector ?quote , ?place . ?quote oa:exact ?words . ?place oa:start ?start ; oa:end ?end }"""


def proven(one: Draft) -> None:
    """The Turtle can be read, and each quote in it stands in the clean text at its place."""
    store = ox.Store()
    store.load(one.turtle.encode(), ox.RdfFormat.TURTLE)
    rows = store.query(QUOTED, prefixes=dict(PREFIXES))
    assert isinstance(rows, ox.QuerySolutions)
    for words, start, end in rows:
        assert one.cleaned.clean[int(start.value) : int(end.value)] == words.value


OLD = WORDS.map(lambda words: words.encode("gb18030", "replace"))


@given(st.one_of(WORDS, OLD, st.text(), st.binary()))
@settings(max_examples=300, deadline=None)
def test_any_input_gives_a_sound_draft_or_none(raw: str | bytes) -> None:
    """Empty, binary, half a surrogate, right to left, words of the genre in any order."""
    one = ingest(raw, META, Gazetteer())
    assert (one is not None) == clean(raw).legible
    if one is not None:
        sound(one)
        proven(one)


@given(
    st.sampled_from([b"", b"<html>", b"<!doctype html><html><body><article><p>", b"\xef\xbb\xbf"]),
    st.one_of(OLD, st.binary()),
)
@settings(max_examples=60, deadline=None)
def test_any_file_gives_a_draft_or_a_reason(head: bytes, body: bytes) -> None:
    """Bytes, or what calls itself a page: the program never fails on it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any-2023-05-04.txt"
        path.write_bytes(head + body)
        came = work(path, Told("any"), Gazetteer())
    assert came.files or came.reason
    assert "the program failed" not in came.reason


def test_a_line_of_ten_megabytes_is_refused_unread(tmp_path: Path) -> None:
    """No article is as long, and nothing is spent on it."""
    path = tmp_path / "long-2023-05-04.txt"
    path.write_bytes("质量".encode() * (10_000_000 // 6))
    assert "no article is" in work(path, Told("long"), Gazetteer()).reason
    path.write_bytes("质量".encode() * (4_000_000 // 6))
    assert "longer than 200,000 characters" in work(path, Told("long"), Gazetteer()).reason


@pytest.mark.parametrize(
    "raw", [piece * (60_000 // len(piece)) for piece in ("湖南省市场监管局1.2万家，", "“", "一", "9")]
)
def test_a_long_line_is_read_as_far_as_an_article_goes(raw: str) -> None:
    """The rest is told as left out."""
    one = ingest(raw, META, Gazetteer())
    assert one is not None
    sound(one)
    assert one.left_out[-1].end == len(one.cleaned.clean) > LONGEST


def test_gb18030() -> None:
    """Bytes in the older encoding give the same draft."""
    text = "标题\n湖南省市场监管局表示，去年合格率达96.1%。"
    old, new = ingest(text.encode("gb18030"), META, Gazetteer()), ingest(text, META, Gazetteer())
    assert old is not None
    assert new is not None
    assert old.turtle == new.turtle


def test_a_plan_after_a_blank_begins_at_its_first_word() -> None:
    """The stretch holds the very words that it claims, also where a blank follows 将."""
    one = ingest("下一步，将 提升全区质量水平，建设质量强市。", META, Gazetteer())
    assert one is not None
    assert [each.words for each in one.recognised.mentions if each.kind == "plan"]
    sound(one)
