"""``/update`` over a socket: rights, ways to ask, datasets, LOAD and SERVICE."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from tests.conftest import EX, Served
from tests.web.conftest import WRITER, Start

DIRECT = {"Content-Type": "application/sparql-update"}
INSERT = "INSERT DATA { GRAPH <urn:new> { <urn:a> <urn:b> <urn:c> } }"
ASK = "ASK { GRAPH <urn:new> { ?s ?p ?o } }"


@pytest.fixture
def client(shared: Served) -> httpx.Client:
    """The client of the shared server, without a token."""
    return shared.client


def asked(client: httpx.Client, query: str = ASK) -> bool:
    """The verdict of an ASK."""
    return bool(client.get("/sparql", params={"query": query}).json()["boolean"])


def test_without_a_token_setting_writes_are_off(start: Start) -> None:
    """403 with the reason, whatever the client sends."""
    client = start(QKG_WRITE_TOKEN="").client
    for headers in ({}, WRITER):
        answer = client.post("/update", data={"update": INSERT}, headers=headers)
        assert answer.status_code == 403
        assert "QKG_WRITE_TOKEN" in answer.json()["detail"]
    assert client.put("/graph-store?default", content="", headers=WRITER).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Basic d3JpdGU6c2VjcmV0"},
        {"Authorization": "Bearer"},
        {"Cookie": "token=write-secret; Authorization=Bearer write-secret"},
    ],
)
def test_wrong_rights(client: httpx.Client, headers: dict[str, str]) -> None:
    """401 with a challenge; a cookie is no right."""
    answer = client.post("/update", data={"update": INSERT}, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert not asked(client)


def test_a_form_of_another_site_writes_nothing(client: httpx.Client) -> None:
    """A simple form has no Authorization header; tokens in fields or the address do not count."""
    site = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    fields = {"update": "DROP ALL", "access_token": "write-secret", "token": "write-secret"}
    for address in ("/update", "/update?access_token=write-secret", "/sparql", "/graph-store?default"):
        answer = client.post(address, data=fields, headers=site)
        assert answer.status_code in (400, 401)
    preflight = {"Origin": "https://evil.example", "Access-Control-Request-Headers": "authorization"}
    answer = client.options("/update", headers=preflight)
    assert not any(name.startswith("access-control") for name in answer.headers)
    graph = client.options("/graph-store?default", headers=preflight)
    assert "authorization" not in str(graph.headers).lower().replace("access-control-request", "")
    assert asked(client, "ASK { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("method", "params", "headers", "body", "status"),
    [
        ("GET", {"update": INSERT}, {}, None, 405),
        ("POST", {}, {"Content-Type": "text/plain"}, INSERT, 415),
        ("POST", {}, DIRECT, b"\xff", 400),
        ("POST", {}, DIRECT, "INSERT NONSENSE", 400),
        ("POST", {"update": INSERT}, DIRECT, INSERT, 400),
        ("POST", {"query": "ASK {}"}, DIRECT, INSERT, 400),
        ("POST", {"using-graph-uri": "urn:g"}, DIRECT, "WITH <urn:g> DELETE WHERE { ?s ?p ?o }", 400),
        ("POST", {"using-graph-uri": "urn:g"}, DIRECT, "INSERT {} USING <urn:h> WHERE {}", 400),
        ("POST", {"using-graph-uri": "no iri"}, DIRECT, "INSERT {} WHERE {}", 400),
        ("POST", {"using-graph-uri": "urn:a> {} WHERE {} ; DROP ALL #"}, DIRECT, "INSERT {} WHERE {}", 400),
    ],
)
def test_refusals(  # noqa: PLR0913, PLR0917 - one column each
    client: httpx.Client, method: str, params: dict, headers: dict, body: str | None, status: int
) -> None:
    """Each mistake has a status, and nothing is written."""
    answer = client.request(method, "/update", params=params, headers={**WRITER, **headers}, content=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert not asked(client)


def test_a_client_reads_its_own_write(start: Start) -> None:
    """Form and direct; 204 with the generation that shows it."""
    client = start().client
    answer = client.post("/update", data={"update": INSERT}, headers=WRITER)
    assert answer.status_code == 204
    assert asked(client)
    newest = client.get("/sparql", params={"query": ASK})
    assert newest.headers["qkg-generation"] == answer.headers["qkg-generation"]
    clear = client.post("/update", content="CLEAR GRAPH <urn:new>", headers={**WRITER, **DIRECT})
    assert clear.status_code == 204
    assert not asked(client)


def test_the_dataset_of_an_update(start: Start) -> None:
    """``using-graph-uri`` decides what WHERE sees, also for DELETE WHERE."""
    client = start().client
    copy = "INSERT { GRAPH <urn:new> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    client.post("/update", params={"using-graph-uri": EX + "two"}, data={"update": copy}, headers=WRITER)
    rows = client.get(
        "/sparql", params={"query": "SELECT ?s { GRAPH <urn:new> { ?s ?p ?o } }", "format": "csv"}
    )
    assert rows.text.splitlines() == ["s", EX + "b"]


class Host(BaseHTTPRequestHandler):
    """A host that has a document, a redirect to it, and a count of visits."""

    visits = 0

    def do_GET(self) -> None:
        """Serve."""
        Host.visits += 1
        moved = self.path == "/moved"
        self.send_response(302 if moved else 200)
        if moved:
            self.send_header("Location", "/data.ttl")
        self.send_header("Content-Type", "text/turtle")
        self.end_headers()
        self.wfile.write(b"" if moved else b"<urn:loaded> <urn:b> [ <urn:c> 1 ] .")

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def host() -> Iterator[str]:
    """The host on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Host.visits = 0
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def load(client: httpx.Client, text: str) -> httpx.Response:
    """An update with the right to write."""
    return client.post("/update", data={"update": text}, headers=WRITER)


