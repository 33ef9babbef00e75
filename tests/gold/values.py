"""The values that gold and recogniser share: spans, figures, mentions, relations.

Knows nothing of files, of the graph, or of how a recogniser works. Positions count Unicode characters of the
clean text from 0, end exclusive.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

HEDGES = ("exact", "nearly", "more-than", "about", "at-least", "at-most", "range")
CHANGES = ("", "increase", "decrease")
MENTIONS = (
    "agency",
    "enterprise",
    "organisation",
    "place",
    "person",
    "document",
    "award",
    "action",
    "platform",
    "strategy",
    "appraisal",
    "plan",
)
RELATIONS = {
    "issuer": (("document",), ("agency", "organisation")),
    "actor": (("action",), ("agency", "organisation", "enterprise", "place")),
    "plannedBy": (("plan",), ("agency", "organisation", "enterprise", "place")),
    "partOf": (("action",), ("action", "plan")),
    "implements": (("action", "plan"), ("strategy",)),
    "place": (("action", "plan"), ("place",)),
    "recipient": (("award",), ("enterprise", "organisation", "agency", "place", "person")),
    "conferrer": (("award",), ("agency", "organisation", "place")),
    "conferredIn": (("award",), ("document",)),
    "establishes": (("agency", "organisation", "enterprise", "place"), ("platform",)),
    "subject": (("figure",), ("platform", "award", "action", "document", "enterprise")),
    "speaker": (("figure",), ("agency", "organisation", "person")),
    "appraiser": (("appraisal",), ("agency", "organisation", "enterprise", "person")),
    "appraised": (("appraisal",), ("action", "place", "platform", "agency", "document")),
}


class GoldError(ValueError):
    """A line of gold that cannot be right: words that do not stand in the text, an unknown kind."""


class Placed(Protocol):
    """Anything that stands in the text."""

    @property
    def start(self) -> int:
        """The first character."""
        ...

    @property
    def end(self) -> int:
        """One past the last character."""
        ...


class Span(NamedTuple):
    """A stretch of the clean text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One reported number. Of a range (2—3倍) ``value`` is None and both bounds are given.

    ``unit`` is a local name of QUDT; ``counter`` holds the measure word as written.
    """

    start: int
    end: int
    verbatim: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    unit: str = "NUM"
    counter: str = ""
    hedge: str = "exact"
    period: str = "unstated"
    change: str = ""
    of: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name something. Gold gives mentions of one thing the same ``thing``."""

    kind: str
    start: int
    end: int
    words: str
    thing: str = ""


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


def shared(one: Placed, other: Placed) -> int:
    """How many characters two stretches have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def alike(one: Placed, other: Placed) -> bool:
    """Whether they share half of the shorter one and neither is three times as long as the other."""
    short, long = sorted((one.end - one.start, other.end - other.start))
    return short > 0 and 2 * shared(one, other) >= short and long < 3 * short
