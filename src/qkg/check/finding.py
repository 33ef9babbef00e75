"""A finding: what is wrong, where, and how to repair it. A plain value; must not know who looks for it."""

from dataclasses import dataclass
from typing import Final

ERROR: Final = "error"
WARNING: Final = "warning"


@dataclass(frozen=True)
class Words:
    """One sentence in both languages."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        """The sentence in ``zh`` or ``en``."""
        return self.zh if language == "zh" else self.en


NOTHING: Final = Words("", "")


@dataclass(frozen=True)
class Spot:
    """A place in a file; line and column count from one, zero when unknown."""

    file: str
    line: int = 1
    column: int = 0


@dataclass(frozen=True)
class Finding:
    """One fault. ``code`` is stable; ``aspects`` name what of the subject it is about.

    Two findings that share the subject and an aspect have one cause: only the first is reported.
    """

    code: str
    spot: Spot
    message: Words
    hint: Words = NOTHING
    subject: str = ""
    severity: str = ERROR
    aspects: frozenset[str] = frozenset()

    def order(self) -> tuple[str, int, int, str, str, str]:
        """By place, then by code: the same input gives the same report."""
        return self.spot.file, self.spot.line, self.spot.column, self.code, self.subject, self.message.en


def about(*aspects: str) -> frozenset[str]:
    """Aspects, short to write."""
    return frozenset(aspects)
