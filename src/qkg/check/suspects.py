"""Which nodes may break a shape: a quick look that clears most, so that the validator judges the rest.

Knows the plain constraint components of SHACL Core (§4) on predicate paths, their inverses and sequences. It
errs on one side only: a node that is cleared conforms; where it does not know a component, every node is a
suspect.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import chain
from typing import Final

from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from qkg.check.facts import Facts

SH: Final = Namespace("http://www.w3.org/ns/shacl#")
XSD_STRING: Final = URIRef("http://www.w3.org/2001/XMLSchema#string")
TARGETS: Final = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
WORDS: Final = (SH.message, SH.severity, SH.name, SH.description, SH.order, SH.group)
SILENT: Final = frozenset((*TARGETS, *WORDS, SH.path, SH.qualifiedMinCount, SH.qualifiedMaxCount))
"""What a shape may say without constraining anything by itself."""
EXACT: Final = frozenset((SH["class"], SH.minCount, SH.maxCount, SH.hasValue, SH["in"]))
"""Components that are judged here as the standard has them, so that their negation can be too."""
NESTING: Final = frozenset((SH.property, SH.node, SH["not"], SH.qualifiedValueShape))

Step = tuple[Node, bool]
"""A property, and whether it is gone backwards."""
Values = list[Node]
Test = Callable[[Values], bool]


class Suspects:
    """The shapes of a graph, looked at against facts."""

    def __init__(self, rules: Graph, facts: Facts) -> None:
        self._rules, self._facts = rules, facts
        self._tests: dict[Node, list[Test] | None] = {}
        self._paths: dict[Node, list[Step] | None] = {}
        self._orders: dict[Node, list[tuple[Node, bool]]] = {}
        self._known: dict[URIRef, Callable[[Node], Test]] = {
            SH.property: self._nested,
            SH.node: self._nested,
            SH["or"]: self._any_of,
            SH["class"]: self._of_class,
            SH.datatype: lambda wanted: lambda values: all(_typed(one, wanted) for one in values),
            SH.minCount: lambda least: lambda values: len(values) >= _number(least),
            SH.maxCount: lambda most: lambda values: len(values) <= _number(most),
            SH.hasValue: lambda wanted: lambda values: wanted in values,
            SH.minLength: lambda least: lambda values: all(_length(one) >= _number(least) for one in values),
            SH.minInclusive: lambda least: lambda values: all(_at_most(least, one) for one in values),
            SH.maxInclusive: lambda most: lambda values: all(_at_most(one, most) for one in values),
            SH["in"]: self._one_of,
            SH.pattern: _matching,
            SH.uniqueLang: lambda _on: _each_language_once,
        }

    def may_break(self, shape: Node, node: Node) -> bool:
        """Whether the node may not conform to the shape; False is certain."""
        if shape not in self._tests:
            self._tests[shape] = self._compiled(shape)
        tests = self._tests[shape]
        values = None if tests is None else self._values(shape, node)
        if tests is None or values is None:
            return True
        return not all(test(values) for test in tests) or self._out_of_order(shape, node, values)

    def _compiled(self, shape: Node) -> list[Test] | None:
        tests: list[Test] = []
        for name, value in self._rules.predicate_objects(shape):
            if not str(name).startswith(SH) or name in SILENT:
                continue
            if name == SH.nodeKind and value == SH.IRI:
                tests.append(_iris)
            elif name in (SH.lessThan, SH.lessThanOrEquals):
                self._orders.setdefault(shape, []).append((value, name == SH.lessThan))
            elif name == SH.qualifiedValueShape and self._exact(value):
                tests.append(self._counted(shape, value))
            elif name == SH["not"] and self._exact(value):
                tests.append(self._none_of(value))
            elif isinstance(name, URIRef) and name in self._known:
                tests.append(self._known[name](value))
            else:
                return None
        return tests

    def _exact(self, shape: Node) -> bool:
        """Whether a node that is not cleared for this shape breaks it for certain."""
        said = [
            (name, value)
            for name, value in self._rules.predicate_objects(shape)
            if str(name).startswith(SH) and name not in SILENT
        ]
        return self._plain(shape) and all(
            name in EXACT or (name in NESTING and self._exact(value)) for name, value in said
        )

    def _plain(self, shape: Node) -> bool:
        path = self._rules.value(shape, SH.path)
        return path is None or isinstance(path, URIRef)

    def _counted(self, shape: Node, inner: Node) -> Test:
        """Qualified value shapes (§4.7.3)."""
        least, most = (self._rules.value(shape, SH[f"qualified{end}Count"]) for end in ("Min", "Max"))
        low = 0 if least is None else _number(least)
        high = None if most is None else _number(most)

        def test(values: Values) -> bool:
            count = sum(not self.may_break(inner, one) for one in values)
            return low <= count and (high is None or count <= high)

        return test

    def _none_of(self, inner: Node) -> Test:
        return lambda values: all(self.may_break(inner, one) for one in values)

    def _values(self, shape: Node, node: Node) -> Values | None:
        """The value nodes (SHACL §2.3.2): the node itself, or what the shape's path leads to; each once."""
        if shape not in self._paths:
            self._paths[shape] = self._steps(self._rules.value(shape, SH.path))
        steps = self._paths[shape]
        if steps is None:
            return None
        values: Values = [node]
        for name, back in steps:
            found = [
                self._facts.subjects(name, one) if back else self._facts.objects(one, name) for one in values
            ]
            values = list(found[0]) if len(found) == 1 else list(dict.fromkeys(chain.from_iterable(found)))
        return values

    def _steps(self, path: Node | None) -> list[Step] | None:
        """A property, an inverse one, or a sequence of them (§2.3.1); None for any other path."""
        if path is None:
            return []
        if isinstance(path, URIRef):
            return [(path, False)]
        inverse = self._rules.value(path, SH.inversePath)
        if inverse is not None:
            return [(inverse, True)] if isinstance(inverse, URIRef) else None
        parts = [self._steps(one) for one in Collection(self._rules, path)]
        known = [step for part in parts if part is not None for step in part]
        return known if parts and None not in parts else None

    def _out_of_order(self, shape: Node, node: Node, values: Values) -> bool:
        """Whether a value may not be below those of another property (§4.5.3, §4.5.4)."""
        return any(
            not (_at_most(value, other) and (not strict or not _at_most(other, value)))
            for path, strict in self._orders.get(shape, ())
            for other in self._facts.objects(node, path)
            for value in values
        )

    def _nested(self, shape: Node) -> Test:
        return lambda values: not any(self.may_break(shape, one) for one in values)

    def _any_of(self, members: Node) -> Test:
        shapes = list(Collection(self._rules, members))
        return lambda values: all(any(not self.may_break(one, value) for one in shapes) for value in values)

    def _one_of(self, members: Node) -> Test:
        allowed = set(Collection(self._rules, members))
        return allowed.issuperset

    def _of_class(self, name: Node) -> Test:
        known = self._facts.up_to(RDFS.subClassOf, name)
        return lambda values: all(not known.isdisjoint(self._types(one)) for one in values)

    def _types(self, node: Node) -> Iterable[Node]:
        return () if isinstance(node, Literal) else self._facts.objects(node, RDF.type)