def test_load_and_service_are_refused_without_an_allow_list(shared: Served) -> None:
    """Loopback, names of it, other schemes: 403, and nobody is asked."""
    client = shared.client
    with host() as address:
        for target in (
            address + "/data.ttl",
            address.replace("127.0.0.1", "localhost"),
            "file:///etc/passwd",
        ):
            assert load(client, f"LOAD <{target}>").status_code == 403
            assert (
                load(client, f"INSERT {{}} WHERE {{ SERVICE <{target}> {{ ?s ?p ?o }} }}").status_code == 403
            )
            answer = client.get("/sparql", params={"query": f"ASK {{ SERVICE <{target}> {{ ?s ?p ?o }} }}"})
            assert answer.status_code == 403
        assert load(client, f"LOAD SILENT <{address}/data.ttl>").status_code == 204
        assert Host.visits == 0


def test_load_from_an_allowed_host(start: Start) -> None:
    """The document is read whole or not at all; a redirect is not followed; other paths are refused."""
    with host() as address:
        client = start(QKG_ALLOW_LOAD=f"{address}/data {address}/moved {address}/none").client
        text = f"LOAD <{address}/data.ttl> INTO GRAPH <urn:new> ; INSERT DATA {{ <urn:x> <urn:y> <urn:z> }}"
        assert load(client, text).status_code == 204
        assert asked(client, "ASK { GRAPH <urn:new> { <urn:loaded> <urn:b> ?b . ?b <urn:c> 1 } }")
        assert load(client, f"LOAD <{address}/moved>").status_code == 502
        assert load(client, f"LOAD <{address}/other.ttl>").status_code == 403


def test_a_name_that_resolves_to_loopback_is_refused(start: Start) -> None:
    """An allowed name that leads to this machine: only an address or localhost itself may do that."""
    name = socket.gethostname()
    with host() as address:
        port = address.rpartition(":")[2]
        client = start(
            QKG_ALLOW_LOAD=f"http://{name}:{port}/", QKG_ALLOW_SERVICE=f"http://{name}:{port}/"
        ).client
        assert load(client, f"LOAD <http://{name}:{port}/data.ttl>").status_code in (403, 502)
        query = f"ASK {{ SERVICE <http://{name}:{port}/data.ttl> {{ ?s ?p ?o }} }}"
        assert client.get("/sparql", params={"query": query}).status_code in (403, 400)
        assert Host.visits == 0


def test_service_of_an_allowed_host(start: Start) -> None:
    """An allowed target is asked, in queries and in updates; another one is not, nor one in a variable."""
    other = start().address
    client = start(QKG_ALLOW_SERVICE=f"{other}sparql").client
    pattern = f"SERVICE <{other}sparql> {{ ?s ?p 2 }}"
    rows = client.get("/sparql", params={"query": f"SELECT ?s {{ {pattern} }}", "format": "csv"})
    assert rows.text.splitlines() == ["s", EX + "b"]
    assert (
        load(client, f"INSERT {{ GRAPH <urn:new> {{ ?s ?p 2 }} }} WHERE {{ {pattern} }}").status_code == 204
    )
    assert asked(client)
    for target in ("<http://127.0.0.1:1/sparql>", "?s", "<http://w3id.org/>"):
        answer = client.get("/sparql", params={"query": f"SELECT * {{ SERVICE {target} {{ ?s ?p ?o }} }}"})
        assert answer.status_code == 403
