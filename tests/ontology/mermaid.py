"""The vocabulary as a Mermaid class picture: every class, its superclass, and the main object properties.

Knows the graph only; where the picture is shown is the README's business. As a script it prints the picture.
"""

import sys
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, Namespace, URIRef
from rdflib.namespace import NamespaceManager

QKG = Namespace("https://w3id.org/qkg/ontology#")

# What has no single class as domain or range in OWL, drawn with the classes that the data shapes ask for.
OPEN_EDGES = (
    ("Action", "actor", "Agency"),
    ("Action", "evidence", "Evidence"),
    ("Action", "partOf", "Action"),
    ("Action", "period", "Period"),
    ("Action", "place", "Jurisdiction"),
    ("Appraisal", "appraiser", "Agency"),
    ("Appraisal", "evidence", "Evidence"),
    ("Conferral", "conferrer", "Agency"),
    ("Conferral", "recipient", "Jurisdiction"),
    ("Conferral", "recipient", "Enterprise"),
    ("Enterprise", "holdsAward", "Award"),
    ("GradeResult", "evaluated", "Jurisdiction"),
    ("IdentifierMapping", "mappedThing", "Jurisdiction"),
    ("Measure", "creditedTo", "Action"),
    ("Measure", "evidence", "Evidence"),
    ("Outcome", "evidence", "Evidence"),
    ("PlannedAction", "plannedBy", "Agency"),
    ("Statement", "evidence", "Evidence"),
)


def draw(vocabulary: Graph) -> str:
    """The whole picture; the same graph gives the same text."""
    classes = sorted(own(vocabulary, OWL.Class))
    lines = [*boxes(vocabulary, classes), *arrows(vocabulary, classes), *edges(vocabulary, classes)]
    return "classDiagram\n  direction LR\n" + "".join(f"  {line}\n" for line in lines)


def own(vocabulary: Graph, kind: URIRef) -> list[str]:
    """The local names of the vocabulary's own terms of a kind."""
    terms = vocabulary.subjects(RDF.type, kind)
    return [str(term).removeprefix(QKG) for term in terms if str(term).startswith(QKG)]


def boxes(vocabulary: Graph, classes: list[str]) -> list[str]:
    """One box for each class, with its Chinese label."""
    return [f'class {name}["{name} {chinese(vocabulary, name)}"]' for name in classes]


def chinese(vocabulary: Graph, name: str) -> str:
    """The Chinese label of a class."""
    labels = vocabulary.objects(QKG[name], RDFS.label)
    return next(str(label) for label in labels if getattr(label, "language", None) == "zh")


def arrows(vocabulary: Graph, classes: list[str]) -> list[str]:
    """An arrow to each superclass; borrowed ones appear by prefix and name."""
    pairs = [
        (name, above) for name in classes for above in sorted(vocabulary.objects(QKG[name], RDFS.subClassOf))
    ]
    return [f"{short(vocabulary, URIRef(str(above)))} <|-- {name}" for name, above in pairs]


def short(vocabulary: Graph, term: URIRef) -> str:
    """A name that Mermaid takes: the local name, with the prefix before it when the term is borrowed."""
    prefix, _, name = NamespaceManager(vocabulary, bind_namespaces="none").compute_qname(
        str(term), generate=False
    )
    return name if prefix == "qkg" else f"{prefix}_{name}"


def edges(vocabulary: Graph, classes: list[str]) -> list[str]:
    """The object properties between two of our classes, from the axioms and from the list above."""
    found = {edge for name in own(vocabulary, OWL.ObjectProperty) for edge in from_axioms(vocabulary, name)}
    drawn = sorted(edge for edge in found if edge[0] in classes and edge[2] in classes)
    return [f"{one} --> {other} : {name}" for one, name, other in sorted({*drawn, *OPEN_EDGES})]


def from_axioms(vocabulary: Graph, name: str) -> list[tuple[str, str, str]]:
    """The edge that domain and range of a property say, if both are said."""
    domain, reach = (vocabulary.value(QKG[name], path) for path in (RDFS.domain, RDFS.range))
    if domain is None or reach is None:
        return []
    return [(str(domain).removeprefix(QKG), name, str(reach).removeprefix(QKG))]


if __name__ == "__main__":
    sys.stdout.write(draw(Graph().parse(Path(sys.argv[1]))))
