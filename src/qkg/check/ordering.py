"""The same words in two versions of a text: what comes later in one comes later in the other."""

from bisect import bisect_right
from collections.abc import Iterator
from math import inf

from qkg.check.anchors import END, START, Anchor, anchors, by_evidence
from qkg.check.corpus import Corpus
from qkg.check.evidence import NOWHERE, located
from qkg.check.finding import Finding, Words

Row = tuple[int, int, Anchor]


def check(corpus: Corpus) -> Iterator[Finding]:
    """The fewest positions that must be wrong for all others to be in order."""
    for pairs in _pairs(corpus).values():
        for edge in (START, END):
            rows = [(_edge(quoted, edge), _edge(bare, edge), bare) for quoted, bare in pairs]
            for anchor in misfits(rows):
                yield from _disordered(corpus, anchor, edge)


def _pairs(corpus: Corpus) -> dict[tuple[str, str], list[tuple[Anchor, Anchor]]]:
    """By the two text versions: the anchor with the quote and the one without."""
    pairs: dict[tuple[str, str], list[tuple[Anchor, Anchor]]] = {}
    for found in by_evidence(list(anchors(corpus))).values():
        quoted = [one for one in found if one.quote is not None]
        bare = [one for one in found if one.quote is None]
        if len(quoted) == len(bare) == 1:
            pairs.setdefault((quoted[0].version, bare[0].version), []).append((quoted[0], bare[0]))
    return pairs


def _edge(anchor: Anchor, edge: str) -> int:
    return anchor.start if edge == START else anchor.end


def misfits(rows: list[Row]) -> list[Anchor]:
    """Those outside one longest run that never goes down (patience sorting)."""
    rows = sorted(rows, key=lambda row: (row[0], row[1], row[2].target))
    tails: list[int] = []
    lengths = []
    for _, value, _ in rows:
        at = bisect_right(tails, value)
        tails[at : at + 1] = [value]
        lengths.append(at + 1)
    return _outside(rows, lengths, len(tails))


def _outside(rows: list[Row], lengths: list[int], wanted: int) -> list[Anchor]:
    limit, out = inf, []
    for (_, value, anchor), length in zip(reversed(rows), reversed(lengths), strict=True):
        if length == wanted and value <= limit:
            wanted, limit = wanted - 1, value
        else:
            out.append(anchor)
    return out


def _disordered(corpus: Corpus, anchor: Anchor, edge: str) -> Iterator[Finding]:
    message = Words(
        "两个文本版本中的先后顺序不一致", "out of order: the quotes come in another order in the other text"
    )
    yield from located(corpus, Finding("position-order", NOWHERE, message, subject=anchor.position), edge)
