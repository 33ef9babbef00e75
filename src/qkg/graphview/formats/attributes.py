"""What every format says about a node and an edge, in one language: plain values under the same names.

``label`` is in the language asked for (else the other), ``label_zh`` and ``label_en`` as they are.
"""

from collections.abc import Mapping
from typing import Final

from qkg.graphview.subgraph import Edge, Labels, Node, Subgraph, said

Value = str | int
NODE: Final[Mapping[str, type[Value]]] = {
    "label": str,
    "label_zh": str,
    "label_en": str,
    "kind": str,
    "kind_iri": str,
    "evidence": int,
    "statements": int,
    "edtf": str,
    "start": str,
    "end": str,
}
EDGE: Final[Mapping[str, type[Value]]] = {
    "label": str,
    "predicate": str,
    "evidence": int,
    "evidence_iris": str,
    "proof": str,
}


def of_node(node: Node, graph: Subgraph, language: str) -> dict[str, Value]:
    """The attributes of a node that has them."""
    period = node.period
    found: dict[str, Value | None] = {
        "label": said(node.labels, language, node.id),
        "label_zh": node.labels.get("zh"),
        "label_en": node.labels.get("en"),
        "kind": name(graph.names, node.kind, language) if node.kind else None,
        "kind_iri": node.kind,
        "evidence": node.evidence,
        "statements": node.statements,
        "edtf": period.edtf if period else None,
        "start": period.start if period else None,
        "end": period.end if period else None,
    }
    return {key: value for key, value in found.items() if value is not None}


def of_edge(edge: Edge, graph: Subgraph, language: str) -> dict[str, Value]:
    """The attributes of an edge that has them."""
    found: dict[str, Value | None] = {
        "label": name(graph.names, edge.predicate, language),
        "predicate": edge.predicate,
        "evidence": len(edge.evidence),
        "evidence_iris": " ".join(edge.evidence) or None,
        "proof": edge.proof,
    }
    return {key: value for key, value in found.items() if value is not None}


def extent_of(graph: Subgraph) -> str:
    """How complete the picture is, in a line that every format can carry."""
    extent = graph.extent
    if extent is None:
        return f"{len(graph.nodes)} nodes, {len(graph.edges)} edges"
    return f"{extent.shown} of {extent.total}, from {extent.offset}"


def name(names: Mapping[str, Labels], iri: str, language: str) -> str:
    """The words for a class or predicate."""
    return said(names.get(iri, {}), language, iri)
