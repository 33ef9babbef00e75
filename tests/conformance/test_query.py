"""SPARQL 1.1 Query: every evaluation test, and the result formats CSV, TSV and JSON."""

from collections.abc import Callable

import httpx
from tests.conformance.answers import evaluate
from tests.conformance.conftest import Judge
from tests.conformance.manifest import Entry, read

FORMATS = ("sparql11/csv-tsv-res/manifest.ttl", "sparql11/json-res/manifest.ttl")


def cases() -> tuple[Entry, ...]:
    """The evaluation tests."""
    found = [one for one in read("sparql11/manifest-sparql11-query.ttl") if one.kind == "QueryEvaluationTest"]
    return (*found, *(one for name in FORMATS for one in read(name)))


def test_query(case: Entry, endpoint: httpx.Client, fill: Callable[[str], None], judge: Judge) -> None:
    """The answer is the expected one."""
    judge(case, lambda: evaluate(case, endpoint, fill))