def _each_language_once(values: Values) -> bool:
    languages = [one.language.lower() for one in values if isinstance(one, Literal) and one.language]
    return len(languages) == len(set(languages))


def _iris(values: Values) -> bool:
    return all(isinstance(one, URIRef) for one in values)


def _typed(node: Node, wanted: Node) -> bool:
    if not isinstance(node, Literal):
        return False
    if node.language or wanted == RDF.langString:
        return bool(node.language) and wanted == RDF.langString
    if node.datatype is None or wanted == XSD_STRING:
        return wanted == XSD_STRING and node.datatype in (None, XSD_STRING)
    return node.datatype == wanted and node.value is not None and not node.ill_typed


def _number(term: Node) -> int:
    return int(str(term))


def _length(node: Node) -> int:
    return -1 if isinstance(node, BNode) else len(str(node))


def _at_most(low: Node, high: Node) -> bool:
    numbers = [one.value for one in (low, high) if isinstance(one, Literal)]
    plain = [one for one in numbers if isinstance(one, int | float | Decimal) and not isinstance(one, bool)]
    return len(plain) == len((low, high)) and plain[0] <= plain[1]


def _matching(pattern: Node) -> Test:
    compiled = re.compile(str(pattern))
    return lambda values: all(not isinstance(one, BNode) and compiled.search(str(one)) for one in values)
