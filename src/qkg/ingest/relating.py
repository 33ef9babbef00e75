"""Recognised stretches to relations, by patterns within a sentence. Owns what may join what."""

from collections.abc import Iterator

from qkg.ingest.awarding import awarding
from qkg.ingest.issuing import issuing
from qkg.ingest.recognised import Recognised
from qkg.ingest.recognition import LONGEST
from qkg.ingest.relation import RELATIONS, Relation
from qkg.ingest.scene import scenes
from qkg.ingest.telling import signed, telling
from qkg.ingest.text import Cleaned


def relate(cleaned: Cleaned, found: Recognised) -> tuple[Relation, ...]:
    """Every relation, each once, in the order of the text."""
    kinds = {(one.start, one.end): one.kind for one in found.mentions}
    kinds.update({(one.start, one.end): "figure" for one in found.figures})
    kept: dict[tuple[str, tuple[int, int], tuple[int, int]], Relation] = {}
    for one in _all(cleaned.clean[:LONGEST], found):
        ends = RELATIONS[one.kind]
        if kinds[one.subject] in ends[0] and kinds[one.object] in ends[1]:
            kept.setdefault((one.kind, one.subject, one.object), one)
    return tuple(sorted(kept.values(), key=lambda one: (one.words.start, one.subject, one.kind)))


def _all(text: str, found: Recognised) -> Iterator[Relation]:
    paragraphs = scenes(text, found)
    for paragraph in paragraphs:
        for sentence in paragraph:
            yield from issuing(sentence)
            yield from awarding(sentence)
        yield from telling(paragraph)
    yield from signed(paragraphs)
