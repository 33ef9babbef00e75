"""Lines of N-Quads: written as text, because a million of them must not pass through objects."""

from collections.abc import Iterable
from typing import Final

ID: Final = "https://w3id.org/qkg/id/"
GRAPH: Final = "https://w3id.org/qkg/graph/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SPACES: Final = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "qkg": "https://w3id.org/qkg/ontology#",
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
}

Pair = tuple[str, str]
"""A predicate and an object, each already written as N-Quads has it."""


def name(prefixed: str) -> str:
    """``rdfs:label`` as an IRI between angle brackets."""
    prefix, _, local = prefixed.partition(":")
    return f"<{SPACES[prefix]}{local}>"


def thing(kind: str, slug: str) -> str:
    """A thing of the project."""
    return f"<{ID}{kind}/{slug}>"


def graph(slug: str) -> str:
    """A named graph of the project."""
    return f"<{GRAPH}{slug}>"


def text(value: str, language: str = "") -> str:
    """A string, with its language when it has one."""
    quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{quoted}"@{language}' if language else f'"{quoted}"'


def typed(value: object, datatype: str) -> str:
    """A literal of an XSD datatype."""
    return f'"{value}"^^<{XSD}{datatype}>'


def labels(chinese: str, english: str) -> list[Pair]:
    """A label in both languages."""
    return [(LABEL, text(chinese, "zh")), (LABEL, text(english, "en"))]


def lines(subject: str, pairs: Iterable[Pair], place: str) -> str:
    """The quads of one subject in one graph."""
    return "".join(f"{subject} {predicate} {value} {place} .\n" for predicate, value in pairs)


TYPE: Final = name("rdf:type")
LABEL: Final = name("rdfs:label")
