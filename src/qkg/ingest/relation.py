"""A tie between two stretches of the text. Owns the kinds and what they may join."""

from dataclasses import dataclass

from qkg.ingest.span import Span

_ORGANISED = ("agency", "organisation", "enterprise", "place")
RELATIONS = {
    "issuer": (("document",), ("agency", "organisation")),
    "actor": (("action",), _ORGANISED),
    "plannedBy": (("plan",), _ORGANISED),
    "partOf": (("action",), ("action", "plan")),
    "implements": (("action", "plan"), ("strategy",)),
    "place": (("action", "plan"), ("place",)),
    "recipient": (("award",), (*_ORGANISED, "person")),
    "conferrer": (("award",), ("agency", "organisation", "place")),
    "conferredIn": (("award",), ("document",)),
    "establishes": (_ORGANISED, ("platform",)),
    "subject": (("figure",), ("platform", "award", "action", "document", "enterprise")),
    "speaker": (("figure",), ("agency", "organisation", "person")),
    "appraiser": (("appraisal",), ("agency", "organisation", "enterprise", "person")),
    "appraised": (("appraisal",), ("action", "place", "platform", "agency", "document")),
}
"""Each kind with what may stand at its two ends."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A kind and the two stretches that it joins; ``words`` is the clause, ``by`` the extractor."""

    kind: str
    subject: Span
    object: Span
    words: Span
    confidence: float = 0.8
    by: str = ""
