"""Turtle and TriG for people and for diffs: sorted, one predicate a line, the same bytes each time.

Implements the writing side of RDF 1.1 Turtle and TriG. Takes quads already in order (graph, subject,
type first, predicate, object) and must not know stores. Blank nodes keep the names they come with.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from qkg.namespaces import PREFIXES
from qkg.terms import Term

INDENT: Final = "    "
RDF_TYPE: Final = PREFIXES["rdf"] + "type"
STRING: Final = PREFIXES["xsd"] + "string"
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?|")
_BARE = {
    PREFIXES["xsd"] + "integer": re.compile(r"[+-]?\d+"),
    PREFIXES["xsd"] + "decimal": re.compile(r"[+-]?\d*\.\d+"),
    PREFIXES["xsd"] + "boolean": re.compile(r"true|false"),
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def turtle(quads: Sequence[Quad]) -> bytes:
    """The triples of the quads, without their graphs."""
    names = Names(quads)
    return "\n".join([*names.declarations(), *_subjects(quads, names, "")]).encode()


def trig(quads: Sequence[Quad]) -> bytes:
    """The quads, one block a graph."""
    names = Names(quads, graphs=True)
    lines = names.declarations()
    for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
        if isinstance(graph, DefaultGraph):
            lines.extend(_subjects(members, names, ""))
        else:
            lines.extend([f"{names.term(graph)} {{", *_subjects(members, names, INDENT), "}", ""])
    return "\n".join(lines).encode()


class Names:
    """How terms are written, with the prefixes that these quads use."""

    def __init__(self, quads: Iterable[Quad], graphs: bool = False) -> None:
        terms = {term for quad in quads for term in (quad.subject, quad.predicate, quad.object)}
        if graphs:
            terms.update(quad.graph_name for quad in quads if not isinstance(quad.graph_name, DefaultGraph))
        self._short = {iri: name for iri in map(_iri, terms) if iri and (name := _short(iri))}

    def declarations(self) -> list[str]:
        """The prefix lines in alphabetical order, and a blank line."""
        used = {name.partition(":")[0] for name in self._short.values()}
        return [*(f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in sorted(used)), ""]

    def term(self, term: Term) -> str:
        """A term in Turtle's grammar."""
        if isinstance(term, NamedNode):
            return self._short.get(term.value) or str(term)
        return self._literal(term) if isinstance(term, Literal) else str(term)

    def verb(self, predicate: NamedNode) -> str:
        """A predicate; ``a`` for the type."""
        return "a" if predicate.value == RDF_TYPE else self.term(predicate)

    def _literal(self, literal: Literal) -> str:
        datatype = literal.datatype.value
        if datatype in _BARE and _BARE[datatype].fullmatch(literal.value):
            return literal.value
        text = '"' + "".join(_ESCAPES.get(sign, sign) for sign in literal.value) + '"'
        if literal.language:
            return str(literal) if literal.direction else f"{text}@{literal.language}"
        return text if datatype == STRING else f"{text}^^{self.term(literal.datatype)}"


def _iri(term: Term) -> str:
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal) or term.language or term.datatype.value == STRING:
        return ""
    bare = _BARE.get(term.datatype.value)
    return "" if bare and bare.fullmatch(term.value) else term.datatype.value


def _short(iri: str) -> str:
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and iri != RDF_TYPE and _LOCAL.fullmatch(iri[len(base) :]):
            return f"{prefix}:{iri[len(base) :]}"
    return ""


def _subjects(quads: Iterable[Quad], names: Names, indent: str) -> Iterator[str]:
    for subject, members in groupby(quads, key=lambda quad: quad.subject):
        yield (
            indent
            + names.term(subject)
            + " "
            + f" ;\n{indent}{INDENT}".join(_predicates(members, names))
            + " ."
        )
        yield ""


def _predicates(quads: Iterable[Quad], names: Names) -> Iterator[str]:
    for predicate, members in groupby(quads, key=lambda quad: quad.predicate):
        yield names.verb(predicate) + " " + " , ".join(names.term(quad.object) for quad in members)
