"""What a limit answers over HTTP: 429 and 507 with what to do, and the end of a client that will not read."""

import socket
import threading
import time
from contextlib import suppress
from urllib.parse import quote, urlsplit

import httpx
from tests.conftest import Served
from tests.web.conftest import OPERATOR, Start

MANY = "<urn:g> { " + "".join(f"<urn:s{number}> <urn:p> {number} ." for number in range(400)) + " }"
ENDLESS = "SELECT (COUNT(*) AS ?n{}) {{ ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w FILTER(?x+?y+?z+?w = -1) }}"
SORTED = "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?z ?y ?x"
ROWS = "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }"


def listed(served: Served) -> list[dict[str, str]]:
    """The running queries."""
    found: list[dict[str, str]] = served.client.get("/queries", headers=OPERATOR).json()["queries"]
    return found


def test_too_many_are_told_when_to_come_back(start: Start) -> None:
    """One worker and twelve queries without end: some get 429 at once, with seconds in Retry-After."""
    served = start(trig=MANY, QKG_WORKERS="1", QKG_QUERY_SECONDS="4")
    answers: list[tuple[float, httpx.Response]] = []

    def ask(number: int) -> None:
        with httpx.Client(base_url=served.address, trust_env=False, timeout=60) as client:
            began = time.monotonic()
            answer = client.get("/sparql", params={"query": ENDLESS.format(number)})
            answers.append((time.monotonic() - began, answer))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    refused = [(seconds, answer) for seconds, answer in answers if answer.status_code == 429]
    assert {answer.status_code for _, answer in answers} == {429, 504}
    assert min(seconds for seconds, _ in refused) < 3, (
        "who finds the queue full does not wait for the deadline"
    )
    for _, answer in refused:
        assert int(answer.headers["retry-after"]) >= 1
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["type"].endswith("/overloaded")
    assert served.client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_too_much_memory(start: Start) -> None:
    """A sort beyond the limit is 507 before the deadline, and the next query is answered."""
    served = start(trig=MANY, QKG_QUERY_MEMORY_BYTES=str(64 * 1024 * 1024))
    answer = served.client.get("/sparql", params={"query": SORTED})
    assert (answer.status_code, answer.headers["content-type"]) == (507, "application/problem+json")
    assert answer.json()["type"].endswith("/out-of-memory")
    assert "retry-after" not in answer.headers, "it would not fit later either"
    assert served.client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def lost_after(slow: socket.socket, most: float) -> float:
    """The seconds until the server has dropped the connection, while a byte a second is read."""
    began = time.monotonic()
    with suppress(OSError):  # getpeername fails once the other side has dropped the connection
        while slow.getpeername() and slow.recv(1) and time.monotonic() - began < most:
            time.sleep(1)
    return time.monotonic() - began


def test_a_client_that_does_not_read_is_dropped(start: Start) -> None:
    """A byte a second is no reading: query and connection are gone soon after the deadline."""
    served = start(trig=MANY, QKG_QUERY_SECONDS="2", QKG_SEND_SECONDS="1")
    place = urlsplit(served.address)
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.connect((place.hostname, place.port))
        slow.sendall(f"GET /sparql?query={quote(ROWS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert lost_after(slow, 9) < 8
    assert listed(served) == []
    assert served.client.get("/health/ready").json()["busy"] == 0
