"""The short way below the application: the same bytes as the long way, the same counts, nothing mixed up."""

import re
import socket
import time
from collections.abc import Iterator
from urllib.parse import quote, unquote_plus

import httpx
import pytest
from tests.conftest import Served
from tests.web.conftest import OPERATOR, WRITER, Start

from qkg.web.glance import manner_of, unescaped

LOOKUP = "SELECT ?p ?o WHERE { <urn:s> ?p ?o }"
READER = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SLOW = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(13)) + " }"
ACCEPT = {"Accept": "application/sparql-results+json", "Accept-Encoding": "identity"}


def get(query: str, accept: str = ACCEPT["Accept"], more: str = "") -> bytes:
    """A request as plain as they come."""
    start = f"GET /sparql?query={quote(query, safe='')} HTTP/1.1\r\n"
    return f"{start}Host: x\r\nAccept: {accept}\r\n{more}\r\n".encode()


class Wire:
    """One connection, with the answers cut apart by their length."""

    def __init__(self, served: Served) -> None:
        self._socket = socket.create_connection(
            (served.client.base_url.host, served.client.base_url.port or 80), 60
        )
        self._left = b""

    def send(self, data: bytes) -> None:
        """Exactly these bytes."""
        self._socket.sendall(data)

    def answer(self) -> tuple[bytes, bytes]:
        """The next head and body."""
        while b"\r\n\r\n" not in self._left:
            self._more()
        head, _, self._left = self._left.partition(b"\r\n\r\n")
        found = re.search(rb"content-length: (\d+)", head)
        length = int(found[1]) if found else 0
        while len(self._left) < length:
            self._more()
        body, self._left = self._left[:length], self._left[length:]
        return re.sub(rb"date: [^\r]*\r\n", b"", head), body

    def ask(self, data: bytes) -> tuple[bytes, bytes]:
        """Send, and read one answer."""
        self.send(data)
        return self.answer()

    def _more(self) -> None:
        block = self._socket.recv(65_536)
        assert block, f"hung up after {self._left!r}"
        self._left += block

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


@pytest.fixture
def wire(shared: Served) -> Iterator[Wire]:
    """A connection to the server of the module."""
    made = Wire(shared)
    yield made
    made.close()


def slowly(data: bytes) -> bytes:
    """The same request with a parameter that changes nothing, which the short way does not know."""
    return data.replace(b" HTTP/1.1", b"&unknown=1 HTTP/1.1", 1)


@pytest.mark.parametrize(
    "query", [LOOKUP, READER, "ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }", "SELECT {"]
)
@pytest.mark.parametrize("accept", ["application/sparql-results+json", "*/*", "text/csv", "text/turtle"])
@pytest.mark.parametrize("more", ["", "Accept-Encoding: gzip\r\n", 'If-None-Match: W/"x"\r\n'])
def test_both_ways_say_the_same(wire: Wire, query: str, accept: str, more: str) -> None:
    """New and kept answers, errors and refusals: the same head and body, byte for byte."""
    fresh = f"{query} # {accept} {more.strip()}"
    first = wire.ask(get(fresh, accept, more))
    assert first == wire.ask(get(fresh, accept, more)) == wire.ask(slowly(get(fresh, accept, more)))
    assert wire.ask(slowly(get(fresh + "!", accept, more)))[0].split(b" ")[1] == first[0].split(b" ")[1]


def test_requests_that_come_together_or_in_pieces(wire: Wire) -> None:
    """Answers come in the order of the questions, whichever way each of them takes."""
    asked = [f"SELECT ({n} AS ?n) {{}}" for n in range(6)]
    wire.send(get(asked[0]) + get(asked[1]))
    wire.send(get(asked[2]))
    half = get(asked[3])
    wire.send(half[:20])
    time.sleep(0.05)
    wire.send(half[20:] + get(asked[4])[:-2])
    wire.send(b"\r\n")
    wire.send(get(asked[5]))
    for n in range(6):
        head, body = wire.answer()
        assert head.startswith(b"HTTP/1.1 200")
        assert f'"{n}"'.encode() in body


