"""Which predicates a reader does not want to see as edges unless asked: evidence, typing, classifying.

Evidence is folded into the edge or node that it proves. Owns the two lists; must not know queries.
"""

from typing import Final

from pyoxigraph import NamedNode

from qkg.namespaces import PREFIXES


def _all(*names: str) -> frozenset[NamedNode]:
    pairs = (name.split(":") for name in names)
    return frozenset(NamedNode(PREFIXES[prefix] + local) for prefix, local in pairs)


PLUMBING: Final = _all(
    "rdf:type",
    "rdfs:isDefinedBy",
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "rdfs:domain",
    "rdfs:range",
    "oa:hasTarget",
    "oa:hasSelector",
    "oa:hasSource",
    "oa:motivatedBy",
    "qb:dataSet",
    "qb:structure",
    "qkg:evidence",
    "qkg:speaker",
    "qkg:statementSubject",
    "qkg:statementPredicate",
    "qkg:statementObject",
    "qkg:notStated",
    "qkg:textVersion",
    "skos:inScheme",
    "skos:topConceptOf",
    "skos:hasTopConcept",
    "dcterms:license",
    "void:inDataset",
    "foaf:primaryTopic",
)
"""How a fact is typed, proved and filed."""

CLASSIFYING: Final = _all(
    "qkg:actionStatus",
    "qkg:administrativeLevel",
    "qkg:aggregation",
    "qkg:approximation",
    "qkg:awardTier",
    "qkg:changeDirection",
    "qkg:countedThing",
    "qkg:dateSource",
    "qkg:grade",
    "qkg:gradeChange",
    "qkg:participation",
    "sdmx-attribute:unitMeasure",
    "sdmx-attribute:obsStatus",
    "time:hasBeginning",
    "time:hasEnd",
)
"""What sorts facts into drawers: two figures are not related because both are exact."""

EVASIVE: Final = frozenset({NamedNode(PREFIXES["id"] + "place/unstated")})
"""Things that stand for an absence; a path through them says nothing."""
