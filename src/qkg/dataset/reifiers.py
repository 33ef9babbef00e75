"""RDF 1.2: each ``qkg:Statement`` node becomes a reifier of the triple that it is about.

``r qkg:statementSubject s ; qkg:statementPredicate p ; qkg:statementObject o`` is written as the reified
triple ``<< s p o ~ r >>`` (RDF 1.2 Turtle §2.12), to which evidence and labels of ``r`` stay attached. Works
on N-Triples as they pass, in which the triples of a subject stand together; a statement that does not come in
one piece stays as it is, which says the same in RDF 1.1. Must not know stores.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from qkg.namespaces import ONTOLOGY, PREFIXES
from qkg.turtle import Names

PARTS: Final = tuple(ONTOLOGY + "statement" + name for name in ("Subject", "Predicate", "Object"))
"""The three properties that a reified triple replaces."""
MARK: Final = PARTS[0].encode()
HEAD: Final = "".join(
    ['VERSION "1.2"\n', *(f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items())]
).encode()


class Reifying:
    """Takes blocks of N-Triples, which may end anywhere, and gives back RDF 1.2 Turtle."""

    def __init__(self) -> None:
        self._rest = b""
        self._begun = False

    def feed(self, block: bytes) -> bytes:
        """What can be written of the block; its last subject waits for the next one."""
        lines = (self._rest + block).split(b"\n")
        keep = len(lines) - 1
        subject = _subject(lines[keep - 1]) if keep else b""
        while keep and _subject(lines[keep - 1]) == subject:
            keep -= 1
        self._rest = b"\n".join(lines[keep:])
        return self._write(lines[:keep])

    def end(self) -> bytes:
        """The rest."""
        rest, self._rest = self._rest, b""
        return self._write(rest.split(b"\n"))

    def _write(self, lines: list[bytes]) -> bytes:
        head = b"" if self._begun else HEAD
        self._begun = True
        return head + b"".join(_written(lines))


def _subject(line: bytes) -> bytes:
    return line.partition(b" ")[0]


def _written(lines: Iterable[bytes]) -> Iterator[bytes]:
    plain: list[bytes] = []
    for _, members in groupby(lines, key=_subject):
        group = list(members)
        reified = _reified(group) if any(MARK in line for line in group) else None
        if reified is None:
            plain += group
        else:
            yield from (_turtle(plain), reified)
            plain = []
    yield _turtle(plain)


def _turtle(lines: list[bytes]) -> bytes:
    """The triples as the engine writes them, without the prefixes, which the head declares."""
    if not any(lines):
        return b""
    triples = (quad.triple for quad in _parsed(lines))
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""
    return text[_end_of_prefixes(text) :]


def _end_of_prefixes(text: bytes) -> int:
    end = 0
    while text.startswith(b"@prefix", end):
        end = text.index(b"\n", end) + 1
    return end


def _parsed(lines: list[bytes]) -> Iterator[ox.Quad]:
    return iter(ox.parse(b"\n".join(lines), ox.RdfFormat.N_TRIPLES))


def _reified(lines: list[bytes]) -> bytes | None:
    """The statement as a reified triple with all else that is said of it; None when a part is missing."""
    quads = list(_parsed(lines))
    found = {quad.predicate.value: quad.object for quad in quads if quad.predicate.value in PARTS}
    if sorted(found) != sorted(PARTS) or not isinstance(found[PARTS[0]], ox.NamedNode):
        return None
    rest = sorted((quad for quad in quads if quad.predicate.value not in PARTS), key=_order)
    names = Names(quads)
    triple = " ".join(names.term(found[part]) for part in PARTS)
    said = " ;\n\t".join(f"{names.verb(quad.predicate)} {names.term(quad.object)}" for quad in rest)
    return f"<< {triple} ~ {names.term(quads[0].subject)} >> {said} .\n".encode()


def _order(quad: ox.Quad) -> tuple[bool, str, str]:
    """Evidence first, because it is what a reader looks for."""
    return quad.predicate.value != ONTOLOGY + "evidence", quad.predicate.value, str(quad.object)
