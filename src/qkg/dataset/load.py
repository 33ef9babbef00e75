"""Which file becomes which graph, and the filling of an engine with all of them.

The plan is plain values, so that ``check`` and ``digest`` read the same one. Inference is in ``rules``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from qkg.dataset.assets import Assets
from qkg.dataset.rules import infer
from qkg.dataset.source import read_quads
from qkg.errors import NoArticleGraph
from qkg.namespaces import GRAPH, ONTOLOGY, PREFIXES, graph_iri

TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
GRAPH_CLASSES = tuple(ox.NamedNode(ONTOLOGY + name) for name in ("ArticleGraph", "MappingGraph"))
"""A data file holds one subject of one of these classes: its IRI is the name of the file's graph."""


@dataclass(frozen=True)
class Placement:
    """A file and the graph that it fills; without a graph the file's own statement names it."""

    path: Path
    graph: str | None = None
    guest: bool = False


def plan(assets: Assets, data: Sequence[Path] | None = None) -> list[Placement]:
    """The files in loading order; ``data`` stands in for the packaged articles when given."""
    vocabulary = [
        Placement(assets.ontology, graph_iri("ontology")),
        Placement(assets.stubs, graph_iri("stubs")),
    ]
    schemes = [Placement(path, graph_iri("schemes")) for path in assets.schemes]
    alignments = [Placement(path, graph_iri("alignments")) for path in assets.alignments]
    articles = [Placement(path) for path in assets.data] if data is None else []
    guests = [Placement(path, guest=True) for path in data or ()]
    present = [one for one in vocabulary if one.path.exists()]
    return [*present, *schemes, *alignments, *articles, *guests]


def fill(engine: ox.Store, placements: Iterable[Placement], rules: Sequence[Path] = ()) -> None:
    """Put every file into its graph, then what the rules infer into ``graph/inferred``."""
    for placement in placements:
        engine.extend(placed_quads(placement))
    infer(engine, rules)


def placed_quads(placement: Placement) -> Iterator[ox.Quad]:
    """The file's quads in the graph where they belong; quads that name a graph keep it."""
    quads = read_quads(placement.path)
    graph = ox.NamedNode(placement.graph or graph_of(placement, quads))
    for quad in quads:
        named = not isinstance(quad.graph_name, ox.DefaultGraph)
        yield quad if named else ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def graph_of(placement: Placement, quads: Iterable[ox.Quad]) -> str:
    """The single subject of a graph class; a guest without one is named after its file."""
    stated = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object in GRAPH_CLASSES}
    names = sorted(subject.value for subject in stated if isinstance(subject, ox.NamedNode))
    if len(names) == 1:
        return names[0]
    if placement.guest and not names:
        return f"{GRAPH}file-{_slug(placement.path.stem)}"
    found = "none" if not names else f"{len(names)}: " + ", ".join(names)
    raise NoArticleGraph(
        f"{placement.path}: exactly one subject must be a qkg:ArticleGraph or qkg:MappingGraph, found {found}"
    )


def _slug(stem: str) -> str:
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in stem.lower())
