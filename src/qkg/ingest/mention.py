"""Words that name something. Owns the kinds of names; knows nothing of how they are found."""

from dataclasses import dataclass

CLASSES = {
    "agency": "qkg:Agency",
    "enterprise": "qkg:Enterprise",
    "organisation": "org:FormalOrganization",
    "place": "qkg:Jurisdiction",
    "person": "schema:Person",
    "document": "qkg:PolicyDocument",
    "award": "qkg:Award",
    "action": "qkg:Campaign",
    "platform": "qkg:Platform",
    "strategy": "qkg:Strategy",
    "appraisal": "qkg:Appraisal",
    "plan": "qkg:PlannedAction",
}
"""The kinds of mention, each with the class that a new thing of it has."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the clean text that names a thing.

    ``thing`` is the IRI of a thing in the graph that has this name, or empty; ``name`` is the full name where
    these words are short for another mention (《通知》), else the words; ``score`` says how sure the link is;
    ``by`` is the extractor that proposed it, and is empty where the rules did.
    """

    kind: str
    start: int
    end: int
    words: str
    thing: str = ""
    name: str = ""
    score: float = 0.0
    confidence: float = 0.9
    by: str = ""
