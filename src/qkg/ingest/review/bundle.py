"""All that a review needs of one draft, in one JSON document: ``NAME.review.json``.

Owns that format. The running text is in it, so it is private to whoever reviews.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from qkg.errors import NotADraft
from qkg.ingest.review.aligning import Runs, aligned

FORMAT: Final = "qkg-review-1"
_SLUG: Final = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST: Final = 120
Places = Mapping[str, list[list[int]]]


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that the text names: its words, English if any, kind, and whether the draft proposes it."""

    words: str
    english: str
    kind: str
    new: bool


@dataclass(frozen=True, slots=True)
class Left:
    """A candidate left out, with the reason; with ``thing`` and ``turtle`` it can be completed."""

    words: str
    start: int
    end: int
    zh: str
    en: str
    thing: str = ""
    turtle: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One draft to be reviewed. ``places``: where in the clean text the words of a node stand.

    ``runs``: where the characters of the clean text stood in the raw one; drafts of older versions lack it.
    """

    slug: str
    title: str
    published: str
    text: str
    turtle: str
    places: Places
    names: Mapping[str, Named]
    left: tuple[Left, ...]
    runs: Runs = ()

    def written(self) -> bytes:
        """The document."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False).encode()


def read(content: bytes) -> Bundle:
    """A bundle from its document; NotADraft for anything else."""
    try:
        given = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotADraft("the body is no JSON document") from error
    if not isinstance(given, dict) or given.pop("format", "") != FORMAT:
        raise NotADraft(
            f'no draft for review: its "format" is not {FORMAT!r} (qkg ingest writes NAME.review.json)'
        )
    try:
        return _checked(given)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotADraft(f"the draft is damaged: {type(error).__name__} {error}") from error


def _checked(given: dict[str, Any]) -> Bundle:
    length = len(given["text"])
    names = {iri: Named(**one) for iri, one in given["names"].items()}
    left = tuple(Left(**one) for one in given["left"])
    made = Bundle(**{**given, "names": names, "left": left})
    spans = [span for each in made.places.values() for span in each] + [[one.start, one.end] for one in left]
    if not all(0 <= start < end <= length for start, end in spans):
        raise ValueError("a place that is not in the text")
    if made.runs:
        aligned(made.text, made.runs)
    if len(made.slug) > LONGEST or not _SLUG.fullmatch(made.slug):
        raise ValueError("a name that is none")
    told = (
        made.title,
        made.published,
        made.text,
        made.turtle,
        *(part for one in left for part in (one.zh, one.en)),
    )
    if not all(isinstance(one, str) for one in (*told, *(one.turtle for one in left))):
        raise ValueError("a text that is none")
    return made
