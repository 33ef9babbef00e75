"""The formats of a picture by name, suffix and media type, and the one place that writes any of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from qkg.graphview.formats import cytoscape, dot, gexf, graphml, rdf
from qkg.graphview.subgraph import Subgraph
from qkg.media import GRAPH_FORMATS, Format, Kind

JSON: Final = Format("json", "application/json", "json", Kind.GRAPH, None)
GRAPHML: Final = Format("graphml", "application/graphml+xml", "graphml", Kind.GRAPH, None)
GEXF: Final = Format("gexf", "application/gexf+xml", "gexf", Kind.GRAPH, None)
DOT: Final = Format("dot", "text/vnd.graphviz", "dot", Kind.GRAPH, None, ("gv",), charset=True)
CYTOSCAPE: Final = Format("cytoscape", "application/vnd.cytoscape+json", "cyjs", Kind.GRAPH, None)
TRIPLES: Final = tuple(one for one in GRAPH_FORMATS if one.name in ("ttl", "nt", "rdf", "jsonld"))
PICTURES: Final = (JSON, GRAPHML, GEXF, DOT, CYTOSCAPE, *TRIPLES)
"""JSON first: it is what a client gets that asks for nothing."""
_WRITERS: Final[Mapping[str, Callable[[Subgraph, str], Iterator[str]]]] = {
    "graphml": graphml.write,
    "gexf": gexf.write,
    "dot": dot.write,
    "cytoscape": cytoscape.write,
}


def written(graph: Subgraph, format: Format, language: str) -> bytes:
    """The picture in a format other than our own JSON; labels in one language where it has room for one."""
    writer = _WRITERS.get(format.name)
    if writer is None:
        return rdf.write(graph, format)
    return "".join(writer(graph, language)).encode()
