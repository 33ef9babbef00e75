"""Which things a name may mean, each with a score: what a reconciliation service answers.

Two names are alike by the pairs of neighbouring characters that they share (Dice's coefficient over folded
names), so that 内蒙古自治区市场监管局 finds 内蒙古市场监管局, and a slip of the pen its word.
"""

import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from qkg.namespaces import THING
from qkg.search.folding import fold, words
from qkg.search.gathering import ALTERNATIVE, LABEL
from qkg.search.wording import LONGEST, Wording, read

EXACT: Final = 100.0
MOST_ALIKE: Final = 95.0
"""The score of a name that is as like as can be without being the same."""
LEAST: Final = 20.0
"""Names less alike than this are no candidates."""
TRIED: Final = 60
"""So many things that share words or characters are held against the name."""
_NAMES: Final = """
 SELECT thing.id, iri, thing.kind, zh, en, name.folded FROM thing JOIN name ON name.thing = thing.id
 WHERE substr(iri, 1, length(:below)) = :below AND thing.id IN (
  SELECT thing FROM name WHERE folded = :whole
  UNION SELECT rowid FROM (SELECT rowid FROM words WHERE words MATCH :strict ORDER BY rank LIMIT :tried)
  UNION SELECT rowid FROM (SELECT rowid FROM words WHERE words MATCH :loose ORDER BY rank LIMIT :tried)
 )
"""
_OF_KINDS: Final = " AND EXISTS (SELECT 1 FROM kinds WHERE kinds.thing = thing.id AND kinds.kind IN ({}))"


@dataclass(frozen=True)
class Candidate:
    """A thing that may be meant: its narrowest kind, its labels, how alike its best name is (0 to 100)."""

    iri: str
    kind: str
    zh: str
    en: str
    score: float

    @property
    def exact(self) -> bool:
        """Whether one of its names is the very name."""
        return self.score == EXACT


def candidates(index: sqlite3.Connection, name: str, kinds: Collection[str] = ()) -> Sequence[Candidate]:
    """The things below ``id/`` that the name may mean, of any of these kinds; the likeliest first."""
    wording = read(name[:LONGEST])
    if wording.empty:
        return []
    best: dict[int, Candidate] = {}
    for id, iri, kind, zh, en, folded in index.execute(_question(kinds), _values(wording, kinds)):
        score = likeness(wording.whole, folded)
        if score >= LEAST and (id not in best or score > best[id].score):
            best[id] = Candidate(iri, kind, zh, en, score)
    return sorted(best.values(), key=lambda one: (-one.score, one.iri))


def described(
    index: sqlite3.Connection, iris: Collection[str], kinds: Collection[str] = ()
) -> list[Candidate]:
    """These things as candidates that no name was given for, those of any of these kinds."""
    marks = ", ".join("?" for _ in iris)
    question = f"SELECT iri, kind, zh, en FROM thing WHERE iri IN ({marks})"  # noqa: S608 - marks
    if kinds:
        question += _OF_KINDS.format(", ".join("?" for _ in kinds))
    rows = index.execute(question, [*iris, *kinds])
    return [Candidate(iri, kind, zh, en, EXACT) for iri, kind, zh, en in rows]


def likeness(one: str, other: str) -> float:
    """How alike two folded names are, from 0 to 100; the same words are the same name."""
    mine, theirs = words(one), words(other)
    if mine == theirs:
        return EXACT
    pairs, others = _pairs(mine), _pairs(theirs)
    shared = sum((pairs & others).values())
    return round(MOST_ALIKE * 2 * shared / max(1, pairs.total() + others.total()), 1)


def alike(one: str, other: str) -> float:
    """How alike two texts are as they were written."""
    return likeness(fold(one), fold(other))


def _pairs(parts: Sequence[str]) -> Counter[str]:
    text = " " + "".join(part if len(part) == 1 else f" {part} " for part in parts) + " "
    return Counter(text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2] != "  ")


def _question(kinds: Collection[str]) -> str:
    return _NAMES + (_OF_KINDS.format(", ".join(f":k{at}" for at in range(len(kinds)))) if kinds else "")


def _values(wording: Wording, kinds: Collection[str]) -> dict[str, str | int]:
    columns = (LABEL, ALTERNATIVE)
    fixed: dict[str, str | int] = {
        "below": THING,
        "tried": TRIED,
        "whole": wording.whole,
        "strict": wording.strict(*columns),
        "loose": wording.loose(*columns),
    }
    return {**fixed, **{f"k{at}": kind for at, kind in enumerate(kinds)}}
