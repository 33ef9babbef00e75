"""Lists of IRIs as query text: the only place of this package that writes a value into a query.

The engine binds single values, not lists. A ``NamedNode`` has passed the engine's own check, which refuses
everything that could end an IRI (angle brackets, quotes, braces, blanks): its written form is safe.
"""

from collections.abc import Iterable

from pyoxigraph import NamedNode


def written(iris: Iterable[NamedNode]) -> str:
    """The IRIs with angle brackets, in a stable order."""
    return " ".join(sorted({f"<{NamedNode(iri.value).value}>" for iri in iris}))


def values(variable: str, iris: Iterable[NamedNode]) -> str:
    """``VALUES ?variable { … }``; with no IRI nothing matches."""
    return f"VALUES ?{variable} {{ {written(iris)} }}"


def outside(variable: str, iris: Iterable[NamedNode]) -> str:
    """A filter that keeps what is none of these IRIs."""
    listed = written(iris).replace(" ", ", ")
    return f"FILTER(?{variable} NOT IN ({listed}))" if listed else ""
