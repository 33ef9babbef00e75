"""SPARQL 1.1: all syntax tests of queries, updates and federated queries."""

import httpx
import pytest
from tests.conformance.conftest import Judge
from tests.conformance.grammar import parse
from tests.conformance.manifest import Entry, read

MANIFESTS = (
    "sparql11/manifest-sparql11-query.ttl",
    "sparql11/manifest-sparql11-update.ttl",
    "sparql11/syntax-fed/manifest.ttl",
)


def cases() -> tuple[Entry, ...]:
    """The syntax tests."""
    return tuple(one for name in MANIFESTS for one in read(name) if "Syntax" in one.kind)


@pytest.mark.usefixtures("changed")
def test_syntax(case: Entry, endpoint: httpx.Client, judge: Judge) -> None:
    """Grammatical or not."""
    judge(case, lambda: parse(case, endpoint))
