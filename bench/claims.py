"""What a made-up article claims and the words that prove it: appraisal, statements, evidence.

Each function is given ``own``, which names a thing that only this article has.
"""

from collections.abc import Callable, Iterator
from typing import Final

from bench.template import VERBATIM
from bench.terms import TYPE, Pair, labels, name, text, thing, typed

AGENCY: Final = thing("agency", "inner-mongolia-amr")
PAPER: Final = thing("media", "china-quality-news")
STATEMENTS: Final = (("s0", "schema:publisher", PAPER), ("s1", "qkg:actor", AGENCY))
CLAUSE: Final = 100
"""Characters from the start of one proving clause to the next."""

Described = tuple[str, list[Pair]]
"""A subject and what is said of it."""
Own = Callable[[str, str], str]


def claims(own: Own) -> Iterator[Described]:
    """An appraisal and the statements, proved by the second piece of evidence."""
    proof = (name("qkg:evidence"), own("evidence", "e1"))
    appraisal = [
        (TYPE, name("qkg:Appraisal")),
        *labels("高度肯定", "High recognition"),
        (VERBATIM, text("高度肯定")),
        (name("qkg:appraised"), own("action", "whole")),
        (name("qkg:appraiser"), PAPER),
        proof,
    ]
    yield own("appraisal", ""), appraisal
    for slug, predicate, value in STATEMENTS:
        statement = [
            (TYPE, name("qkg:Statement")),
            *labels(f"陈述{slug}", f"Statement {slug}"),
            (name("qkg:statementSubject"), own("article", "")),
            (name("qkg:statementPredicate"), name(predicate)),
            (name("qkg:statementObject"), value),
            proof,
        ]
        yield own("statement", slug), statement


def evidence(own: Own, index: int, quote: str) -> Iterator[Described]:
    """The quoted words, where they stand, and who found them."""
    slug, start = f"e{index}", CLAUSE * index
    words, spot = own("selector", f"{slug}-q"), own("selector", f"{slug}-p")
    found = [
        (TYPE, name("qkg:Evidence")),
        (name("oa:hasTarget"), own("target", slug)),
        (name("qkg:speaker"), PAPER),
        (name("qkg:confidence"), typed("0.9", "decimal")),
        (name("prov:wasGeneratedBy"), own("extraction", "")),
    ]
    target = [
        (TYPE, name("oa:SpecificResource")),
        (name("oa:hasSource"), own("text", "")),
        *((name("oa:hasSelector"), selector) for selector in (words, spot)),
    ]
    position = [
        (TYPE, name("oa:TextPositionSelector")),
        (name("oa:start"), typed(start, "integer")),
        (name("oa:end"), typed(start + len(quote), "integer")),
    ]
    yield own("evidence", slug), found
    yield own("target", slug), target
    yield words, [(TYPE, name("oa:TextQuoteSelector")), (name("oa:exact"), text(quote))]
    yield spot, position
