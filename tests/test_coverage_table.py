"""``data/coverage.tsv`` leaves no clause of the article out, and its nodes carry their clauses.

A clause is a maximal run of the cleaned text without ``，。；、`` and line ends. The text is not published:
tests that need it read the folder ``QKG_SOURCE_DIR``, else ``../shared/source`` beside the checkout.
"""

import os
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from opencc import OpenCC
from pypinyin import Style, pinyin

from qkg.check.anchors import EVIDENCE, Anchor, anchors
from qkg.check.corpus import Corpus
from qkg.check.document import Role, Source
from qkg.check.syntax import document
from qkg.check.texts import Text, versions
from qkg.dataset.assets import find_assets
from qkg.dataset.source import read_quads
from qkg.namespaces import THING

ROOT = find_assets().root
TABLE = ROOT / "data" / "coverage.tsv"
ARTICLE = ROOT / "data" / "article.ttl"
CLAUSE = re.compile(r"[^，。；、\n]+")
CLEAN = THING + "text/cqn-2021-05-13-clean"
NOTE = re.compile(r"(?P<sign>.)\((?P<note>[^()]+)\)")
RAW = THING + "text/cqn-2021-05-13-raw"
LOST = "保”工作作出了積"
DAMAGED = "?" + LOST.encode("gb18030")[1:].decode("gb18030")
"""The run that the scrape read one byte late: it has no character in common with what was printed."""


@dataclass(frozen=True)
class Row:
    """A clause's position and the things that carry it."""

    start: int
    end: int
    nodes: tuple[str, ...]


def rows() -> list[Row]:
    """The table, without its heading."""
    heading, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert heading.split("\t") == ["start", "end", "nodes"]
    cells = [line.split("\t") for line in lines]
    return [Row(int(start), int(end), tuple(nodes.split())) for start, end, nodes in cells]


@pytest.fixture(scope="module")
def table() -> list[Row]:
    """The table; never empty."""
    found = rows()
    assert len(found) > 50
    return found


@pytest.fixture(scope="module")
def article() -> Corpus:
    """The article's graph."""
    return Corpus([document(Source(ARTICLE, ARTICLE.name, Role.DATA), read_quads(ARTICLE))])


@pytest.fixture(scope="module")
def clean(article: Corpus) -> dict[str, list[Anchor]]:
    """The positions in the cleaned text, by evidence."""
    grouped = defaultdict(list)
    for one in anchors(article):
        if one.version == CLEAN:
            grouped[one.evidence].append(one)
    assert len(grouped) > 100
    return grouped


def source(article: Corpus, version: str) -> str:
    """The text of a version, found by its digest; the test is skipped when nobody has it."""
    folder = Path(os.environ.get("QKG_SOURCE_DIR") or ROOT.parent / "shared" / "source")
    for path in sorted(folder.glob("*.txt")) if folder.is_dir() else ():
        text = Text(path.name, path.read_bytes())
        if version in versions(article).get(text.digest, ()):
            return text.content.decode("utf-8")
    pytest.skip(f"no text with the digest of {version.rpartition('/')[2]} in {folder}; set QKG_SOURCE_DIR")


def test_every_clause_has_a_row_with_nodes(article: Corpus, table: list[Row]) -> None:
    """Each clause with a word character is listed, exactly, and something carries it."""
    text = source(article, CLEAN)
    clauses = {one.span() for one in CLAUSE.finditer(text) if re.search(r"\w", one.group())}
    listed = {(row.start, row.end) for row in table if row.nodes}
    assert [text[start:end] for start, end in sorted(clauses - listed)] == []
    assert listed - clauses == set()


def test_rows_are_in_order_and_once(table: list[Row]) -> None:
    """Positions rise, and no two clauses overlap."""
    for before, after in pairwise(table):
        assert before.start < before.end <= after.start
    assert table[-1].start < table[-1].end


def test_nodes_are_in_the_article_and_their_evidence_meets_the_clause(
    article: Corpus, table: list[Row], clean: dict[str, list[Anchor]]
) -> None:
    """A node is a fact of the article whose quotes overlap the clause that it is listed for."""
    strangers = []
    for row in table:
        for node in row.nodes:
            evidence = article.texts(node.replace("id/", THING, 1), EVIDENCE)
            places = [place for name in evidence for place in clean[name]]
            if not any(place.start < row.end and row.start < place.end for place in places):
                strangers.append((row.start, row.end, node))
    assert strangers == []


def test_every_fact_stands_in_the_table(article: Corpus, table: list[Row]) -> None:
    """What has evidence is listed for some clause."""
    listed = {node.replace("id/", THING, 1) for row in table for node in row.nodes}
    facts = {subject for subject, _ in article.pairs(EVIDENCE)}
    assert len(facts) > 120
    assert facts - listed == set()


def test_raw_positions_hold_the_quote_before_it_was_cleaned(article: Corpus) -> None:
    """The raw words, without pinyin notes, in Simplified Chinese and full-width signs, are the quote."""
    raw = source(article, RAW)
    quotes = {one.evidence: one.quote for one in anchors(article) if one.quote is not None}
    bare = {one.evidence: raw[one.start : one.end] for one in anchors(article) if one.version == RAW}
    assert set(quotes) == set(bare)
    wrong = {name: (bare[name], quote) for name, quote in quotes.items() if not same(bare[name], quote or "")}
    assert wrong == {}


def same(raw: str, quote: str) -> bool:
    """Whether cleaning the raw words gives the quote; in the damaged run, whether it holds the quote."""
    words = folded(raw)
    if folded(DAMAGED) in words:
        return folded(quote) in cleaned(words.replace(folded(DAMAGED), LOST))
    return cleaned(words) == folded(quote)


def cleaned(words: str) -> str:
    """Pinyin notes removed, Traditional turned Simplified."""
    return folded(OpenCC("tw2s").convert(NOTE.sub(_without_note, words)))


def _without_note(found: re.Match[str]) -> str:
    """A note goes when it is a reading of the character before it; other words in brackets stay."""
    readings = pinyin(found["sign"], style=Style.TONE, heteronym=True)[0]
    return found["sign"] if found["note"] in readings else found.group()


def folded(text: str) -> str:
    """One width for every sign, and no blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
