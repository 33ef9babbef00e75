"""The service described in RDF (SPARQL 1.1 Service Description): endpoints, features, formats, live graphs.

No blank nodes: parts are named by fragments of the endpoint's address. Must not know HTTP.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from qkg.media import GRAPH_FORMATS, ROW_FORMATS
from qkg.namespaces import PREFIXES
from qkg.store.survey import DATASET, DESCRIPTION

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
RDF_TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")
NAMES: Final = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdf": "RDF_XML",
    "trig": "TriG",
    "nq": "N-Quads",
    "n3": "N3",
}
CASTS: Final = ("date", "time", "dayTimeDuration", "yearMonthDuration", "duration")
"""Casts that the engine has beyond those of the standard."""
KNOWN_PREFIXES: Final = {"sd": SD, "void": PREFIXES["void"], "formats": FORMATS, "rdf": PREFIXES["rdf"]}


@dataclass(frozen=True)
class Service:
    """What is to be said: addresses, graphs with their sizes, and which features are on."""

    query: str
    update: str
    graphs: Mapping[str, int]
    union: bool
    federated: bool


def describe(service: Service) -> list[Triple]:
    """The triples."""
    return [*_endpoints(service), *_formats(service), *_dataset(service)]


def _endpoints(service: Service) -> Iterator[Triple]:
    own, writer = _part(service, "service"), NamedNode(service.update + "#service")
    yield Triple(own, RDF_TYPE, _sd("Service"))
    yield Triple(own, _sd("endpoint"), NamedNode(service.query))
    yield Triple(writer, RDF_TYPE, _sd("Service"))
    yield Triple(writer, _sd("endpoint"), NamedNode(service.update))
    yield Triple(writer, _sd("supportedLanguage"), _sd("SPARQL11Update"))
    for language in ("SPARQL10Query", "SPARQL11Query"):
        yield Triple(own, _sd("supportedLanguage"), _sd(language))
    on = {"UnionDefaultGraph": service.union, "BasicFederatedQuery": service.federated, "EmptyGraphs": True}
    for name in (name for name, is_on in on.items() if is_on):
        yield Triple(own, _sd("feature"), _sd(name))
    for one in (own, writer):
        yield Triple(one, _sd("defaultDataset"), _part(service, "dataset"))
        yield Triple(one, _sd("availableGraphs"), _part(service, "dataset"))
    for name in CASTS:
        function = NamedNode(PREFIXES["xsd"] + name)
        yield Triple(own, _sd("extensionFunction"), function)
        yield Triple(function, RDF_TYPE, _sd("Function"))


def _formats(service: Service) -> Iterator[Triple]:
    own, writer = _part(service, "service"), NamedNode(service.update + "#service")
    for one in (*ROW_FORMATS, *GRAPH_FORMATS):
        if name := NAMES.get(one.name):
            yield Triple(own, _sd("resultFormat"), NamedNode(FORMATS + name))
    for one in GRAPH_FORMATS:
        if name := NAMES.get(one.name):
            yield Triple(writer, _sd("inputFormat"), NamedNode(FORMATS + name))


def _dataset(service: Service) -> Iterator[Triple]:
    dataset, default = _part(service, "dataset"), _part(service, "default-graph")
    yield Triple(dataset, RDF_TYPE, _sd("Dataset"))
    yield Triple(dataset, RDF_TYPE, _sd("GraphCollection"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, RDF_TYPE, _sd("Graph"))
    if service.union:
        yield Triple(default, NamedNode(PREFIXES["void"] + "triples"), Literal(sum(service.graphs.values())))
    if DESCRIPTION.value in service.graphs:
        yield Triple(dataset, NamedNode(PREFIXES["rdfs"] + "seeAlso"), DATASET)
    for number, (name, size) in enumerate(sorted(service.graphs.items()), 1):
        named, graph = _part(service, f"named-graph-{number}"), _part(service, f"graph-{number}")
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, RDF_TYPE, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(name))
        yield Triple(named, _sd("graph"), graph)
        yield Triple(graph, RDF_TYPE, _sd("Graph"))
        yield Triple(graph, NamedNode(PREFIXES["void"] + "triples"), Literal(size))


def _part(service: Service, name: str) -> NamedNode:
    return NamedNode(f"{service.query}#{name}")


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