def test_each_query_is_counted_once(start: Start) -> None:
    """By whichever way it went; the log has a line for each."""
    served = start()
    before = counted(served.client)
    line = Wire(served)
    for query in (LOOKUP, LOOKUP, READER, READER, "SELECT {"):
        line.ask(get(query))
        line.ask(slowly(get(query)))
    line.close()
    after = counted(served.client)
    assert {name: after[name] - before.get(name, 0) for name in after} == {
        'queries_total{outcome="ok"}': 8,
        'queries_total{outcome="syntax"}': 2,
        "cache_hits_total": 6,
        "query_seconds_count": 10,
    }


def counted(client: httpx.Client) -> dict[str, float]:
    """Some figures by name."""
    page = client.get("/metrics").text
    wanted = r"^qkg_(queries_total\S*|cache_hits_total|query_seconds_count) (\S+)$"
    return {name: float(value) for name, value in re.findall(wanted, page, re.MULTILINE)}


def test_a_write_is_seen_by_the_next_question(start: Start) -> None:
    """Kept answers, lookups and readers all tell of the newest generation."""
    served = start()
    line = Wire(served)
    for round in range(3):
        for query in (LOOKUP, READER):
            assert f"round{round}".encode() not in line.ask(get(query))[1]
        data = f"INSERT DATA {{ GRAPH <urn:new> {{ <urn:s> <urn:round{round}> <urn:o> }} }}"
        served.client.post(
            "/update", content=data, headers={**WRITER, "Content-Type": "application/sparql-update"}
        )
        assert f"round{round}".encode() in line.ask(get(LOOKUP))[1]
        assert re.search(rb'"value":"(\d+)"', line.ask(get(READER))[1])
    line.close()


def test_a_long_query_is_shown_and_can_be_ended(start: Start) -> None:
    """What does not end soon is taken over with all that belongs to it; so is what nobody waits for."""
    served = start(trig="".join(f"<urn:s{n}> <urn:p> <urn:o{n}> .\n" for n in range(60)))
    first, second = Wire(served), Wire(served)
    first.send(get(SLOW))
    shown: list[dict[str, str]] = []
    while not shown:
        time.sleep(0.02)
        shown = served.client.get("/queries", headers=OPERATOR).json()["queries"]
    assert [one["query"] for one in shown] == [SLOW]
    assert served.client.delete(f"/queries/{shown[0]['id']}", headers=OPERATOR).status_code == 204
    assert first.answer()[0].startswith(b"HTTP/1.1 503")
    assert first.ask(get(READER))[0].startswith(b"HTTP/1.1 200")
    second.send(get(SLOW + " "))
    second.close()
    while served.client.get("/queries", headers=OPERATOR).json()["queries"]:
        time.sleep(0.02)
    first.close()


@pytest.mark.parametrize(
    "value", ["a%20b+c", "%E4%B8%AD=%3D&", "=41", "a=", "%25%2B", "%00", "100%", "%zz", "%ff"]
)
def test_unescaping_is_that_of_forms(value: str) -> None:
    """As the standard library does it; None where that would replace or keep what is broken."""
    whole = "%" not in re.sub(r"%[0-9A-Fa-f]{2}", "", value)
    expected = unquote_plus(value, errors="replace") if whole else "\ufffd"
    assert unescaped(value.encode()) == (None if "\ufffd" in expected else expected)


@pytest.mark.parametrize(
    "fields",
    [
        "Connection: close\r\n",
        "Content-Length: 0\r\n",
        "If-None-Match: x\r\n",
        "Accept-Datetime: x\r\n",
        "Accept: text/html\r\n",
        "Accept: image/png\r\n",
        "No colon\r\n",
        "Folded: a\r\n b\r\n",
        "Space : a\r\n",
    ],
)
def test_fields_that_need_the_long_way(fields: str) -> None:
    """Whatever decides more than format and coding, and whatever is not well formed."""
    assert manner_of(f"Host: x\r\n{fields}\r\n".encode()) is None
    assert manner_of(b"Host: x\r\nUser-Agent: y\r\nConnection: keep-alive\r\n\r\n") is not None
