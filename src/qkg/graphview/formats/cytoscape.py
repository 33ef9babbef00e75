"""Cytoscape JSON (.cyjs), which Cytoscape opens and Cytoscape.js takes as its ``elements``."""

import json
from collections.abc import Iterator, Mapping

from qkg.graphview.formats.attributes import extent_of, of_edge, of_node
from qkg.graphview.subgraph import Subgraph


def write(graph: Subgraph, language: str) -> Iterator[str]:
    """The document, an element a line."""
    yield '{"format_version": "1.0", "generated_by": "qkg", "target_cytoscapejs_version": "~3.2",\n'
    yield f'"data": {{"name": "qkg", "extent": "{extent_of(graph)}"}}, "elements": {{"nodes": [\n'
    for index, node in enumerate(graph.nodes):
        values = of_node(node, graph, language)
        yield _element({"id": node.id, "name": values["label"], **values}, last=index + 1 == len(graph.nodes))
    yield '], "edges": [\n'
    for index, edge in enumerate(graph.edges):
        values = of_edge(edge, graph, language)
        ends = {"id": f"e{index}", "source": edge.source, "target": edge.target}
        named = {**ends, "interaction": values["label"], **values}
        yield _element(named, last=index + 1 == len(graph.edges))
    yield "]}}\n"


def _element(data: Mapping[str, object], last: bool) -> str:
    return json.dumps({"data": data}, ensure_ascii=False) + ("\n" if last else ",\n")
