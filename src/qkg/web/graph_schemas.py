"""What the OpenAPI document says of the graph services: parameters and the shape of each JSON answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

Json = dict[str, Any]
TEXT: Final[Json] = {"type": "string"}
IRI: Final[Json] = {"type": "string", "format": "uri"}
COUNT: Final[Json] = {"type": "integer", "minimum": 0}
FLAG: Final[Json] = {"type": "boolean"}
LABELS: Final[Json] = {
    "type": "object",
    "description": "Language (zh, en, or empty) to words.",
    "additionalProperties": TEXT,
}
NAMES: Final[Json] = {
    "type": "object",
    "description": "IRI to its labels.",
    "additionalProperties": LABELS,
}


@dataclass(frozen=True)
class Told:
    """A service in words: its summary, its query parameters, the schema of its JSON."""

    summary: str
    parameters: tuple[Json, ...]
    answer: Json


def _object(**fields: Json) -> Json:
    return {"type": "object", "properties": fields, "required": list(fields)}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _or_null(schema: Json) -> Json:
    return {"oneOf": [schema, {"type": "null"}]}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _all(*schemas: Json) -> Json:
    return {"allOf": list(schemas)}


def _asks(name: str, schema: Json, words: str, required: bool = False, **more: Any) -> Json:
    return {"name": name, "in": "query", "schema": schema, "description": words, "required": required, **more}


def _many(name: str, words: str) -> Json:
    return _asks(name, _list(TEXT), words, explode=True)


def _whole(name: str, otherwise: int, least: int, most: int, words: str) -> Json:
    schema = {"type": "integer", "minimum": least, "maximum": most, "default": otherwise}
    return _asks(name, schema, words)


SCHEMAS: Final[Mapping[str, Json]] = {
    "GraphPeriod": _object(
        edtf=TEXT,
        start=_or_null({"type": "string", "format": "date"}),
        end=_or_null({"type": "string", "format": "date"}),
    ),
    "GraphExtent": _object(total=COUNT, shown=COUNT, limit=COUNT, offset=COUNT, complete=FLAG),
    "GraphNode": _object(
        id=TEXT,
        labels=LABELS,
        kind=_or_null(IRI),
        kinds=_list(IRI),
        evidence={**COUNT, "description": "Pieces of evidence of its own."},
        statements={**COUNT, "description": "Pieces of evidence of statements about it."},
        period=_or_null(_ref("GraphPeriod")),
    ),
    "GraphEdge": _object(
        id=TEXT,
        source=TEXT,
        predicate=IRI,
        target=TEXT,
        evidence=_list(IRI),
        proof={"enum": ["statement", "fact", None]},
    ),
    "GraphClass": _object(id=IRI, labels=LABELS, nodes=COUNT),
    "GraphPredicate": _object(id=IRI, labels=LABELS, edges=COUNT),
    "GraphGroup": _object(
        predicate=IRI, labels=LABELS, direction={"enum": ["in", "out"]}, count=COUNT, plumbing=FLAG
    ),
    "GraphPlace": _object(text=IRI, start=COUNT, end=COUNT),
    "GraphPiece": _object(
        id=IRI,
        quotes=_list(TEXT),
        speaker=_or_null(IRI),
        attribution=_or_null(TEXT),
        confidence=_or_null({"type": "number", "minimum": 0, "maximum": 1}),
        paragraph=_or_null({"type": "integer"}),
        article=_or_null(IRI),
        places=_list(_ref("GraphPlace")),
    ),
    "GraphFigure": _object(
        value=TEXT,
        unit=_or_null(IRI),
        hedge=_or_null(IRI),
        bound=_or_null({"type": "string", "description": "upper-exclusive, lower-exclusive, around …"}),
        lower=_or_null(TEXT),
        upper=_or_null(TEXT),
        verbatim=_or_null(TEXT),
    ),
    "Graph": _object(
        generation=COUNT,
        nodes=_list(_ref("GraphNode")),
        edges=_list(_ref("GraphEdge")),
        classes=_list(_ref("GraphClass")),
        predicates=_list(_ref("GraphPredicate")),
        extent=_or_null(_ref("GraphExtent")),
    ),
}

_NODE: Final = _asks("iri", TEXT, "The node: an IRI, in full or short as qkg:Agency.", required=True)
_LIMIT: Final = _whole("limit", 100, 1, 500, "So many at most.")
_OFFSET: Final = _whole("offset", 0, 0, 10_000_000, "Skip so many.")
_NODES: Final = _whole("limit", 300, 1, 2000, "So many nodes at most; the extent says how many there are.")
_WITHOUT: Final = _many("without", "A predicate that is not drawn or walked; may be repeated.")
_PLUMBING: Final = _asks(
    "plumbing", FLAG, "Draw and walk typing, evidence and classifying predicates too (false)."
)

NEIGHBOURS: Final = Told(
    "What a node is joined to: counts by predicate and direction",
    (_NODE, _asks("plumbing", FLAG, "List typing and evidence predicates too (true).")),
    _object(generation=COUNT, node=_ref("GraphNode"), groups=_list(_ref("GraphGroup")), names=NAMES),
)
EXPAND: Final = Told(
    "One page of a node's neighbours over one predicate",
    (
        _NODE,
        _asks("predicate", TEXT, "The predicate.", required=True),
        _asks("direction", {"enum": ["out", "in"], "default": "out"}, "out: the node is the subject."),
        _LIMIT,
        _OFFSET,
    ),
    _ref("Graph"),
)
NEIGHBOURHOOD: Final = Told(
    "Everything within a few steps of a node, nearest first",
    (_NODE, _whole("depth", 1, 1, 4, "Steps."), _NODES, _WITHOUT, _PLUMBING),
    _ref("Graph"),
)
PATH: Final = Told(
    "The few shortest paths between two nodes, edges taken in either direction",
    (
        _asks("from", TEXT, "One end.", required=True),
        _asks("to", TEXT, "The other end.", required=True),
        _many("through", "Walk only over this predicate; may be repeated."),
        _WITHOUT,
        _many("avoid", "A node that no path may pass; may be repeated."),
        _PLUMBING,
        _whole("paths", 3, 1, 20, "So many paths."),
        _whole("length", 6, 1, 8, "So many steps at most."),
        _whole("edges", 20_000, 1, 100_000, "So many edges looked at."),
        _whole("hub", 1000, 1, 1_000_000, "Nodes with more edges are not passed."),
    ),
    _all(
        _ref("Graph"),
        _object(
            paths=_list(_list(TEXT)),
            search=_object(
                stopped={"enum": ["enough", "length", "edges", "time", "exhausted"]},
                searchedLength=COUNT,
                edgesMet=COUNT,
                hubs=_list(IRI),
                ignored=_list(IRI),
                bounds=_object(paths=COUNT, length=COUNT, edges=COUNT, hub=COUNT),
            ),
        ),
    ),
)
SUBGRAPH: Final = Told(
    "The picture of a query's answer, or of given nodes",
    (
        _asks("query", TEXT, "SPARQL: CONSTRUCT, DESCRIBE, or SELECT (every IRI is a node)."),
        _many("node", "A node; may be repeated."),
        _asks("picture", TEXT, "The name of a shared picture, whose nodes are then given."),
        _NODES,
        _WITHOUT,
        _PLUMBING,
    ),
    _ref("Graph"),
)
OVERVIEW: Final = Told(
    "An article at first sight: who, what, awarded what, counted how much",
    (
        _asks("article", TEXT, "The article; without it the newest one."),
        _whole("limit", 80, 1, 2000, "So many nodes at most."),
    ),
    _all(
        _ref("Graph"),
        _object(article=IRI, groups=_list(_object(id=IRI, labels=LABELS, total=COUNT, shown=COUNT))),
    ),
)
NODES: Final = Told(
    "Nodes described: names, kinds, counts of evidence, period",
    (_many("iri", "A node; may be repeated."),),
    _object(generation=COUNT, nodes=_list(_ref("GraphNode")), names=NAMES),
)
EVIDENCE: Final = Told(
    "The words behind a node or an edge",
    (
        _asks("iri", TEXT, "A node."),
        _asks("about", FLAG, "With a node: evidence of statements about it too (false)."),
        _asks("source", TEXT, "An edge: its subject."),
        _asks("predicate", TEXT, "An edge: its predicate."),
        _asks("target", TEXT, "An edge: its object."),
        _many("piece", "A piece of evidence by its IRI; may be repeated."),
        _LIMIT,
        _OFFSET,
    ),
    _object(
        generation=COUNT,
        pieces=_list(_ref("GraphPiece")),
        figure=_or_null(_ref("GraphFigure")),
        edge=_or_null(_ref("GraphEdge")),
        names=NAMES,
        extent=_ref("GraphExtent"),
    ),
)
