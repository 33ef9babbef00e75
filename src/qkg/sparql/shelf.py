"""Queries and pictures that people share: texts under short names, in one small database file.

The name follows from the text, so that the same query has one name and nothing is written twice. The room is
bounded; a full shelf takes no more and gives up nothing: an address that was passed on must keep working.
"""

import base64
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from qkg.errors import NoSuchPage, ShelfFull, TooMuch

LONGEST: Final = 65_536
"""Bytes of one query."""
LETTERS: Final = 12
PATIENCE: Final = 5.0
_MADE: Final = (
    "CREATE TABLE IF NOT EXISTS shared (name TEXT PRIMARY KEY, text TEXT NOT NULL, size INTEGER NOT NULL)"
)


class Shelf:
    """The shared queries in ``file``, up to ``room`` bytes of text; a room of 0 takes none."""

    def __init__(self, file: Path, room: int) -> None:
        self._file, self._room = file, room

    def put(self, text: str) -> str:
        """Keep a query; its name. TooMuch for a long one, ShelfFull when there is no room or no right."""
        size, name = len(text.encode()), named(text)
        if size > LONGEST:
            raise TooMuch(f"a shared query has up to {LONGEST:,} bytes, and this one has {size:,}")
        if not self._room:
            raise ShelfFull("this server keeps no shared queries")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._opened() as base:
                self._write(base, name, text, size)
        except (OSError, sqlite3.Error) as error:
            raise ShelfFull("this server cannot keep shared queries: it may not write") from error
        return name

    def _write(self, base: sqlite3.Connection, name: str, text: str, size: int) -> None:
        base.execute("BEGIN IMMEDIATE")
        base.execute(_MADE)
        if base.execute("SELECT 1 FROM shared WHERE name = ?", (name,)).fetchone():
            return
        (used,) = base.execute("SELECT COALESCE(SUM(size), 0) FROM shared").fetchone()
        if used + size > self._room:
            raise ShelfFull("this server has no room left for shared queries")
        base.execute("INSERT INTO shared VALUES (?, ?, ?)", (name, text, size))

    def get(self, name: str) -> str:
        """The query of that name; NoSuchPage when there is none."""
        try:
            with self._opened() as base:
                found = base.execute("SELECT text FROM shared WHERE name = ?", (name,)).fetchone()
        except sqlite3.Error:
            found = None
        if found is None:
            raise NoSuchPage("Nothing is shared under that name.")
        return str(found[0])

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._file, timeout=PATIENCE)) as base, base:
            yield base


def named(text: str) -> str:
    """The name of a text: twelve letters of its SHA-256."""
    digest = hashlib.sha256(text.encode()).digest()
    return base64.b32encode(digest)[:LETTERS].decode().lower()
