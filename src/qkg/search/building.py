"""Building an index: a SQLite database with two full-text tables, written to one file.

Run as a program by ``keeper`` (``python -m qkg.search.building FOLDER NICENESS``), so that the process that
serves goes on answering meanwhile. ``words`` finds word forms (Porter stems) in all that is said of a thing;
``names`` finds the beginnings of names as they are typed.
"""

import os
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

from qkg.search.document import Document, read
from qkg.search.folding import STOP, fold, spaced
from qkg.search.gathering import ALTERNATIVE, FIELDS, LABEL

DATABASE: Final = "index.db"
SCHEMA: Final = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, standing INTEGER, zh TEXT, en TEXT);
CREATE TABLE kinds (kind TEXT, thing INTEGER, PRIMARY KEY (kind, thing)) WITHOUT ROWID;
CREATE TABLE said (thing INTEGER, field INTEGER, position INTEGER, language TEXT, text TEXT,
  PRIMARY KEY (thing, field, position)) WITHOUT ROWID;
CREATE TABLE name
  (id INTEGER PRIMARY KEY, folded TEXT, thing INTEGER, other INTEGER, language TEXT, text TEXT);
CREATE VIRTUAL TABLE words USING fts5(label, alternative, note, quote,
  tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE names USING fts5(name, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
"""
INDEXES: Final = """
CREATE INDEX thing_iri ON thing (iri);
CREATE INDEX name_folded ON name (folded);
INSERT INTO words (words) VALUES ('optimize');
INSERT INTO names (names) VALUES ('optimize');
ANALYZE;
"""


def build(documents: Iterable[Document], place: Path) -> int:
    """Write the index to a file that is not there yet; how many documents it holds."""
    count = 0
    with closing(sqlite3.connect(place, isolation_level=None)) as made:
        made.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        made.execute("BEGIN")
        for count, document in enumerate(documents, 1):
            _add(made, count, document)
        made.execute("COMMIT")
        made.executescript(INDEXES)
    return count


def _add(made: sqlite3.Connection, id: int, document: Document) -> None:
    shown = (document.label("zh"), document.label("en"))
    if not any(shown):
        shown = (document.label(""), "")
    made.execute(
        "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)",
        (id, document.iri, document.kind, document.standing, *shown),
    )
    made.executemany("INSERT INTO kinds VALUES (?, ?)", [(kind, id) for kind in sorted(document.kinds)])
    _add_texts(made, id, document)
    _add_names(made, id, document)


def _add_texts(made: sqlite3.Connection, id: int, document: Document) -> None:
    columns = []
    for number, field in enumerate(FIELDS):
        said = [one for one in document.said if one.field == field]
        rows = [(id, number, position, one.language, one.text) for position, one in enumerate(said)]
        made.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?)", rows)
        columns.append(STOP.join(spaced(fold(one.text)) for one in said))
    made.execute(
        "INSERT INTO words (rowid, label, alternative, note, quote) VALUES (?, ?, ?, ?, ?)", (id, *columns)
    )


def _add_names(made: sqlite3.Connection, id: int, document: Document) -> None:
    for one in document.said:
        if one.field in (LABEL, ALTERNATIVE):
            folded = fold(one.text)
            row = (" ".join(folded.split()), id, one.field == ALTERNATIVE, one.language, one.text)
            cursor = made.execute("INSERT INTO name VALUES (NULL, ?, ?, ?, ?, ?)", row)
            made.execute("INSERT INTO names (rowid, name) VALUES (?, ?)", (cursor.lastrowid, spaced(folded)))


def main() -> None:
    """Build from the answers in a folder, at a niceness: the two arguments; print the number of documents."""
    os.nice(int(sys.argv[2]))
    folder = Path(sys.argv[1])
    print(build(read(folder), folder / DATABASE))


if __name__ == "__main__":
    main()
