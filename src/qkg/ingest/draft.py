"""A draft: Turtle with what was found, ready for a curator. Owns the values; made elsewhere."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from qkg import __version__
from qkg.ingest.proposal import Tried
from qkg.ingest.recognised import Recognised
from qkg.ingest.relation import Relation
from qkg.ingest.text import Cleaned

EXTRACTOR: Final = f"qkg-grammar {__version__}"
"""Name and version of the recogniser of this package."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of an article besides its text. ``slug`` names its graph and everything of its own.

    ``publisher`` is the IRI of a medium in the graph. ``date_source`` is a local name of its scheme.
    """

    slug: str
    published: date
    publisher: str
    url: str = ""
    date_source: str = "from-address"
    licence: str = ""
    extractor: str = EXTRACTOR


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A candidate that is not in the Turtle, where it stands, and why (in Chinese and in English)."""

    words: str
    start: int
    end: int
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words tied to a thing: one of the graph, with a score below or at 1, or a new one that is proposed.

    ``english`` is the label from the glossary, or empty: a curator adds it, nothing is invented.
    """

    words: str
    kind: str
    thing: str
    new: bool
    score: float
    english: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The Turtle of one article's graph, with everything that a report or a review page shows."""

    graph: str
    turtle: str
    meta: Meta
    cleaned: Cleaned
    recognised: Recognised
    relations: tuple[Relation, ...]
    links: tuple[Link, ...]
    left_out: tuple[LeftOut, ...]
    tried: tuple[Tried, ...] = ()
