"""Compacted JSON-LD: triples written with the names of a context, subject by subject, in constant memory.

Implements JSON-LD 1.1 compaction (§5.6 of its API) for node objects as RDF has them - no lists, nothing
nested - and for contexts of prefixes, plain terms, typed terms and language maps. A value goes under a term
only when the term reads it back unchanged; else under a compact IRI, else under the whole IRI. Literals stay
strings, so that no number changes its form. Must not know stores; blank nodes keep the names they come with.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Final, Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from qkg.errors import UnknownFormat
from qkg.namespaces import PREFIXES

TYPE: Final = PREFIXES["rdf"] + "type"
STRING: Final = PREFIXES["xsd"] + "string"
GROUPED: Final = 4_096
"""So many triples are looked at to bring together what is said of one subject."""
HELD: Final = 262_144
"""An answer of up to so many characters says only those names of the context that it uses."""
FIXED: Final = {"@version": 1.1, "id": "@id", "type": "@type"}
ANY: Final = "@none"

Named = tuple[NamedNode | BlankNode | None, Iterable[Triple]]
"""The triples of one graph; None is the default graph."""


class Sink(Protocol):
    """Where the bytes go."""

    def write(self, block: bytes) -> int:
        """Take a block."""


@lru_cache(maxsize=4)
def context_of(path: Path) -> Mapping[str, Any]:
    """The context in a file."""
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
    return loaded


def write(graphs: Iterable[Named], context: Mapping[str, Any], sink: Sink) -> None:
    """All graphs as one document; UnknownFormat for what JSON-LD 1.1 cannot say."""
    names, waiting, size, begun = Names(context), list[str](), 0, False
    for piece in _pieces(graphs, names):
        waiting.append(piece)
        size += len(piece)
        if size > HELD:
            if not begun:
                sink.write(_head(context))
            sink.write("".join(waiting).encode())
            waiting, size, begun = [], 0, True
    if not begun:
        sink.write(_head(names.said()))
    sink.write(("".join(waiting) + "\n]}\n").encode())


def _head(context: Mapping[str, Any]) -> bytes:
    return ('{"@context": ' + _text(context) + ',\n"@graph": [').encode()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pieces(graphs: Iterable[Named], names: "Names") -> Iterator[str]:
    comma = "\n"
    for name, triples in graphs:
        if name is None:
            for node in _nodes(triples, names):
                yield comma + _text(node)
                comma = ",\n"
            continue
        yield f'{comma}{{"id":{_text(names.reference(name))},"@graph":['
        inner = "\n"
        for node in _nodes(triples, names):
            yield inner + _text(node)
            inner = ",\n"
        yield "]}"
        comma = ",\n"


def _nodes(triples: Iterable[Triple], names: "Names") -> Iterator[dict[str, Any]]:
    rest = iter(triples)
    while part := list(islice(rest, GROUPED)):
        subjects: dict[Any, list[Triple]] = {}
        for one in part:
            subjects.setdefault(one.subject, []).append(one)
        for subject, said in subjects.items():
            yield _node(subject, said, names)


def _node(subject: NamedNode | BlankNode, said: Iterable[Triple], names: "Names") -> dict[str, Any]:
    node: dict[str, Any] = {"id": names.reference(subject)}
    for one in said:
        key, value, language = names.entry(one.predicate.value, one.object)
        if language:
            _add(node.setdefault(key, {}), language, value)
        else:
            _add(node, key, value)
    return node


def _add(place: dict[str, Any], key: str, value: Any) -> None:
    if key not in place:
        place[key] = value
    elif isinstance(place[key], list):
        place[key].append(value)
    else:
        place[key] = [place[key], value]


class Names:
    """The names of a context, and those of them that were used."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._context = context
        self._prefixes = {
            name: one["@id"]
            for name, one in context.items()
            if isinstance(one, dict) and one.get("@prefix") and not one["@id"].startswith("@")
        }
        self._terms: dict[tuple[str, str], str] = {}
        self._classes: dict[str, str] = {}
        for name, one in context.items():
            self._take(name, one)
        self._used: set[str] = set()
        self.iri = lru_cache(maxsize=8_192)(self._iri)

    def _take(self, name: str, one: Any) -> None:
        if isinstance(one, str) and not one.startswith("@"):
            self._classes.setdefault(self._whole(one), name)
        elif isinstance(one, dict) and not one.get("@prefix"):
            how = one.get("@container") or one.get("@type", ANY)
            self._terms.setdefault((self._whole(one["@id"]), self._whole(how)), name)

    def _whole(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self._prefixes[prefix] + local if colon and prefix in self._prefixes else name

    def said(self) -> dict[str, Any]:
        """The context with nothing in it that was not used."""
        kept = {name: one for name, one in self._context.items() if name in self._used}
        meant = [
            one if isinstance(one, str) else f"{one['@id']} {one.get('@type', '')}" for one in kept.values()
        ]
        needed = {part.partition(":")[0] for text in meant for part in text.split()} | self._used
        prefixes = {name: self._context[name] for name in self._prefixes if name in needed}
        return {**FIXED, **prefixes, **kept}

    def entry(self, predicate: str, value: Any) -> tuple[str, Any, str]:
        """The key, the value under it, and its language where the key holds a map of languages."""
        if isinstance(value, Literal):
            return self._literal(predicate, value)
        reference = self.reference(value)
        if predicate == TYPE:
            return "type", self._class(value), ""
        if term := self._term(predicate, "@id"):
            return term, reference, ""
        return self._key(predicate), {"id": reference}, ""

    def _literal(self, predicate: str, value: Literal) -> tuple[str, Any, str]:
        datatype = value.datatype.value
        if value.language and not value.direction:
            if term := self._term(predicate, "@language"):
                return term, value.value, value.language
            return self._key(predicate), {"@value": value.value, "@language": value.language}, ""
        if value.language:
            spoken = {"@language": value.language, "@direction": str(value.direction)}
            return self._key(predicate), {"@value": value.value, **spoken}, ""
        if datatype == STRING:
            return self._key(predicate), value.value, ""
        if term := self._term(predicate, datatype):
            return term, value.value, ""
        return self._key(predicate), {"@value": value.value, "@type": self.iri(datatype)}, ""

    def reference(self, term: Any) -> str:
        """A thing's name; UnknownFormat for a triple term."""
        if isinstance(term, NamedNode):
            found: str = self.iri(term.value)
            return found
        if isinstance(term, BlankNode):
            return str(term)
        raise UnknownFormat(
            "JSON-LD has no triple terms (RDF 1.2); ask for Turtle, TriG, N-Triples or N-Quads"
        )

    def _class(self, value: Any) -> str:
        name = self._classes.get(value.value) if isinstance(value, NamedNode) else None
        if name is None:
            return self.reference(value)
        self._used.add(name)
        return name

    def _term(self, predicate: str, how: str) -> str | None:
        name = self._terms.get((predicate, how))
        if name is not None:
            self._used.add(name)
        return name

    def _key(self, predicate: str) -> str:
        """A name that takes whatever value is written out: an untyped term, a compact IRI, a whole IRI."""
        name = self._term(predicate, ANY) or self.iri(predicate)
        untyped = (predicate, ANY) in self._terms
        return name if untyped or name not in self._context else predicate

    def _iri(self, iri: str) -> str:
        for prefix, space in self._prefixes.items():
            if iri.startswith(space) and len(iri) > len(space) and not iri.startswith("//", len(space)):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(space) :]}"
        scheme, _, rest = iri.partition(":")
        if scheme in self._prefixes and not rest.startswith("//"):
            raise UnknownFormat(f"<{iri[:100]}> looks like a compact IRI; ask for expanded JSON-LD")
        return iri
