"""The data of a test as text for INSERT DATA, and queries as they are sent."""

import re

import pyoxigraph as ox
from tests.conformance.manifest import QT, RDFS, UT, Entry, path_of

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
}
RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>\"{}|^`\\\x00-\x20]*>")


def quads(iri: str, graph: str | None = None) -> list[ox.Quad]:
    """A file of the suites, its triples in the default graph or in ``graph``."""
    path = path_of(iri)
    parsed = ox.parse(path.read_bytes(), FORMATS[path.suffix], base_iri=iri, rename_blank_nodes=True)
    if graph is None:
        return list(parsed)
    return [ox.Quad(one.subject, one.predicate, one.object, ox.NamedNode(graph)) for one in parsed]


def dataset_of(test: Entry, node) -> list[ox.Quad]:  # noqa: ANN001
    """The data that a node of a manifest names, in the vocabularies of both query and update tests."""
    found = []
    for prefix in (QT, UT):
        for one in test.values(prefix + "data", node):
            found += quads(one.value)
        for one in test.values(prefix + "graphData", node):
            if isinstance(one, ox.NamedNode):
                found += quads(one.value, one.value)
            else:
                file = test.value(UT + "graph", one) or test.value(QT + "graph", one)
                found += quads(file.value, test.text(RDFS + "label", one))
    return found


def data_of(test: Entry, node) -> str:  # noqa: ANN001
    """The same as an update; named graphs are made first, since some tests count empty ones."""
    made = "".join(f"CREATE SILENT GRAPH <{name}> ;\n" for name in graphs_of(test, node))
    return f"{made}INSERT DATA {{ {as_data(dataset_of(test, node))} }}"


def graphs_of(test: Entry, node) -> list[str]:  # noqa: ANN001
    """The names of the named graphs."""
    found = [one for prefix in (QT, UT) for one in test.values(prefix + "graphData", node)]
    return [one.value if isinstance(one, ox.NamedNode) else test.text(RDFS + "label", one) for one in found]


def as_data(found: list[ox.Quad]) -> str:
    """Quads in the syntax of SPARQL; blank nodes get labels in order, so that equal data is equal text."""
    lines, labels = [], {}
    for quad in found:
        graph = quad.graph_name
        text = " ".join(_term(term, labels) for term in (quad.subject, quad.predicate, quad.object)) + " ."
        lines.append(
            text if isinstance(graph, ox.DefaultGraph) else f"GRAPH {_term(graph, labels)} {{ {text} }}"
        )
    return "\n".join(lines)


def _term(term, labels: dict) -> str:  # noqa: ANN001
    if isinstance(term, ox.BlankNode):
        return f"_:b{labels.setdefault(term, len(labels))}"
    if isinstance(term, ox.Triple):
        inside = " ".join(_term(one, labels) for one in (term.subject, term.predicate, term.object))
        return f"<<( {inside} )>>"
    return str(term)


def text_of(iri: str) -> str:
    """A query or update file, with its own address as base where it needs one."""
    text = path_of(iri).read_bytes().decode("utf-8")
    return f"BASE <{iri}>\n{text}" if RELATIVE.search(text) else text
