"""Which classes the things of a kind belong to: the kind is the middle of an IRI, ``id/<kind>/<slug>``.

One table; a new kind is added here. A thing fits when one of its classes is in the list.
"""

from types import MappingProxyType
from typing import Final

from qkg.namespaces import ONTOLOGY, PREFIXES

CONCEPT: Final = PREFIXES["skos"] + "Concept"


def _own(*names: str) -> frozenset[str]:
    return frozenset(ONTOLOGY + name for name in names)


def _of(prefix: str, *names: str) -> frozenset[str]:
    return frozenset(PREFIXES[prefix] + name for name in names)


_CONCEPTS: Final = (
    "action-status",
    "administrative-level",
    "aggregation",
    "approximation",
    "award-tier",
    "change",
    "counted-thing",
    "date-source",
    "grade",
    "grade-change",
    "identifier-scheme",
    "indicator",
    "participation",
    "sector",
    "substance",
    "topic",
)

CLASSES: Final = MappingProxyType(
    {
        **{kind: frozenset({CONCEPT}) for kind in _CONCEPTS},
        "action": _own("Action", "Campaign", "Pilot", "ServiceOperation"),
        "agency": _own("Agency"),
        "agent": _of("prov", "Agent"),
        "appraisal": _own("Appraisal"),
        "article": _of("schema", "NewsArticle"),
        "award": _own("Award"),
        "award-edition": _own("AwardEdition"),
        "cleaning": _own("TextCleaning"),
        "component": _of("qb", "ComponentSpecification"),
        "conferral": _own("Conferral"),
        "dataset": _of("qb", "DataSet"),
        "document": _own("PolicyDocument"),
        "enterprise": _own("Enterprise"),
        "evaluation": _own("Evaluation"),
        "event": _of("org", "ChangeEvent"),
        "evidence": _own("Evidence"),
        "extraction": _own("Extraction"),
        "goal": _own("Goal"),
        "grade-result": _own("GradeResult"),
        "group": _own("StakeholderGroup"),
        "instant": _of("time", "Instant"),
        "mapping": _own("IdentifierMapping"),
        "measure": _own("Measure"),
        "media": _of("schema", "NewsMediaOrganization"),
        "membership": _of("org", "Membership"),
        "organisation": _of("org", "FormalOrganization"),
        "outcome": _own("Outcome"),
        "pattern": _own("GovernancePattern"),
        "period": _own("Period"),
        "person": _of("schema", "Person"),
        "place": _own("Jurisdiction"),
        "plan": _own("PlannedAction"),
        "platform": _own("Platform"),
        "policy": _own("IncentivePolicy", "PolicyConcept"),
        "programme": _own("DemonstrationProgramme"),
        "review": _of("prov", "Activity"),
        "role": _of("org", "Role"),
        "scheme": _of("skos", "ConceptScheme"),
        "selector": _of("oa", "TextQuoteSelector", "TextPositionSelector"),
        "slogan": _own("Slogan"),
        "standard-system": _own("StandardSystem"),
        "statement": _own("Statement"),
        "strategy": _own("Strategy"),
        "structure": _of("qb", "DataStructureDefinition"),
        "target": _of("oa", "SpecificResource"),
        "text": _own("TextVersion"),
    }
)
