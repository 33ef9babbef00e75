"""``/graph-store`` over a socket, beyond what the W3C suite asks."""

import gzip

import httpx
import pytest
import zstandard
from tests.conftest import EX, Served
from tests.web.conftest import WRITER, Start

TURTLE = {**WRITER, "Content-Type": "text/turtle"}
PATCH = {**WRITER, "Content-Type": "application/sparql-update"}
ONE = {"graph": EX + "one"}
NT = {"Accept": "application/n-triples"}


@pytest.fixture
def client(shared: Served) -> httpx.Client:
    """The client of the shared server, without a token."""
    return shared.client


def triples(client: httpx.Client, **params: str) -> list[str]:
    """The lines of a graph."""
    answer = client.get("/graph-store", params=params, headers=NT)
    assert answer.status_code == 200, answer.text
    return sorted(answer.text.splitlines())


def put(client: httpx.Client, body: bytes | str, graph: str = "urn:g", **headers: str) -> httpx.Response:
    """PUT of Turtle."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.put("/graph-store", params={"graph": graph}, content=body, headers={**TURTLE, **named})


def test_reading(client: httpx.Client) -> None:
    """Formats, 404, 406, conditions, HEAD; no token is needed."""
    answer = client.get("/graph-store", params=ONE)
    assert answer.headers["content-type"].startswith("text/turtle")
    assert len(triples(client, **ONE)) == 3
    assert client.get("/graph-store", params={"graph": "urn:none"}).status_code == 404
    assert client.get("/graph-store", params=ONE, headers={"Accept": "text/csv"}).status_code == 406
    known = {"If-None-Match": answer.headers["etag"]}
    assert client.get("/graph-store", params=ONE, headers=known).status_code == 304
    assert client.get("/graph-store", params={**ONE, "format": "nt"}, headers=known).status_code == 200
    head = client.head("/graph-store", params=ONE)
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    ("method", "address", "headers", "body", "status"),
    [
        ("GET", "/graph-store", {}, None, 400),
        ("GET", "/graph-store?graph=relative", {}, None, 400),
        ("GET", "/graph-store?graph=urn:a&default", {}, None, 400),
        ("PUT", "/graph-store?graph=urn:a", {"Content-Type": "text/turtle"}, "", 401),
        ("DELETE", "/graph-store?graph=urn:a", {}, None, 401),
        ("PATCH", "/graph-store?graph=urn:a", {}, "", 401),
        ("PUT", "/graph-store", TURTLE, "", 400),
        ("PUT", "/graph-store?graph=urn:a", {**WRITER, "Content-Type": "text/plain"}, "", 415),
        ("PUT", "/graph-store?graph=urn:a", {**WRITER, "Content-Type": "application/json"}, "{}", 415),
        ("PUT", "/graph-store?graph=urn:a", TURTLE, "<urn:a> <urn:b> .", 400),
        ("DELETE", "/graph-store?graph=urn:none", WRITER, None, 404),
        ("PATCH", "/graph-store?graph=urn:a", TURTLE, "", 415),
        ("PATCH", "/graph-store?graph=urn:a", PATCH, "DROP ALL", 400),
        (
            "PATCH",
            "/graph-store?graph=urn:a",
            PATCH,
            "INSERT DATA { GRAPH <urn:b> { <urn:a> <urn:b> 1 } }",
            400,
        ),
        (
            "PATCH",
            "/graph-store?graph=urn:a",
            PATCH,
            "INSERT { <urn:a> <urn:b> ?o } USING <urn:b> WHERE { ?s ?p ?o }",
            400,
        ),
        ("MKCOL", "/graph-store?graph=urn:a", WRITER, None, 405),
    ],
)
def test_refusals(  # noqa: PLR0913, PLR0917 - one column each
    client: httpx.Client, method: str, address: str, headers: dict, body: str | None, status: int
) -> None:
    """Each mistake has a status."""
    answer = client.request(method, address, headers=headers, content=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_writing(start: Start) -> None:
    """PUT replaces, POST merges, PATCH changes, DELETE removes; 201 only where something is new."""
    client = start().client
    made = put(client, "<urn:a> <urn:b> 1 .")
    assert made.status_code == 201
    assert client.get(made.headers["location"], headers=NT).text == triples(client, graph="urn:g")[0] + "\n"
    assert put(client, "<urn:a> <urn:b> 2 .").status_code == 204
    assert (
        client.post("/graph-store?graph=urn:g", content="<urn:a> <urn:b> 3 .", headers=TURTLE).status_code
        == 204
    )
    assert len(triples(client, graph="urn:g")) == 2
    text = "DELETE { ?s ?p 2 } INSERT { ?s ?p 4 } WHERE { ?s ?p 2 } ; INSERT DATA { <> <urn:self> 5 }"
    assert client.patch("/graph-store?graph=urn:g", content=text, headers=PATCH).status_code == 204
    assert any(line.startswith("<urn:g> <urn:self>") for line in triples(client, graph="urn:g"))
    assert len(triples(client, graph="urn:g")) == 3
    assert len(triples(client, **ONE)) == 3
    assert client.delete("/graph-store?graph=urn:g", headers=WRITER).status_code == 204
    assert client.get("/graph-store?graph=urn:g").status_code == 404


def test_a_patch_of_the_default_graph_sees_no_other(start: Start) -> None:
    """The union is not what a patch of the unnamed graph works on."""
    client = start().client
    text = "INSERT { ?s <urn:copied> ?o } WHERE { ?s ?p ?o }"
    assert client.patch("/graph-store?default", content=text, headers=PATCH).status_code == 204
    assert triples(client, default="") == []


def test_several_documents_at_once(start: Start) -> None:
    """A multipart of two syntaxes; the type may come from the file name."""
    client = start().client
    files = [
        ("one", ("one.ttl", b"<urn:a> <urn:b> 1 .", "text/turtle")),
        ("two", ("two.nt", b"<urn:a> <urn:b> <urn:c> .\n", "application/n-triples")),
    ]
    answer = client.post("/graph-store?graph=urn:g", files=files, headers=WRITER)
    assert answer.status_code == 201, answer.text
    assert len(triples(client, graph="urn:g")) == 2
    broken = [files[0], ("two", ("two.nt", b"nonsense", "application/n-triples"))]
    assert client.put("/graph-store?graph=urn:g", files=broken, headers=WRITER).status_code == 400
    assert len(triples(client, graph="urn:g")) == 2
    cut = {**WRITER, "Content-Type": "multipart/form-data; boundary=x"}
    for body in (b"", b"--x", b"--x\r\n\r\nabc", b"nothing"):
        assert client.put("/graph-store?graph=urn:g", content=body, headers=cut).status_code == 400


def test_packed_and_large_bodies(start: Start) -> None:
    """Gzip and zstd are unpacked; the limit is for what comes out."""
    client = start(QKG_MAX_GRAPH_BYTES="1000").client
    body = b"<urn:a> <urn:b> 1 ."
    assert put(client, gzip.compress(body), Content_Encoding="gzip").status_code == 201
    assert put(client, zstandard.compress(body), Content_Encoding="zstd").status_code == 204
    large = b"#" * 100_000
    assert put(client, large).status_code == 413
    assert put(client, gzip.compress(large), Content_Encoding="gzip").status_code == 413
    assert put(client, zstandard.compress(large), Content_Encoding="zstd").status_code == 413
    assert triples(client, graph="urn:g") == [
        '<urn:a> <urn:b> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    ]


def test_preconditions(start: Start) -> None:
    """A write happens only in the state that its client knows."""
    client = start().client
    assert put(client, "<urn:a> <urn:b> 1 .", If_Match="*").status_code == 412
    assert put(client, "<urn:a> <urn:b> 1 .", If_None_Match="*").status_code == 201
    assert put(client, "<urn:a> <urn:b> 2 .", If_None_Match="*").status_code == 412
    known = client.get("/graph-store?graph=urn:g").headers["etag"]
    assert put(client, "<urn:a> <urn:b> 2 .", If_Match=known).status_code == 204
    assert put(client, "<urn:a> <urn:b> 3 .", If_Match=known).status_code == 412
    assert put(client, "<urn:a> <urn:b> 3 .", If_Match=f"W/{known}").status_code == 412
    stale = client.delete("/graph-store?graph=urn:g", headers={**WRITER, "If-Match": known})
    assert stale.status_code == 412
