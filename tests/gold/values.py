"""The values of gold; its figures and mentions are of the recogniser's own classes.

Knows nothing of files, of the graph, or of how a recogniser works. Positions count Unicode characters of the
clean text from 0, end exclusive.
"""

from dataclasses import dataclass
from datetime import date

from qkg.ingest.figure import Figure
from qkg.ingest.mention import CLASSES, Mention
from qkg.ingest.span import Placed, Span, shared

MENTIONS = tuple(CLASSES)
"""The kinds of mention."""


class GoldError(ValueError):
    """A line of gold that cannot be right: words that do not stand in the text, an unknown kind."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A predicted relation between two stretches of the text."""

    kind: str
    subject: Span
    object: Span


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation of the gold: each end may be given by any mention of the thing that stands there."""

    kind: str
    subjects: frozenset[Span]
    objects: frozenset[Span]
    words: str


@dataclass(frozen=True, slots=True)
class Trap:
    """Words that hold a number and are no figure, and why."""

    start: int
    end: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated text.

    ``covers`` names the kinds of mention that are annotated to the last one: only of these can a prediction
    that matches nothing be called a false alarm. ``raw`` and ``clean`` are empty where the text is not ours.
    """

    name: str
    published: date
    raw: bytes
    clean: str
    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]
    ties: tuple[Tie, ...]
    traps: tuple[Trap, ...]
    covers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Predicted:
    """What a recogniser says of one text."""

    figures: tuple[Figure, ...] = ()
    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()


def alike(one: Placed, other: Placed) -> bool:
    """Whether they share half of the shorter one and neither is three times as long as the other."""
    short, long = sorted((one.end - one.start, other.end - other.start))
    return short > 0 and 2 * shared(one, other) >= short and long < 3 * short
