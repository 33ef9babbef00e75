"""Evidence and the menu of a node as JSON. Pictures are in ``plain``."""

from dataclasses import asdict

from qkg.graphview.evidence import Evidence, Piece
from qkg.graphview.formats.plain import Json, of_edge, of_extent, of_names, of_node
from qkg.graphview.neighbours import Group, Neighbours


def of_evidence(found: Evidence) -> Json:
    """Pieces of evidence; ``names`` has the labels of every IRI that is mentioned."""
    return {
        "pieces": [_piece(piece) for piece in found.pieces],
        "figure": asdict(found.figure) if found.figure else None,
        "edge": of_edge(0, found.edge) if found.edge else None,
        "names": of_names(found.names),
        "extent": of_extent(found.extent),
    }


def _piece(piece: Piece) -> Json:
    return asdict(piece)


def of_neighbours(found: Neighbours) -> Json:
    """The node and its groups."""
    return {
        "node": of_node(found.node),
        "groups": [_group(group, found) for group in found.groups],
        "names": of_names(found.names),
    }


def _group(group: Group, found: Neighbours) -> Json:
    return {
        "predicate": group.predicate,
        "labels": dict(found.names.get(group.predicate, {})),
        "direction": group.direction,
        "count": group.count,
        "plumbing": group.plumbing,
    }
