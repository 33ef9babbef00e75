"""GEXF 1.3 (gexf.net), the format of Gephi; periods become the start and end of a node, for its timeline."""

from collections.abc import Iterator, Mapping

from qkg.graphview.formats.attributes import EDGE, NODE, Value, extent_of, of_edge, of_node
from qkg.graphview.formats.xml import HEAD, attribute, text
from qkg.graphview.subgraph import Subgraph

NAMESPACE = "http://gexf.net/1.3"
NATIVE = ("label", "start", "end")
"""What GEXF has attributes of its own for."""


def write(graph: Subgraph, language: str) -> Iterator[str]:
    """The document, an element at a time."""
    told = f"<creator>qkg</creator><description>{text(extent_of(graph))}</description>"
    yield f'{HEAD}<gexf xmlns="{NAMESPACE}" version="1.3">\n  <meta>{told}</meta>\n'
    yield '  <graph defaultedgetype="directed" mode="dynamic" timeformat="date">\n'
    yield from _declared("node", NODE)
    yield from _declared("edge", EDGE)
    yield "    <nodes>\n"
    for node in graph.nodes:
        values = of_node(node, graph, language)
        yield f"      <node id={attribute(node.id)}{_native(values)}>{_values(values, NODE)}</node>\n"
    yield "    </nodes>\n    <edges>\n"
    for index, edge in enumerate(graph.edges):
        values = of_edge(edge, graph, language)
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        yield f'      <edge id="{index}" {ends}{_native(values)}>{_values(values, EDGE)}</edge>\n'
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _declared(kind: str, names: Mapping[str, type[Value]]) -> Iterator[str]:
    yield f'    <attributes class="{kind}" mode="static">\n'
    for index, (name, type_) in enumerate(names.items()):
        if name not in NATIVE:
            written = "integer" if type_ is int else "string"
            yield f'      <attribute id="{index}" title="{name}" type="{written}"/>\n'
    yield "    </attributes>\n"


def _native(values: Mapping[str, Value]) -> str:
    return "".join(f" {name}={attribute(values[name])}" for name in NATIVE if name in values)


def _values(values: Mapping[str, Value], names: Mapping[str, type[Value]]) -> str:
    places = {name: index for index, name in enumerate(names)}
    inner = "".join(
        f'<attvalue for="{places[name]}" value={attribute(value)}/>'
        for name, value in values.items()
        if name not in NATIVE
    )
    return f"<attvalues>{inner}</attvalues>"
