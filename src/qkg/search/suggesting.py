"""Names that begin as typed, or hold a word that does: for a search box, an editor, a reconciler."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from qkg.search.wording import read

_QUESTION: Final = """
 SELECT thing.iri, name.text, name.language, thing.kind, thing.zh, thing.en
 FROM names JOIN name ON name.id = names.rowid JOIN thing ON thing.id = name.thing
 WHERE names MATCH :words {}
 ORDER BY folded <> :whole, substr(folded, 1, length(:whole)) <> :whole, standing, other, length(folded),
  iri, text
 LIMIT :limit
"""
_KIND: Final = "AND EXISTS (SELECT 1 FROM kinds WHERE kinds.thing = thing.id AND kinds.kind IN ({}))"
_NAMED: Final = "SELECT iri, coalesce(nullif(zh, ''), en), '', kind, zh, en FROM thing WHERE iri = ?"
TRIED: Final = 3
"""So many names are read for each that is wanted, because a thing may have several."""


@dataclass(frozen=True)
class Suggestion:
    """A thing, the name that fits, its language, the kind of the thing, and its label in both languages."""

    iri: str
    name: str
    language: str
    kind: str
    zh: str
    en: str


def suggest(
    index: sqlite3.Connection, text: str, kinds: Collection[str] = (), limit: int = 10, below: str = ""
) -> Sequence[Suggestion]:
    """At most ``limit`` things, the best name of each; of any of these kinds, with IRIs that begin so."""
    wording = read(text)
    if wording.empty or limit < 1:
        return []
    values = {"words": wording.beginning(), "whole": wording.whole, "limit": TRIED * limit, "below": below}
    values |= {f"kind{number}": kind for number, kind in enumerate(kinds)}
    narrowed = _KIND.format(", ".join(f":kind{number}" for number in range(len(kinds)))) if kinds else ""
    if below:
        narrowed += " AND substr(thing.iri, 1, length(:below)) = :below"
    found: dict[str, Suggestion] = {}
    for row in index.execute(_QUESTION.format(narrowed), values):
        found.setdefault(row[0], Suggestion(*row))
    return list(found.values())[:limit]


def named_by(index: sqlite3.Connection, iri: str) -> Suggestion | None:
    """The thing of this IRI, when it has a name."""
    row = index.execute(_NAMED, (iri,)).fetchone()
    return Suggestion(*row) if row else None
