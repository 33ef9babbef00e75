"""A picture as RDF again: kinds, labels and edges, in any syntax that the engine writes."""

from collections.abc import Iterator

import pyoxigraph as ox

from qkg.graphview.subgraph import Subgraph
from qkg.media import Format
from qkg.namespaces import PREFIXES
from qkg.terms import prefixes_used

TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")


def write(graph: Subgraph, format: Format) -> bytes:
    """The triples, serialised."""
    found = list(triples(graph))
    if not isinstance(format.engine, ox.RdfFormat):
        raise TypeError(f"{format.name} is not a syntax for triples")
    written = ox.serialize(found, format=format.engine, prefixes=prefixes_used(found))
    return written or b""


def triples(graph: Subgraph) -> Iterator[ox.Triple]:
    """What the picture says, as triples."""
    for node in graph.nodes:
        subject = _named(node.id)
        for kind in node.kinds:
            yield ox.Triple(subject, TYPE, ox.NamedNode(kind))
        for tag, words in node.labels.items():
            yield ox.Triple(subject, LABEL, ox.Literal(words, language=tag) if tag else ox.Literal(words))
    for edge in graph.edges:
        yield ox.Triple(_named(edge.source), ox.NamedNode(edge.predicate), _named(edge.target))


def _named(id: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(id[2:]) if id.startswith("_:") else ox.NamedNode(id)
