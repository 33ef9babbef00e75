"""Evidence as the checks read it: each target with its text version, its positions and its quote."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from qkg.check.corpus import Corpus
from qkg.namespaces import ONTOLOGY, PREFIXES

TARGET: Final = PREFIXES["oa"] + "hasTarget"
SOURCE: Final = PREFIXES["oa"] + "hasSource"
SELECTOR: Final = PREFIXES["oa"] + "hasSelector"
EXACT: Final = PREFIXES["oa"] + "exact"
START: Final = PREFIXES["oa"] + "start"
END: Final = PREFIXES["oa"] + "end"
EVIDENCE: Final = ONTOLOGY + "evidence"


@dataclass(frozen=True)
class Anchor:
    """Characters ``start`` to ``end`` (exclusive, from 0) of a text version, perhaps with their quote."""

    evidence: str
    target: str
    version: str
    start: int
    end: int
    position: str
    quote: str | None = None
    quote_selector: str = ""


def anchors(corpus: Corpus) -> Iterator[Anchor]:
    """The well-formed targets of all evidence, context too; what is malformed is the shapes' business."""
    for evidence, target in corpus.pairs(TARGET):
        anchor = _anchor(corpus, evidence, target)
        if anchor is not None:
            yield anchor


def _anchor(corpus: Corpus, evidence: str, target: str) -> Anchor | None:
    selectors = corpus.texts(target, SELECTOR)
    sources = corpus.texts(target, SOURCE)
    positions = [one for one in selectors if corpus.values(one, START) and corpus.values(one, END)]
    quotes = [one for one in selectors if corpus.values(one, EXACT)]
    if len(positions) != 1 or len(sources) != 1:
        return None
    try:
        start, end = (int(corpus.texts(positions[0], one)[0]) for one in (START, END))
    except ValueError:
        return None
    quote = corpus.texts(quotes[0], EXACT)[0] if quotes else None
    return Anchor(evidence, target, sources[0], start, end, positions[0], quote, quotes[0] if quotes else "")


def by_evidence(found: list[Anchor]) -> dict[str, list[Anchor]]:
    """The anchors of each evidence item."""
    grouped = defaultdict(list)
    for one in found:
        grouped[one.evidence].append(one)
    return grouped
