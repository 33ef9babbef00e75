"""The folder of reviews: each draft with its decisions, written whole or not at all.

``NAME.review.json`` is a draft and never changes; ``NAME.decisions.json`` is what was decided about it, and
its digest is the tag by which two curators notice one another. Must not know what either means.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from qkg.errors import DraftThere, NoSuchDraft, Overtaken, StoreFull
from qkg.ingest.review import bundle, decisions
from qkg.ingest.review.bundle import Bundle
from qkg.ingest.review.decisions import Decisions

DRAFT, DECIDED, DONE = ".review.json", ".decisions.json", ".published"
MOST: Final = 10_000
"""Drafts at a time."""
_NAME: Final = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Work:
    """A draft with its decisions and their tag; ``published``: the generation that has it, if any."""

    bundle: Bundle
    decided: Decisions
    tag: str
    changed: datetime
    published: int | None


class Desk:
    """The folder; made at first use, for its owner alone. One process writes to it."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def names(self) -> list[str]:
        """Of all drafts, in order."""
        if not self._place.is_dir():
            return []
        return sorted(one.name.removesuffix(DRAFT) for one in self._place.glob(f"*{DRAFT}"))

    def open(self, name: str) -> Work:
        """One draft; NoSuchDraft when there is none."""
        held = self._held(name)
        text = self._text(name)
        done = self._file(name, DONE)
        number = done.read_text() if done.is_file() else ""
        return Work(
            held,
            decisions.read(text),
            _tag(text),
            datetime.fromtimestamp(self._newest(name), UTC),
            int(number) if number.isdigit() else None,
        )

    def put(self, given: Bundle) -> None:
        """A new draft; DraftThere when there is one of that name that is not published."""
        there = self._file(given.slug, DRAFT).is_file()
        if there and not self._file(given.slug, DONE).is_file():
            raise DraftThere(f"a draft {given.slug} is under review already; finish or remove it first")
        if not there and len(self.names()) >= MOST:
            raise StoreFull("there are too many drafts under review")
        with _room():
            self._place.mkdir(mode=0o700, parents=True, exist_ok=True)
            for suffix in (DECIDED, DONE):
                self._file(given.slug, suffix).unlink(missing_ok=True)
            self._write(self._file(given.slug, DRAFT), given.written())

    def decide(self, name: str, tag: str, decided: Decisions) -> str:
        """Keep decisions made upon the state of that tag; Overtaken when it is not the newest."""
        self.check(name, tag)
        content = decided.written()
        with _room():
            self._write(self._file(name, DECIDED), content)
        return _tag(content)

    def check(self, name: str, tag: str) -> None:
        """Overtaken unless the tag (or ``*``) is that of the newest decisions."""
        self._held(name)
        newest = _tag(self._text(name))
        if tag not in (newest, "*"):
            raise Overtaken(f"the decisions about {name} were changed by someone else meanwhile", newest)

    def publish(self, name: str, generation: int) -> None:
        """Note which generation has it."""
        with _room():
            self._write(self._file(name, DONE), str(generation).encode())

    def remove(self, name: str, tag: str) -> None:
        """Take a draft away, published or not."""
        self.check(name, tag)
        for suffix in (DRAFT, DECIDED, DONE):
            self._file(name, suffix).unlink(missing_ok=True)

    def published_text(self, name: str) -> str:
        """The clean text of a draft that is published, else nothing."""
        return self._held(name).text if self._file(name, DONE).is_file() else ""

    def _held(self, name: str) -> Bundle:
        file = self._file(name, DRAFT)
        if not file.is_file():
            raise NoSuchDraft(f"no draft {name} is under review")
        return bundle.read(file.read_bytes())

    def _text(self, name: str) -> bytes:
        file = self._file(name, DECIDED)
        return file.read_bytes() if file.is_file() else Decisions().written()

    def _newest(self, name: str) -> float:
        files = (self._file(name, suffix) for suffix in (DRAFT, DECIDED))
        return max(one.stat().st_mtime for one in files if one.is_file())

    def _file(self, name: str, suffix: str) -> Path:
        if len(name) > bundle.LONGEST or not _NAME.fullmatch(name):
            raise NoSuchDraft("no draft of that name is under review")
        return self._place / f"{name}{suffix}"

    def _write(self, file: Path, content: bytes) -> None:
        handle, beside = tempfile.mkstemp(prefix=".", dir=self._place)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            Path(beside).replace(file)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreFull(f"the draft cannot be kept: {error.strerror}") from error


def _tag(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
