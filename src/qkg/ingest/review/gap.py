"""A candidate that waits to be completed, and how its parts are named apart from those of the draft."""

from collections.abc import Iterator
from dataclasses import dataclass

from qkg.ingest.article import extraction
from qkg.ingest.proving import Proof


@dataclass(frozen=True, slots=True)
class Gap:
    """Its IRI, its place in the clean text, and its Turtle."""

    thing: str
    start: int
    end: int
    turtle: str


def proved(proof: Proof, slug: str) -> Iterator[str]:
    """The evidence of a gap, with the extractors besides the rules that found it."""
    for by in proof.extractors:
        yield from extraction(slug, by, by)
    yield from proof.blocks()


def apart(turtle: str, slug: str, mark: str) -> str:
    """The same with names of evidence and period that nothing of the draft has."""
    named = turtle.replace(f"{slug}-e001", f"{slug}-{mark}-left").replace(
        f"{slug}-p01", f"{slug}-{mark}-left"
    )
    return named.replace("证据e001", f"证据{mark}").replace("Evidence e001", f"Evidence {mark}")
