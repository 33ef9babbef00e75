"""One file to its draft and its report: the steps in order, and a reason where there is none.

Owns what a file of a batch comes to. Values can be sent between processes. Must not write files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from qkg.errors import NotAText, QkgError
from qkg.ingest import incoming, ingesting
from qkg.ingest.cleaning import clean
from qkg.ingest.draft import Draft, Meta
from qkg.ingest.extractors import Helpers
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.proposal import Tried
from qkg.ingest.publisher import publisher
from qkg.ingest.reporting import report
from qkg.ingest.review.bundling import bundled

LONGEST: Final = 200_000
"""Characters of a text; more is no article."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says of the texts; ``name`` begins the slug of one."""

    name: str
    url: str = ""
    published: date | None = None
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one file came to: the files to write by suffix and how much was found, or why there is nothing."""

    path: Path
    slug: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    tried: tuple[Tried, ...] = ()


def work(path: Path, told: Told, gazetteer: Gazetteer, helpers: Helpers | None = None) -> Outcome:
    """The outcome of one file, whatever is in it."""
    try:
        made = drafted(path, told, gazetteer, helpers)
    except QkgError as error:
        return Outcome(path, reason=str(error))
    except Exception as error:
        return Outcome(path, reason=f"the program failed on it: {type(error).__name__}: {error}")
    files = {
        "ttl": made.turtle,
        "html": report(made),
        "raw.txt": made.cleaned.raw,
        "clean.txt": made.cleaned.clean,
        "review.json": bundled(made).written().decode(),
    }
    return Outcome(path, made.meta.slug, files, counts(made), tried=made.tried)


def drafted(path: Path, told: Told, gazetteer: Gazetteer, helpers: Helpers | None = None) -> Draft:
    """The draft of one file; NotAText or NoSuchFile where there can be none."""
    came = incoming.read(path)
    published = told.published or came.published
    if published is None:
        raise NotAText(
            f"{path}: no date of publication is known; give --date, or put it into the file's name"
        )
    cleaned = clean(came.text)
    if not cleaned.legible:
        raise NotAText(f"{path} holds no legible text")
    if len(cleaned.clean) > LONGEST:
        raise NotAText(f"{path} is longer than {LONGEST:,} characters: no article is")
    slug = slugged(told.name, published)
    medium = publisher(told.publisher, slug, gazetteer)
    meta = Meta(slug, published, medium.thing, told.url or came.url)
    made = ingesting.read(cleaned, meta, gazetteer, helpers)
    return replace(made, turtle=made.turtle + medium.turtle)


def slugged(name: str, published: date) -> str:
    """The name with its day, so that no article takes the name of a graph of the vocabulary."""
    day = published.isoformat()
    return name if day in name else f"{name}-{day}"


def counts(made: Draft) -> dict[str, int]:
    """How much there is of each, for a summary."""
    return {
        "figures": len(made.recognised.figures),
        "mentions": len(made.recognised.mentions),
        "relations": len(made.relations),
        "new": sum(one.new for one in made.links),
        "without_english": sum(one.new and not one.english for one in made.links),
        "left_out": len(made.left_out),
        "damages": len(made.cleaned.damages),
    }
