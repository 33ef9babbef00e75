"""The controls of a fragment in RDF: how much there is, the next page, and the form to ask for others.

Hydra Core Vocabulary and the specification of Triple and Quad Pattern Fragments. Must not know HTTP.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from qkg.namespaces import PREFIXES
from qkg.sparql.fragments import DEFAULT_GRAPH, PARTS, SIZE, Fragment

HYDRA: Final = "http://www.w3.org/ns/hydra/core#"
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
RDF: Final = PREFIXES["rdf"]
PROPERTIES: Final = {
    "subject": RDF + "subject",
    "predicate": RDF + "predicate",
    "object": RDF + "object",
    "graph": SD + "graph",
}
TEMPLATE: Final = "{?subject,predicate,object,graph}"
KNOWN_PREFIXES: Final = {
    **{name: PREFIXES[name] for name in ("foaf", "qkg", "rdf", "rdfs", "skos", "void", "dcterms", "xsd")},
    "hydra": HYDRA,
    "sd": SD,
}


@dataclass(frozen=True)
class Addresses:
    """The addresses of a fragment: of all fragments, of this one, of this page and its neighbours."""

    start: str
    fragment: str
    page: str
    first: str
    previous: str = ""
    next: str = ""


def controls(fragment: Fragment, where: Addresses) -> Iterator[ox.Quad]:
    """The quads, all in a graph of their own that says what it is about."""
    graph = ox.NamedNode(where.page + "#metadata")
    yield ox.Quad(graph, _name("foaf", "primaryTopic"), ox.NamedNode(where.page), graph)
    for triple in (*_form(where), *_page(fragment, where)):
        yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _form(where: Addresses) -> Iterator[ox.Triple]:
    dataset, form = ox.NamedNode(where.start + "#dataset"), ox.NamedNode(where.start + "#pattern")
    for kind in (_name("void", "Dataset"), _hydra("Collection")):
        yield ox.Triple(dataset, _name("rdf", "type"), kind)
    for subset in {where.fragment, where.page}:
        yield ox.Triple(dataset, _name("void", "subset"), ox.NamedNode(subset))
    yield ox.Triple(dataset, ox.NamedNode(SD + "defaultGraph"), ox.NamedNode(DEFAULT_GRAPH))
    yield ox.Triple(dataset, _hydra("search"), form)
    yield ox.Triple(form, _name("rdf", "type"), _hydra("IriTemplate"))
    yield ox.Triple(form, _hydra("template"), ox.Literal(where.start + TEMPLATE))
    yield ox.Triple(form, _hydra("variableRepresentation"), _hydra("ExplicitRepresentation"))
    for part in PARTS:
        mapping = ox.NamedNode(f"{where.start}#{part}")
        yield ox.Triple(form, _hydra("mapping"), mapping)
        yield ox.Triple(mapping, _hydra("variable"), ox.Literal(part))
        yield ox.Triple(mapping, _hydra("property"), ox.NamedNode(PROPERTIES[part]))


def _page(fragment: Fragment, where: Addresses) -> Iterator[ox.Triple]:
    page = ox.NamedNode(where.page)
    yield ox.Triple(page, _name("rdf", "type"), _hydra("PartialCollectionView"))
    yield ox.Triple(page, _name("dcterms", "source"), ox.NamedNode(where.start + "#dataset"))
    yield ox.Triple(page, _hydra("totalItems"), ox.Literal(fragment.total))
    yield ox.Triple(page, _name("void", "triples"), ox.Literal(fragment.total))
    yield ox.Triple(page, _hydra("itemsPerPage"), ox.Literal(SIZE))
    ways = {"first": where.first, "previous": where.previous, "next": where.next}
    for name, address in ways.items():
        if address:
            yield ox.Triple(page, _hydra(name), ox.NamedNode(address))


def written(fragment: Fragment, where: Addresses, format: ox.RdfFormat) -> bytes:
    """Data and controls in a format; one without graphs gets both together."""
    quads = [*fragment.quads, *controls(fragment, where)]
    if format.supports_datasets:
        return ox.serialize(quads, format=format, prefixes=KNOWN_PREFIXES) or b""
    return ox.serialize([one.triple for one in quads], format=format, prefixes=KNOWN_PREFIXES) or b""


def _hydra(name: str) -> ox.NamedNode:
    return ox.NamedNode(HYDRA + name)


def _name(prefix: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES[prefix] + name)
