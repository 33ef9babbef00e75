"""What SHACL finds in a graph."""

import pyshacl
from rdflib import RDF, SH, Graph, Node


def results(data: Graph, shapes: Graph) -> tuple[Graph, set[Node], str]:
    """The report of a validation, the results in it, and the same in words."""
    _, report, words = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return report, set(report.subjects(RDF.type, SH.ValidationResult)), words
