"""A query evaluation test carried out: data in, query sent, answer held against the expected file."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import httpx
import pyoxigraph as ox
from tests.conformance.compare import canonical, result_set, same_rows
from tests.conformance.evaluating import data_of, quads, text_of
from tests.conformance.manifest import MF, QT, Entry, path_of

RESULTS = {
    ".srx": ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
    ".srj": ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
    ".tsv": ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
}
DIRECT = {"Content-Type": "application/sparql-query"}


def evaluate(entry: Entry, endpoint: httpx.Client, fill: Callable[[str], None]) -> None:
    """AssertionError unless the answer is the expected one."""
    action = entry.value(MF + "action")
    fill(data_of(entry, action))
    wanted = path_of(entry.text(MF + "result"))
    text = text_of(entry.text(QT + "query", action))
    if wanted.suffix == ".csv":
        return same_csv(ask(endpoint, text, "text/csv"), wanted)
    if wanted.suffix in RESULTS:
        media, format = RESULTS[wanted.suffix]
        lax = "LaxCardinality" in entry.text(MF + "resultCardinality")
        return same_table(ask(endpoint, text, media), wanted.read_bytes(), format, lax)
    same_graph(endpoint, text, entry.text(MF + "result"))


def ask(endpoint: httpx.Client, text: str, accept: str) -> httpx.Response:
    """A direct POST that must succeed."""
    answer = endpoint.post("/sparql", content=text.encode(), headers={**DIRECT, "Accept": accept})
    assert answer.status_code == 200, answer.text[:500]
    return answer


def same_table(answer: httpx.Response, wanted: bytes, format: ox.QueryResultsFormat, lax: bool) -> None:
    """Rows or verdict, both in the same format."""
    one, other = ox.parse_query_results(answer.content, format), ox.parse_query_results(wanted, format)
    if isinstance(other, ox.QueryBoolean):
        assert isinstance(one, ox.QueryBoolean)
        assert bool(one) == bool(other)
        return
    names = [variable.value for variable in other.variables]
    assert sorted(variable.value for variable in one.variables) == sorted(names)
    found, expected = rows(one, names), rows(other, names)
    assert same_rows(found, expected, ordered=False, lax=lax), f"{found}\n and not\n{expected}"


def rows(solutions: ox.QuerySolutions, names: list[str]) -> list[tuple]:
    """The rows with columns in that order."""
    return [tuple(row[name] for name in names) for row in solutions]


def same_graph(endpoint: httpx.Client, text: str, iri: str) -> None:
    """Triples, or a result set that is written as triples."""
    found = ox.Store()
    found.extend(quads(iri))
    table = result_set(found)
    if isinstance(table, bool):
        assert ask(endpoint, text, "application/sparql-results+json").json()["boolean"] is table
    elif table[0]:
        answer = ox.parse_query_results(
            ask(endpoint, text, "application/sparql-results+json").content, ox.QueryResultsFormat.JSON
        )
        names, expected, ordered = table
        got = rows(answer, names)
        assert same_rows(got, expected, ordered), f"{got}\n and not\n{expected}"
    else:
        answer = ask(endpoint, text, "application/n-triples")
        parsed = ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)
        assert canonical(parsed) == canonical(quads(iri))


def same_csv(answer: httpx.Response, wanted: Path) -> None:
    """CSV has no types: cells as text, numbers by value, columns by name, blank nodes only by their mark."""
    assert table_of(answer.text) == table_of(wanted.read_text(encoding="utf-8"))


def table_of(text: str) -> Counter[tuple[tuple[str, object], ...]]:
    """The rows as a multiset."""
    return Counter(
        tuple(sorted((name, _cell(value)) for name, value in row.items()))
        for row in csv.DictReader(io.StringIO(text))
    )


def _cell(text: str) -> str:
    if text.startswith("_:"):
        return "_:"
    try:
        return str(float(text))
    except ValueError:
        return text
