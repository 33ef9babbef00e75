"""A text as it came and as it reads, with the place of every character of the one in the other.

Owns the alignment, the digests and the list of what was changed. Knows nothing of how texts are cleaned.
Positions count Unicode characters from 0, end exclusive.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from qkg.ingest.span import Span


@dataclass(frozen=True, slots=True)
class Damage:
    """Characters read one byte late. ``start`` and ``end`` are positions in the raw text.

    ``rest`` is what the run says after its first character, which is lost; ``candidates`` are the characters
    that the lost byte allows, the likeliest first. A curator chooses one; nothing here does.
    """

    start: int
    end: int
    words: str
    rest: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """One change: the raw words at a raw position and what stands in their place, which may be nothing."""

    kind: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True)
class Cleaned:
    """Raw and clean text with their alignment: of each clean character, where its raw ones begin and end.

    ``encoding`` is how bytes were read: ``utf-8``, ``gb18030``, or ``unknown`` where neither fits.
    """

    raw: str
    clean: str
    starts: "array[int]" = field(repr=False)
    ends: "array[int]" = field(repr=False)
    damages: tuple[Damage, ...] = ()
    encoding: str = "utf-8"

    def to_raw(self, start: int, end: int) -> Span:
        """The raw stretch that a clean one was made from."""
        if not 0 <= start < end <= len(self.clean):
            raise IndexError((start, end))
        return Span(min(self.starts[start:end]), max(self.ends[start:end]))

    def to_clean(self, start: int, end: int) -> Span:
        """The clean stretch that came from a raw one; empty where nothing did."""
        inside = [
            place
            for place, (first, last) in enumerate(zip(self.starts, self.ends, strict=True))
            if first < end and start < last
        ]
        return Span(inside[0], inside[-1] + 1) if inside else Span(0, 0)

    @cached_property
    def raw_digest(self) -> str:
        """SHA-256 of the raw text in UTF-8."""
        return _digest(self.raw)

    @cached_property
    def clean_digest(self) -> str:
        """SHA-256 of the clean text in UTF-8."""
        return _digest(self.clean)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The lines that hold something, in order: paragraph number one is the first of them."""
        found, start = [], 0
        for line in self.clean.split("\n"):
            if line.strip():
                found.append(Span(start, start + len(line)))
            start += len(line) + 1
        return tuple(found)

    @property
    def legible(self) -> bool:
        """Whether it is a text at all: not empty, and hardly any character that could not be read."""
        odd = sum(self.raw.count(sign) for sign in "\x00\ufffd")
        return bool(self.clean.strip()) and odd * 20 <= len(self.raw)

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """Every change from raw to clean, in order; neighbours of one kind are one repair."""
        merged: list[Repair] = []
        for one in self._changes():
            last = merged[-1] if merged else None
            if last is not None and last.kind == one.kind and last.end == one.start:
                merged[-1] = Repair(
                    one.kind, last.start, one.end, last.before + one.before, last.after + one.after
                )
            else:
                merged.append(one)
        return tuple(merged)

    def _changes(self) -> Iterator[Repair]:
        done, place = 0, 0
        while place < len(self.clean):
            start, end = self.starts[place], self.ends[place]
            if start > done:
                yield self._removed(done, start)
            follow = place + 1
            while follow < len(self.clean) and self.starts[follow] < end:
                end, follow = max(end, self.ends[follow]), follow + 1
            before, after = self.raw[start:end], self.clean[place:follow]
            if before != after:
                yield Repair(_kind(before, after), start, end, before, after)
            done, place = end, follow
        if done < len(self.raw):
            yield self._removed(done, len(self.raw))

    def _removed(self, start: int, end: int) -> Repair:
        words = self.raw[start:end]
        kind = "pinyin-note" if words[0] in "(（" else "space"
        return Repair(kind, start, end, words, "")


def _kind(before: str, after: str) -> str:
    if len(before) > 1:
        return "damage"
    return "width" if before.isascii() else "simplified" if before.isalpha() else "unreadable"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
