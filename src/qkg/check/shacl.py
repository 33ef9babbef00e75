"""SHACL Core through pyshacl: the one place that knows it and rdflib."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from qkg.check.facts import Fact, Facts
from qkg.check.shapes import Breach
from qkg.check.suspects import Suspects

SH: Final = Namespace("http://www.w3.org/ns/shacl#")
_TARGETS: Final = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


def breaches(
    data: Iterable[ox.Quad], shapes: Iterable[ox.Quad], asleep: Collection[str], nodes: Collection[str] | None
) -> Iterator[Breach]:
    """Results of the shapes, without those ``asleep``; only of these nodes when there are any."""
    rules, facts = graph(shapes), list(triples(data))
    for shape in asleep:
        for target in _TARGETS:
            rules.remove((URIRef(shape), target, None))
    if nodes is not None and not _narrow(rules, Facts(facts), frozenset(URIRef(node) for node in nodes)):
        return
    import pyshacl  # noqa: PLC0415 - takes half a second, and most commits need none of it

    _, report, _ = pyshacl.validate(_graph(facts), shacl_graph=rules, inplace=True, inference="none")
    for result in report.objects(None, SH.result):
        yield _breach(report, result, rules)


def _narrow(rules: Graph, facts: Facts, nodes: Collection[Node]) -> bool:
    """Each target becomes those of its members among the nodes that may break the shape; whether any is left.

    The validator's own restriction to focus nodes is not used: it also lets nested shapes pass.
    """
    suspects = Suspects(rules, facts)
    targets = [found for target in _TARGETS for found in rules.triples((None, target, None))]
    for shape, target, value in targets:
        rules.remove((shape, target, value))
    found = [
        (shape, SH.targetNode, node)
        for shape, target, value in targets
        for node in _members(facts, target, value).intersection(nodes)
        if suspects.may_break(shape, node)
    ]
    for one in found:
        rules.add(one)
    return bool(found)


def _members(facts: Facts, target: Node, value: Node) -> set[Node]:
    if target == SH.targetClass:
        classes = facts.up_to(RDFS.subClassOf, value)
        return {node for one in classes for node in facts.subjects(RDF.type, one)}
    if target == SH.targetSubjectsOf:
        return set(facts.having(value))
    return set(facts.values(value)) if target == SH.targetObjectsOf else {value}


def triples(quads: Iterable[ox.Quad]) -> Iterator[Fact]:
    """The triples in rdflib's terms."""
    term = lru_cache(maxsize=None)(_term)
    return ((term(quad.subject), term(quad.predicate), term(quad.object)) for quad in quads)


def graph(quads: Iterable[ox.Quad]) -> Graph:
    """A graph of the triples."""
    return _graph(triples(quads))


def _graph(facts: Iterable[Fact]) -> Graph:
    made = Graph()
    made.addN((*fact, made) for fact in facts)
    return made


def _term(term: object) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise TypeError(term)


def _breach(report: Graph, result: Node, rules: Graph) -> Breach:
    node, shape = report.value(result, SH.focusNode), report.value(result, SH.sourceShape)
    value = report.value(result, SH.value)
    path = report.value(result, SH.resultPath)
    return Breach(str(shape), str(node), _path(rules, report, path), "" if value is None else str(value))


def _path(rules: Graph, report: Graph, path: Node | None) -> str:
    """A property's IRI; of a longer path its first property; of an inverse one the IRI after ``^``."""
    if path is None or isinstance(path, URIRef):
        return str(path or "")
    for known in (report, rules):
        inverse, first = known.value(path, SH.inversePath), known.value(path, RDF.first)
        if inverse is not None or first is not None:
            return f"^{inverse}" if inverse is not None else _path(rules, report, first)
    return ""
