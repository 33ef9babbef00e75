"""The shapes before a commit: a SHACL validation report in Turtle, or nothing when all is well.

Judges the subjects of the changed graphs with everything else as context (SHACL §3.6). Must not know
where the shapes are kept or who commits.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import pyoxigraph as ox

from qkg.check import shacl
from qkg.check.shapes import Breach, Shapes
from qkg.namespaces import PREFIXES

SH: Final = PREFIXES["sh"]
TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
ARTICLE: Final = ox.NamedNode(PREFIXES["qkg"] + "ArticleGraph")
NAMES: Final = {name: PREFIXES[name] for name in ("sh", "qkg", "rdf", "xsd")}


def context(every: Iterable[ox.Quad], changed: Sequence[ox.Quad]) -> list[ox.Quad]:
    """What judging needs: the changed graphs, all graphs of no article, and what the changed ones refer to.

    Other articles stay outside, so that the work grows with the change and not with the store.
    """
    every = list(every)
    articles = {one.subject for one in every if one.predicate == TYPE and one.object == ARTICLE}
    articles.difference_update(one.graph_name for one in changed)
    named = {one.object for one in changed if isinstance(one.object, ox.NamedNode)}
    return [one for one in every if one.graph_name not in articles or one.subject in named]


def report(whole: Sequence[ox.Quad], changed: Iterable[ox.Quad], rules: Sequence[ox.Quad]) -> str:
    """``sh:ValidationReport`` on the subjects of ``changed`` in Turtle; empty when they conform."""
    nodes = {one.subject.value for one in changed if isinstance(one.subject, ox.NamedNode)}
    shapes = Shapes.of_quads(rules)
    found = sorted(set(_breaches(whole, shapes, nodes)), key=lambda one: (one.node, one.shape, one.path))
    if not found:
        return ""
    return (ox.serialize(_triples(shapes, found), format=ox.RdfFormat.TURTLE, prefixes=NAMES) or b"").decode()


def _breaches(whole: Sequence[ox.Quad], shapes: Shapes, nodes: set[str]) -> Iterable[Breach]:
    store = ox.Store()
    store.extend(ox.Quad(one.subject, one.predicate, one.object) for one in whole)
    yield from (one for one in shapes.breaches(store) if one.node in nodes)
    yield from shacl.breaches(whole, shapes.quads, {one.shape for one in shapes.wholes}, nodes)


def _triples(shapes: Shapes, found: Sequence[Breach]) -> Iterable[ox.Triple]:
    head = ox.BlankNode()
    yield ox.Triple(head, TYPE, _sh("ValidationReport"))
    yield ox.Triple(head, _sh("conforms"), ox.Literal(False))
    for one in found:
        result = ox.BlankNode()
        yield ox.Triple(head, _sh("result"), result)
        yield ox.Triple(result, TYPE, _sh("ValidationResult"))
        yield ox.Triple(result, _sh("focusNode"), ox.NamedNode(one.node))
        yield ox.Triple(result, _sh("sourceShape"), ox.NamedNode(one.shape))
        yield ox.Triple(result, _sh("resultSeverity"), _sh("Violation"))
        if one.path and not one.path.startswith("^"):
            yield ox.Triple(result, _sh("resultPath"), ox.NamedNode(one.path))
        if one.value:
            yield ox.Triple(result, _sh("value"), ox.Literal(one.value))
        words = shapes.words(one.shape)
        yield ox.Triple(result, _sh("resultMessage"), ox.Literal(words.zh, language="zh"))
        yield ox.Triple(result, _sh("resultMessage"), ox.Literal(words.en, language="en"))


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SH + name)
