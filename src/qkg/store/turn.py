"""One job's turn on one reader, with its deadline. Must not know where readers come from."""

import asyncio
from typing import Protocol

from qkg.errors import QkgError, QueryTimeout
from qkg.store.answer import Running
from qkg.store.cohort import Cohort
from qkg.store.link import Link


class Readers(Protocol):
    """Who gives readers and takes them back."""

    def release(self, cohort: Cohort, link: Link, reusable: bool) -> None:
        """A turn has ended: its reader goes back, its place to the next who waits."""

    def explain_later(self, turn: "Turn") -> None:
        """A reader died in the middle of a turn: find out why, then say so."""


class Turn:
    """One job on one reader, with its deadline."""

    def __init__(self, readers: Readers, cohort: Cohort, link: Link, seconds: float, text: str) -> None:
        self.cohort, self.link, self.text = cohort, link, text
        self.innocent = False
        self.answer: Running | None = None
        self._readers = readers
        self._seconds = seconds
        self._deadline = asyncio.get_running_loop().call_later(seconds, self._late)

    def heard(self, kind: int, content: bytes) -> None:
        """A frame, for the answer."""
        if self.answer is not None:
            self.answer.heard(kind, content)

    def lost(self) -> None:
        """The reader has died."""
        self._readers.explain_later(self)

    def fail(self, error: QkgError) -> None:
        """End the answer with an error."""
        if self.answer is not None:
            self.answer.fail(error)

    def finished(self, _answer: Running, reusable: bool) -> None:
        """The answer needs its reader no more."""
        self._deadline.cancel()
        self._readers.release(self.cohort, self.link, reusable)

    def _late(self) -> None:
        self.fail(QueryTimeout(f"the query was ended after {self._seconds:g} seconds"))
