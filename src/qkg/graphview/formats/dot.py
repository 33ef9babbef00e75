"""DOT, the language of Graphviz; nodes are links to the thing, classes are fill colours of a fixed scheme."""

from collections.abc import Iterator, Mapping

from qkg.graphview.formats.attributes import Value, extent_of, of_edge, of_node
from qkg.graphview.subgraph import Subgraph
from qkg.terms import LINK_SCHEMES

COLOURS = 12
"""Colours in the Brewer scheme ``set312``."""


def write(graph: Subgraph, language: str) -> Iterator[str]:
    """The document, a line at a time."""
    yield f"// {extent_of(graph)}\ndigraph qkg {{\n"
    yield '  graph [charset="UTF-8", overlap=false, splines=true];\n'
    yield '  node [shape=box, style="rounded,filled", colorscheme=set312, fontname="sans-serif"];\n'
    colours = {kind: index % COLOURS + 1 for index, (kind, _) in enumerate(graph.classes())}
    for node in graph.nodes:
        values = of_node(node, graph, language)
        look: dict[str, Value] = {"fillcolor": colours[node.kind] if node.kind else "white"}
        if node.id.partition(":")[0] in LINK_SCHEMES:
            look["URL"] = node.id
        yield f"  {_quoted(node.id)} [{_listed({**values, **look})}];\n"
    for edge in graph.edges:
        values = of_edge(edge, graph, language)
        yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [{_listed(values)}];\n"
    yield "}\n"


def _listed(values: Mapping[str, Value]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in values.items())


def _quoted(value: Value) -> str:
    """A string that means itself: backslashes would start Graphviz's own escapes."""
    if isinstance(value, int):
        return str(value)
    plain = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\r", " ").replace("\n", "\\n") + '"'
