"""Our own JSON: nodes and edges with both languages, the legend with counts, and how complete it all is."""

from collections.abc import Mapping
from typing import Any

from qkg.graphview.period import Period
from qkg.graphview.subgraph import Edge, Extent, Labels, Node, Subgraph

Json = dict[str, Any]


def of_graph(graph: Subgraph) -> Json:
    """The picture; classes and predicates are the legend, most frequent first."""
    return {
        "nodes": [of_node(node) for node in graph.nodes],
        "edges": [of_edge(index, edge) for index, edge in enumerate(graph.edges)],
        "classes": [{**_named(graph, iri), "nodes": count} for iri, count in graph.classes()],
        "predicates": [{**_named(graph, iri), "edges": count} for iri, count in graph.predicates()],
        "extent": of_extent(graph.extent) if graph.extent else None,
    }


def of_node(node: Node) -> Json:
    """A node."""
    return {
        "id": node.id,
        "labels": dict(node.labels),
        "kind": node.kind,
        "kinds": list(node.kinds),
        "evidence": node.evidence,
        "statements": node.statements,
        "period": of_period(node.period) if node.period else None,
    }


def of_edge(index: int, edge: Edge) -> Json:
    """An edge; its id is only good within this answer."""
    return {
        "id": f"e{index}",
        "source": edge.source,
        "predicate": edge.predicate,
        "target": edge.target,
        "evidence": list(edge.evidence),
        "proof": edge.proof,
    }


def of_period(period: Period) -> Json:
    """A period; null is an open or unknown end."""
    return {"edtf": period.edtf, "start": period.start, "end": period.end}


def of_extent(extent: Extent) -> Json:
    """How much there is and how much of it is here."""
    return {
        "total": extent.total,
        "shown": extent.shown,
        "limit": extent.limit,
        "offset": extent.offset,
        "complete": extent.complete,
    }


def named(iri: str, labels: Labels | None) -> Json:
    """An IRI with its names."""
    return {"id": iri, "labels": dict(labels or {})}


def of_names(names: Mapping[str, Labels]) -> Json:
    """IRI to its labels."""
    return {iri: dict(labels) for iri, labels in sorted(names.items())}


def _named(graph: Subgraph, iri: str) -> Json:
    return named(iri, graph.names.get(iri))
