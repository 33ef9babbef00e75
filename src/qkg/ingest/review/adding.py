"""Candidates that a curator adds: words chosen in the text, which wait to be completed like those left out.

Owns their names and what may be chosen. Their Turtle is written as the drafter writes it, by ``handmade``.
"""

from dataclasses import replace
from typing import Final

from qkg.errors import BadParameter
from qkg.ingest.review.bundle import Bundle, Left
from qkg.ingest.review.decisions import Added, Decisions
from qkg.ingest.review.handmade import Handmade
from qkg.namespaces import THING

LONGEST: Final = 300
"""Characters that may be chosen."""
_FOLDERS: Final = {
    "figure": "measure",
    "action": "action",
    "appraisal": "appraisal",
    "statement": "statement",
}
_WHY: Final = ("核对者补充的：填好后接受。", "Added by a curator: fill it in and accept it.")


def completed(bundle: Bundle, decided: Decisions) -> Bundle:
    """The bundle with what was added. BadParameter for words that cannot be chosen."""
    if not decided.added:
        return bundle
    for name, one in decided.added.items():
        _check(bundle, name, one)
    hand = Handmade(bundle)
    added = (
        Left(
            bundle.text[one.start : one.end], one.start, one.end, *_WHY, THING + name, hand.turtle(name, one)
        )
        for name, one in decided.added.items()
    )
    return replace(bundle, left=(*bundle.left, *added))


def named(slug: str, one: Added) -> str:
    """What such a candidate is called."""
    relation = f"-{one.relation.lower()}" if one.relation else ""
    return f"{_FOLDERS[one.kind]}/{slug}-h{one.start}-{one.end}{relation}"


def _check(bundle: Bundle, name: str, one: Added) -> None:
    words = bundle.text[one.start : one.end]
    if not bundle.runs:
        raise BadParameter("this draft is of an older version: bring its text again to add to it")
    if name != named(bundle.slug, one):
        raise BadParameter(f"what is added there is called {named(bundle.slug, one)}, not {name}")
    if one.end > len(bundle.text) or not words.strip() or words != words.strip() or "\n" in words:
        raise BadParameter(f"{name}: choose words of one paragraph of the text, without blanks around them")
    if len(words) > LONGEST:
        raise BadParameter(f"{name}: choose no more than {LONGEST} characters")
    if bool(one.relation) != (one.kind == "statement"):
        raise BadParameter(f"{name}: a statement has a relation, and nothing else has")
