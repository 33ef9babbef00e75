"""LOAD carried out: each becomes INSERT DATA with the document's triples, so that an update stays whole.

With SILENT, what is refused or fails becomes an operation that does nothing (SPARQL 1.1 Update §3.1.4).
"""

import asyncio
from collections.abc import Sequence

import pyoxigraph as ox

from qkg.errors import LoadFailed, Place, QkgError, SyntaxProblem
from qkg.sparql.operations import operations, stray_separator
from qkg.sparql.reach import Load, loads
from qkg.tokens import line_column, tokenise
from qkg.web.fetching import fetch

NOTHING = "INSERT DATA {}"


async def loaded(text: str, prefixes: Sequence[str], limit: int) -> str:
    """The update without LOAD."""
    found = loads(text)
    if not found:
        return text
    if (stray := stray_separator(text)) is not None:
        raise _misplaced(text, stray)
    ends = {operation.start: operation.end for operation in operations(text)}
    for load in reversed(found):
        if load.start not in ends:
            raise _misplaced(text, load.start)
        end = ends[load.start]
        into = _target(text, load.end, end)
        text = text[: load.start] + await _replacement(load, into, prefixes, limit) + text[end:]
    return text


def _misplaced(text: str, position: int) -> SyntaxProblem:
    place = Place("update", *line_column(text, position))
    return SyntaxProblem(place, "operations are separated by one semicolon, and a LOAD is one of them")


async def _replacement(load: Load, into: str, prefixes: Sequence[str], limit: int) -> str:
    try:
        data = await _data(load.address, prefixes, limit)
    except QkgError:
        if load.silent:
            return NOTHING
        raise
    return f"INSERT DATA {{ GRAPH {into} {{ {data} }} }}" if into else f"INSERT DATA {{ {data} }}"


def _target(text: str, start: int, end: int) -> str:
    tokens = list(tokenise(text[start:end]))
    if not tokens:
        return ""
    words = "".join(token.text.upper() for token in tokens[:-1])
    if words != "INTOGRAPH" or tokens[-1].kind not in ("iri", "pname"):
        raise _misplaced(text, start + tokens[0].start)
    return tokens[-1].text


async def _data(address: str, prefixes: Sequence[str], limit: int) -> str:
    document = await fetch(address, prefixes, limit)
    return await asyncio.to_thread(_statements, document.content, document.format.engine, address)


def _statements(content: bytes, format: object, address: str) -> str:
    if not isinstance(format, ox.RdfFormat):
        raise LoadFailed(f"LOAD <{address[:200]}> is no RDF")
    try:
        quads = ox.parse(content, format, base_iri=address, rename_blank_nodes=True)
        triples = [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    except (SyntaxError, ValueError) as error:
        raise LoadFailed(f"LOAD <{address[:200]}>: {str(error)[:300]}") from error
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
