"""Things whose IRIs look like a wrong one: the same beginning, the same name under another kind, a slip.

So many names are compared at most, so that a wrong address costs no more than a right one.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final

from qkg.namespaces import THING

BEGINNING: Final = 2
"""So many signs of a name are taken to be right at first."""
LOOKED_AT: Final = 500
MOST: Final = 4
LIKENESS: Final = 0.7
KINDS: Final = 100
"""More kinds than a graph has."""
_RANGE: Final = "SELECT iri FROM thing WHERE iri > ? AND iri < ? ORDER BY iri LIMIT ?"
_NAMED: Final = "SELECT iri, zh, en FROM thing WHERE iri = ?"
LAST: Final = "\U0010ffff"


def resembling(index: sqlite3.Connection, path: str, language: str) -> Sequence[tuple[str, str]]:
    """IRI and label of things like ``<kind>/<slug>``, the likest first."""
    wanted = path[:200]
    known = dict.fromkeys(_candidates(index, wanted))
    close = get_close_matches(wanted, known, n=MOST, cutoff=LIKENESS)
    return [_called(index, THING + one, language) for one in close]


def _candidates(index: sqlite3.Connection, path: str) -> Iterator[str]:
    """Paths of things that may have been meant."""
    kind, _, slug = path.partition("/")
    yield from _below(index, f"{kind}/{slug[:BEGINNING]}")
    yield from _below(index, f"{kind}/")
    for other in _kinds(index):
        yield from _below(index, f"{other}/{slug or kind}", MOST)


def _below(index: sqlite3.Connection, start: str, most: int = LOOKED_AT) -> Iterator[str]:
    first = THING + start
    for (iri,) in index.execute(_RANGE, (first[:-1] + chr(ord(first[-1]) - 1) + LAST, first + LAST, most)):
        yield iri.removeprefix(THING)


def _kinds(index: sqlite3.Connection) -> Iterator[str]:
    """The kinds that there are, one look at the index for each."""
    after = THING
    for _ in range(KINDS):
        row = index.execute(_RANGE, (after, THING + LAST, 1)).fetchone()
        if row is None:
            return
        kind = row[0].removeprefix(THING).partition("/")[0]
        yield kind
        after = f"{THING}{kind}/{LAST}"


def _called(index: sqlite3.Connection, iri: str, language: str) -> tuple[str, str]:
    _, zh, en = index.execute(_NAMED, (iri,)).fetchone()
    label = (zh or en) if language == "zh" else (en or zh)
    return iri, label or iri.removeprefix(THING)
