"""GraphML (graphml.graphdrawing.org), with typed keys; yEd, Gephi, Cytoscape, NetworkX and igraph read it."""

from collections.abc import Iterator, Mapping

from qkg.graphview.formats.attributes import EDGE, NODE, Value, extent_of, of_edge, of_node
from qkg.graphview.formats.xml import HEAD, attribute, text
from qkg.graphview.subgraph import Subgraph

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def write(graph: Subgraph, language: str) -> Iterator[str]:
    """The document, an element at a time."""
    yield f'{HEAD}<graphml xmlns="{NAMESPACE}">\n'
    yield from _keys("node", NODE)
    yield from _keys("edge", EDGE)
    yield f'  <graph id="qkg" edgedefault="directed">\n    <desc>{text(extent_of(graph))}</desc>\n'
    for node in graph.nodes:
        data = _data("n", of_node(node, graph, language))
        yield f"    <node id={attribute(node.id)}>\n{data}    </node>\n"
    for index, edge in enumerate(graph.edges):
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        data = _data("e", of_edge(edge, graph, language))
        yield f'    <edge id="e{index}" {ends}>\n{data}    </edge>\n'
    yield "  </graph>\n</graphml>\n"


def _keys(kind: str, names: Mapping[str, type[Value]]) -> Iterator[str]:
    for name, type_ in names.items():
        written = "int" if type_ is int else "string"
        yield f'  <key id="{kind[0]}_{name}" for="{kind}" attr.name="{name}" attr.type="{written}"/>\n'


def _data(prefix: str, values: Mapping[str, Value]) -> str:
    return "".join(
        f'      <data key="{prefix}_{name}">{text(value)}</data>\n' for name, value in values.items()
    )
