"""The recogniser of ``qkg.ingest`` run on gold.

The only module here that knows both. The gazetteer is empty, so that nothing is found because the graph that
was drawn from the same text knows it already.
"""

from dataclasses import replace
from pathlib import Path

from tests.gold import seed
from tests.gold.folder import folders, read
from tests.gold.scoring import Tally, score, things_found, total
from tests.gold.values import Gold, Predicted, Relation

from qkg.ingest.cleaning import clean
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.recognition import recognise
from qkg.ingest.relating import relate
from qkg.ingest.span import Span


def predicted(gold: Gold) -> Predicted:
    """What the recogniser says of the clean text of one gold."""
    cleaned = clean(gold.clean)
    found = recognise(cleaned, Gazetteer(), gold.published)
    return Predicted(
        found.figures,
        tuple(replace(one, thing=one.name) for one in found.mentions),
        tuple(Relation(one.kind, Span(*one.subject), Span(*one.object)) for one in relate(cleaned, found)),
    )


def measured(parent: Path) -> list[Tally]:
    """The tallies of all texts below a folder, added up."""
    return total(tally for one in map(read, folders(parent)) for tally in score(one, predicted(one)))


def seed_measured(text: str) -> list[Tally]:
    """The tallies of the seed article, whose text is given."""
    gold = replace(seed.read(), clean=text)
    answer = predicted(gold)
    return [*score(gold, answer), things_found(gold, answer.mentions)]
