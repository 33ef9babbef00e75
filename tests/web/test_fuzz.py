"""Whatever is sent: an answer or a problem document, never a fault of the service."""

import httpx
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import Served
from tests.web.conftest import WRITER

from qkg.web.openapi import GRAPHS, QUERY, UPDATE

FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = st.sampled_from(
    [
        "query",
        "update",
        "format",
        "generation",
        "timeout",
        "default-graph-uri",
        "lang",
        "graph",
        "default",
        "x",
    ]
)
VALUES = st.text(max_size=40) | st.sampled_from(
    ["ASK {}", "SELECT * {}", "csv", "0", "1", "-1", "1e999", "urn:g", "CLEAR ALL"]
)
TYPES = st.sampled_from(
    [
        "",
        "text/turtle",
        "application/sparql-query",
        "application/sparql-update",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "a/b; charset=",
        ";;;",
        "application/n-quads",
        "é",
    ]
)
PATHS = [
    "/sparql",
    "/update",
    "/graph-store",
    "/graph-store/x/y",
    "/queries/1",
    "/timemap/sparql",
    "/metrics",
]


@FEW
@given(
    st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "QUERY", "OPTIONS"]),
    st.sampled_from(PATHS),
    st.lists(st.tuples(NAMES, VALUES), max_size=4),
    TYPES,
    st.sampled_from(["", "gzip", "zstd", "br", "identity"]),
    st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=30),
    st.binary(max_size=60)
    | st.sampled_from([b"ASK {}", b"query=ASK%20%7B%7D", b"--x\r\n\r\n\r\n--x--", b"%ff=%ff"]),
)
def test_no_request_is_a_fault(  # noqa: PLR0913, PLR0917 - one for each part of a request
    shared: Served, method: str, path: str, pairs: list, kind: str, coding: str, accept: str, body: bytes
) -> None:
    """Parser, negotiation, bodies, conditions: no 5xx."""
    headers = {
        "Content-Type": kind,
        "Content-Encoding": coding,
        "Accept": accept,
        "If-None-Match": accept,
        **WRITER,
    }
    packed = {name: value.strip().encode("latin-1") for name, value in headers.items()}
    answer = shared.client.request(method, path, params=pairs, headers=packed, content=body)
    assert answer.status_code < 500, answer.text


@FEW
@given(st.binary(max_size=80))
def test_no_query_string_is_a_fault(shared: Served, raw: bytes) -> None:
    """Bytes as they are, percent-encoded here and there."""
    text = "".join(chr(one) if 33 <= one < 127 and chr(one) not in "#" else f"%{one:02x}" for one in raw)
    answer = shared.client.get(httpx.URL(shared.address + "sparql?query=" + text))
    assert answer.status_code < 500, answer.text


def test_the_openapi_document_holds(shared: Served) -> None:
    """Schemathesis makes requests from the document: no 5xx, no undocumented type of answer."""
    for media in (*GRAPHS, QUERY, UPDATE):
        schemathesis.serializer(media)(lambda _context, value: str(value).encode("utf-8", "replace"))
    schema = schemathesis.openapi.from_url(shared.address + "openapi.json")
    failures: list[str] = []
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def hold(case: schemathesis.Case) -> None:
            answer = case.call(headers=WRITER)
            if answer.status_code >= 500:
                failures.append(
                    f"{case.method} {case.path}: {answer.status_code} {case.body!r} {answer.text}"
                )

        hold()
    assert failures == []
