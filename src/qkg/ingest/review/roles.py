"""Which ends of a fact a curator may change, and what stands there when nothing is known.

One table by class. An end that may be empty is then said to be not stated, as the shapes ask.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from qkg.ingest.review.triples import TYPE, Node, Triples, own, thing
from qkg.namespaces import ONTOLOGY, PREFIXES


@dataclass(frozen=True, slots=True)
class Role:
    """An end: its property, how many may stand there, and what stands for none (else ``notStated``)."""

    predicate: Node
    least: int = 1
    most: int = 1
    unknown: Node | None = None


_MANY: Final = 50
_AREA: Final = ox.NamedNode(PREFIXES["sdmx-dimension"] + "refArea")
ROLES: Final = MappingProxyType(
    {
        "Measure": {
            "subject": Role(own("subject"), unknown=thing("topic/unclassified")),
            "refArea": Role(_AREA, unknown=thing("place/unstated")),
        },
        "Statement": {
            "statementSubject": Role(own("statementSubject")),
            "statementObject": Role(own("statementObject")),
        },
        "Conferral": {
            "conferredAward": Role(own("conferredAward")),
            "recipient": Role(own("recipient"), most=_MANY),
            "conferrer": Role(own("conferrer"), 0, _MANY),
            "conferredIn": Role(own("conferredIn"), 0, _MANY),
        },
        "Action": {"actor": Role(own("actor"), most=_MANY), "establishes": Role(own("establishes"))},
        "Appraisal": {
            "appraised": Role(own("appraised"), most=_MANY),
            "appraiser": Role(own("appraiser"), 0, _MANY),
        },
    }
)
"""By class and by the name of the end."""
DOERS: Final = MappingProxyType({"Campaign": own("actor"), "PlannedAction": own("plannedBy")})
"""Properties that statements give to a fact, and that it lacks only when they are said to be not stated."""


def kind(triples: Triples, fact: Node) -> str:
    """The local name of a fact's class, empty for one of another vocabulary."""
    for one in triples.nodes(fact, TYPE):
        if one.value.startswith(ONTOLOGY):
            return one.value.removeprefix(ONTOLOGY)
    return ""
