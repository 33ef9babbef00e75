"""SPARQL 1.1 Graph Store HTTP Protocol, direct and indirect."""

from collections.abc import Callable

import httpx
import pyoxigraph as ox
import pytest
from tests.conformance.compare import canonical
from tests.conformance.conftest import Judge
from tests.conformance.manifest import CNT, HT, MF, Entry, read
from tests.conformance.test_protocol import expect, send


def cases() -> tuple[Entry, ...]:
    """Direct and indirect."""
    return read("sparql11/graph-store-protocol/manifest.ttl")


@pytest.mark.usefixtures("changed")
def test_graph_store(case: Entry, endpoint: httpx.Client, fill: Callable[[str], None], judge: Judge) -> None:
    """Each request answers as the manifest expects, with isomorphic graphs."""

    def work() -> None:
        fill("")
        names: dict[str, str] = {}
        for request in case.values(HT + "requests", case.value(MF + "action")):
            answer = send(endpoint, case, request, "/graph-store", names)
            expect(case, request, answer)
            wanted = case.value(HT + "resp", request)
            if name := case.text(MF + "expectedLocation", wanted):
                names[name] = answer.headers["location"]
            if body := case.value(HT + "body", wanted):
                same_graph(answer, case.text(CNT + "chars", body))
            for header in case.values(HT + "headers", wanted):
                field = case.text(HT + "fieldName", header)
                assert answer.headers[field] == case.text(HT + "fieldValue", header)

    judge(case, work)


def same_graph(answer: httpx.Response, text: str) -> None:
    """Both are Turtle of isomorphic graphs."""
    base = str(answer.request.url)
    found = ox.parse(answer.content, ox.RdfFormat.TURTLE, base_iri=base)
    assert canonical(found) == canonical(ox.parse(text.encode(), ox.RdfFormat.TURTLE, base_iri=base))
