"""``Idempotency-Key``: a write that is sent twice is done once, and answered the same."""

import uuid

import httpx
import pytest
from tests.conftest import Served
from tests.web.conftest import WRITER

TURTLE = {**WRITER, "Content-Type": "text/turtle"}
MORE = """DELETE { GRAPH <urn:counted> { <urn:c> <urn:is> ?n } }
INSERT { GRAPH <urn:counted> { <urn:c> <urn:is> ?m } }
WHERE { GRAPH <urn:counted> { <urn:c> <urn:is> ?n } BIND(?n + 1 AS ?m) }"""


@pytest.fixture
def client(shared: Served) -> httpx.Client:
    """The client of the shared server, without a token."""
    return shared.client


def keyed(quoted: bool = True, **more: str) -> dict[str, str]:
    """Headers with a new key."""
    key = uuid.uuid4().hex
    return {**WRITER, **more, "Idempotency-Key": f'"{key}"' if quoted else key}


@pytest.mark.parametrize("quoted", [True, False])
def test_an_update_is_done_once(client: httpx.Client, quoted: bool) -> None:
    """A count goes up by one, however often the request comes; a new key is a new request."""
    start = "DROP SILENT GRAPH <urn:counted> ; INSERT DATA { GRAPH <urn:counted> { <urn:c> <urn:is> 0 } }"
    assert client.post("/update", data={"update": start}, headers=WRITER).status_code == 204
    headers = keyed(quoted)
    answers = [client.post("/update", data={"update": MORE}, headers=headers) for _ in range(3)]
    assert [one.status_code for one in answers] == [204] * 3
    assert len({one.headers["qkg-generation"] for one in answers}) == 1
    assert client.post("/update", data={"update": MORE}, headers=keyed(quoted)).status_code == 204
    asked = {"query": "SELECT ?n { <urn:c> <urn:is> ?n }", "format": "csv"}
    assert client.get("/sparql", params=asked).text.split()[1] == "2"
    other = client.post("/update", data={"update": MORE + " "}, headers=headers)
    assert (other.status_code, other.json()["type"].rpartition("/")[2]) == (422, "key-reused")


def test_a_graph_is_made_once(client: httpx.Client) -> None:
    """201 with the same address twice, preconditions and all; DELETE and PATCH the same way."""
    body, headers = f"<urn:a> <urn:b> '{uuid.uuid4()}' .", keyed(**TURTLE)
    answers = [client.post("/graph-store", content=body, headers=headers) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    (address,) = {one.headers["location"] for one in answers}
    assert client.post("/graph-store", content=body + " ", headers=headers).status_code == 422
    patch = keyed(**{"Content-Type": "application/sparql-update"})
    text = "INSERT DATA { <urn:a> <urn:c> 1 }"
    assert [client.patch(address, content=text, headers=patch).status_code for _ in range(2)] == [204, 204]
    assert client.patch(address, content=text.replace("1", "2"), headers=patch).status_code == 422
    match = {
        **keyed(**TURTLE),
        "If-Match": client.get(address, headers={"Accept": "text/turtle"}).headers["etag"],
    }
    answers = [client.put(address, content="<urn:a> <urn:b> 2 .", headers=match) for _ in range(2)]
    assert [one.status_code for one in answers] == [204, 204]
    gone = keyed()
    assert [client.delete(address, headers=gone).status_code for _ in range(2)] == [204, 204]
    assert client.delete(address, headers=keyed()).status_code == 404


@pytest.mark.parametrize("key", ['"half', "a b", '""', "x" * 256, "ä"])
def test_what_is_no_key(client: httpx.Client, key: str) -> None:
    """400, and nothing is done."""
    headers = {**WRITER, "Idempotency-Key": key.encode("latin-1")}
    answer = client.post("/update", data={"update": "CLEAR ALL"}, headers=headers)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (400, "bad-idempotency-key")
