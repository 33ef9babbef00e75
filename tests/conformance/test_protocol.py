"""SPARQL 1.1 Protocol: the requests of the manifest, sent as they stand, with the service's own paths."""

from collections.abc import Callable

import httpx
import pytest
from tests.conformance.conftest import Judge
from tests.conformance.evaluating import data_of
from tests.conformance.manifest import CNT, HT, MF, Entry, read

KINDS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml"),
}


def cases() -> tuple[Entry, ...]:
    """All of them."""
    return read("sparql11/protocol/manifest.ttl")


def send(client: httpx.Client, test: Entry, request, path: str, names: dict[str, str]) -> httpx.Response:  # noqa: ANN001
    """One request of a manifest."""
    headers = {
        test.text(HT + "fieldName", one): test.text(HT + "fieldValue", one)
        for one in test.values(HT + "headers", request)
    }
    address = test.text(HT + "absolutePath", request)
    body = test.value(HT + "body", request)
    text = test.text(CNT + "chars", body) if body else ""
    for name, value in names.items():
        address, text = address.replace(name, value), text.replace(name, value)
    coding = test.text(CNT + "characterEncoding", body) if body else "UTF-8"
    _, _, rest = address.partition("/gsp" if "/gsp" in address else "/sparql/")
    method = test.text(HT + "methodName", request)
    return client.request(method, path + rest, headers=headers, content=text.encode(coding) if body else None)


def expect(test: Entry, request, answer: httpx.Response) -> None:  # noqa: ANN001
    """The status and, where the manifest says so, format and verdict."""
    wanted = test.value(HT + "resp", request)
    codes = [one.value.rpartition("#")[2] for one in test.values(MF + "expectedStatus", wanted)]
    named = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
    fits = [
        code
        for code in codes
        if named.get(code) == answer.status_code or code == f"StatusCode{answer.status_code // 100}xx"
    ]
    assert fits, f"{answer.status_code} and not {codes}: {answer.text[:300]}"
    if format := test.text(MF + "expectedFormat", wanted):
        assert answer.headers["content-type"].partition(";")[0] in KINDS[format]
    if verdict := test.text(MF + "expectedBoolean", wanted):
        assert answer.json()["boolean"] is (verdict == "true")


@pytest.mark.usefixtures("changed")
def test_protocol(case: Entry, endpoint: httpx.Client, fill: Callable[[str], None], judge: Judge) -> None:
    """Each request answers as the manifest expects."""

    def work() -> None:
        fill(data_of(case, case.node))
        action = case.value(MF + "action")
        for request in case.values(HT + "requests", action):
            path = "/update" if is_update(case, request) else "/sparql"
            expect(case, request, send(endpoint, case, request, path, {}))

    judge(case, work)


def is_update(test: Entry, request) -> bool:  # noqa: ANN001
    """Whether a request is for the update service: by its type, its parameters or the name of the test."""
    types = [test.text(HT + "fieldValue", one) for one in test.values(HT + "headers", request)]
    if any("sparql-query" in one for one in types):
        return False
    body = test.value(HT + "body", request)
    text = test.text(CNT + "chars", body) if body else ""
    address = test.text(HT + "absolutePath", request)
    return (
        any("sparql-update" in one for one in types)
        or "update=" in text + address
        or "update" in test.iri.rpartition("#")[2]
    )
