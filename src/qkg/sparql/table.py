"""A result as rows of terms, whatever it was: solutions, yes or no, or triples.

Reads the bytes that a store hands out, so it works for every store. Must not know how rows are drawn.
"""

from dataclasses import dataclass

import pyoxigraph as ox

from qkg.media import GRAPH_FORMATS, ROW_FORMATS, Format, Kind, by_name
from qkg.terms import Term

ROWS = by_name("json", ROW_FORMATS)
TRIPLES = by_name("nt", GRAPH_FORMATS)


@dataclass(frozen=True)
class Table:
    """Column names and rows of terms; ``verdict`` is set instead for a yes-or-no question."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    verdict: bool | None = None


def tabulate(data: bytes, format: Format) -> Table:
    """The table in the bytes of an answer that was asked for as ROWS or TRIPLES."""
    if format.kind is Kind.GRAPH:
        quads = ox.parse(data, ox.RdfFormat.N_TRIPLES)
        return Table(
            ("subject", "predicate", "object"), tuple((q.subject, q.predicate, q.object) for q in quads)
        )
    result = ox.parse_query_results(data, ox.QueryResultsFormat.JSON)
    if isinstance(result, ox.QueryBoolean):
        return Table((), (), bool(result))
    names = tuple(variable.value for variable in result.variables)
    return Table(names, tuple(tuple(row[name] for name in names) for row in result))
