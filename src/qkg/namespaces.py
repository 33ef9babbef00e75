"""The prefix table: the one place that knows which prefix stands for which namespace.

Must not know the engine: names and IRIs are plain text here.
"""

from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

ONTOLOGY: Final = "https://w3id.org/qkg/ontology#"
THING: Final = "https://w3id.org/qkg/id/"
GRAPH: Final = "https://w3id.org/qkg/graph/"

PREFIXES: Final = MappingProxyType(
    {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "graph": GRAPH,
        "id": THING,
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "qb": "http://purl.org/linked-data/cube#",
        "qkg": ONTOLOGY,
        "qudt": "http://qudt.org/schema/qudt/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
        "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
        "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "time": "http://www.w3.org/2006/time#",
        "unit": "http://qudt.org/vocab/unit/",
        "vann": "http://purl.org/vocab/vann/",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


def graph_iri(name: str) -> str:
    """The IRI of a graph by its short name; a full IRI passes through."""
    return name if ":" in name else GRAPH + name


def near(prefix: str) -> list[str]:
    """Known prefixes that look like ``prefix``, best first."""
    return get_close_matches(prefix.lower(), PREFIXES, n=3, cutoff=0.6)


def prefix_hint(prefix: str) -> str:
    """One clause on how to repair an unknown prefix."""
    if prefix in PREFIXES:
        return f"add: PREFIX {prefix}: <{PREFIXES[prefix]}>"
    names = near(prefix)
    if names:
        return "did you mean " + " or ".join(f"{name}:" for name in names) + "?"
    return "declare it: PREFIX " + prefix + ": <…>"
