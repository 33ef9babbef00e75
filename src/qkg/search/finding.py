"""A search in one index: all things that its words lead to, ranked, a page of them shown with their snippets.

The rank is where the words stand: the whole name, the whole other name, the beginning of a name, of an other
name, somewhere in a name, in an other name, in a definition, in a quote, scattered over them. Within a rank
things come before concepts, vocabulary and apparatus; then BM25 over names decides, then the shorter name.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from qkg.search.gathering import ALTERNATIVE, FIELDS, LABEL, NOTE, QUOTE
from qkg.search.snippet import Snippet, Target, snippets
from qkg.search.wording import Wording, read

RANKS: Final = (LABEL, ALTERNATIVE, LABEL, ALTERNATIVE, LABEL, ALTERNATIVE, NOTE, QUOTE, "")
"""The field that stands behind each rank; none for words scattered over several."""
LOOSE: Final = len(RANKS)
_STRICT: Final = """
 SELECT thing, other AS rank, 0.0 AS score FROM name WHERE folded = :whole
 UNION ALL SELECT thing, 2 + other, 0.0 FROM name WHERE folded > :whole AND folded < :whole || char(0x10FFFF)
 UNION ALL SELECT * FROM (SELECT rowid, 4, bm25(words) FROM words WHERE words MATCH :label)
 UNION ALL SELECT rowid, 5, 0.0 FROM words WHERE words MATCH :alternative
 UNION ALL SELECT rowid, 6, 0.0 FROM words WHERE words MATCH :note
 UNION ALL SELECT rowid, 7, 0.0 FROM words WHERE words MATCH :quote
 UNION ALL SELECT rowid, 8, 0.0 FROM words WHERE words MATCH :anywhere
"""
_LOOSE: Final = """
 SELECT rowid AS thing, 9 AS rank, bm25(words, 10, 8, 2, 1) AS score FROM words WHERE words MATCH :anywhere
"""
_ROOM: Final = (
    "CREATE TEMP TABLE IF NOT EXISTS best (thing INTEGER PRIMARY KEY, rank INTEGER, score REAL)",
    "DELETE FROM best",
)
_BEST: Final = """
 WITH found AS MATERIALIZED ({})
 INSERT INTO best SELECT thing, min(rank), score FROM found GROUP BY thing
"""
_OF_KIND: Final = """
 WHERE :kind = '' OR EXISTS (SELECT 1 FROM kinds WHERE kinds.kind = :kind AND kinds.thing = best.thing)
"""
_TOTAL: Final = "SELECT count(*) FROM best"
_ROWS: Final = (
    "SELECT thing.id, iri, zh, en, thing.kind, best.rank FROM best JOIN thing ON thing.id = best.thing"
)
_ORDER: Final = """
 ORDER BY best.rank, standing, score, length(zh), length(en), iri LIMIT :limit OFFSET :start
"""
_COUNTS: Final = """
 SELECT kinds.kind, count(*) FROM best JOIN kinds ON kinds.thing = best.thing
 WHERE kinds.kind IN (SELECT DISTINCT thing.kind FROM best JOIN thing ON thing.id = best.thing)
 GROUP BY kinds.kind ORDER BY 2 DESC, 1
"""


@dataclass(frozen=True)
class Hit:
    """A thing that was found: its names by language, its narrowest kind, and where the words stand."""

    iri: str
    labels: Mapping[str, str]
    kind: str
    snippet: Snippet


@dataclass(frozen=True)
class Found:
    """A page of hits, how many there are in all, and in which kinds; ``loose``: not all words occur."""

    hits: Sequence[Hit]
    total: int
    kinds: Sequence[tuple[str, int]]
    loose: bool


@dataclass(frozen=True)
class Page:
    """Which hits are wanted, of which kind (its IRI, or '' for all), and the reader's language."""

    language: str = "zh"
    kind: str = ""
    limit: int = 20
    start: int = 0


NOTHING: Final = Found((), 0, (), loose=False)


def find(index: sqlite3.Connection, text: str, page: Page) -> Found:
    """The hits of a typed text; BadParameter when it is too long. Runs for milliseconds: not on a loop."""
    wording = read(text)
    if wording.empty:
        return NOTHING
    found = _found(index, wording, page, loose=False)
    return found if found.total or found.kinds else _found(index, wording, page, loose=True)


def _found(index: sqlite3.Connection, wording: Wording, page: Page, loose: bool) -> Found:
    values = _values(wording, page, loose)
    for statement in _ROOM:
        index.execute(statement)
    index.execute(_BEST.format(_LOOSE if loose else _STRICT), values)
    kinds = index.execute(_COUNTS).fetchall()
    total = index.execute(_TOTAL + _OF_KIND, values).fetchone()[0]
    rows = index.execute(_ROWS + _OF_KIND + _ORDER, values).fetchall()
    targets = [Target(row[0], RANKS[row[5]] if row[5] < LOOSE else "") for row in rows]
    shown = snippets(index, targets, wording, values["anywhere"], page.language)
    hits = [Hit(iri, {"zh": zh, "en": en}, kind, shown[id]) for id, iri, zh, en, kind, _ in rows]
    return Found(hits, total, kinds, loose and total > 0)


def _values(wording: Wording, page: Page, loose: bool) -> dict[str, Any]:
    shown = {"kind": page.kind, "limit": page.limit, "start": page.start}
    if loose:
        return {**shown, "anywhere": wording.loose()}
    fields = {field: wording.strict(field) for field in FIELDS}
    return {**shown, **fields, "whole": wording.whole, "anywhere": wording.strict()}
