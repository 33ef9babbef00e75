"""An answer that breaks after its first byte: no client takes it for complete, in any format, packed or not.

Over the wire of both HTTP parsers, with three clients that know nothing of each other.
"""

import http.client
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
import pyoxigraph as ox
import pytest

from qkg.store import folder

ROWS = "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }"
TRIPLES = "CONSTRUCT { ?a <urn:q> _:each } WHERE { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }"
CASES = [
    *((ROWS, name) for name in ("json", "xml", "csv", "tsv")),
    *((TRIPLES, name) for name in ("ttl", "nt", "nq", "trig", "rdf", "jsonld")),
]
CODINGS = ("identity", "gzip", "zstd", "br")


@pytest.fixture(scope="module", params=["h11", "httptools"])
def endless(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]
) -> Iterator[str]:
    """A server whose data makes 27 million rows."""
    place = tmp_path_factory.mktemp("endless") / "store"
    text = "".join(f"<urn:s{number}> <urn:p> {number} .\n" for number in range(300))
    folder.build(
        place,
        "test",
        lambda engine: engine.load(text.encode(), ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:g")),
    )
    command = [sys.executable, str(Path(__file__).with_name("serve_with.py")), str(place), request.param]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.terminate()
    _, problem = process.communicate(timeout=20)
    assert problem == "", "a broken answer is no fault of the server"


def address(endless: str, query: str, name: str) -> str:
    """A query that is ended in the middle of its answer."""
    return f"{endless}sparql?" + urlencode({"query": query, "format": name, "timeout": "0.7"})


@pytest.mark.parametrize(("query", "name"), CASES)
def test_httpx(endless: str, query: str, name: str) -> None:
    """Httpx sees the missing end."""
    with (
        httpx.Client(trust_env=False, timeout=30) as client,
        client.stream(
            "GET", address(endless, query, name), headers={"Accept-Encoding": "identity"}
        ) as answer,
    ):
        assert answer.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize(("query", "name"), [(ROWS, "csv"), (TRIPLES, "nt")])
def test_urllib(endless: str, query: str, name: str, coding: str) -> None:
    """Urllib sees it as well, in every coding; these formats could be parsed from any prefix."""
    wanted = urllib.request.Request(address(endless, query, name), headers={"Accept-Encoding": coding})  # noqa: S310
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(wanted, timeout=30) as answer:
        assert answer.headers.get("Content-Encoding", "identity") == coding
        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            answer.read()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize(("query", "name"), [(ROWS, "tsv"), (TRIPLES, "nt")])
def test_curl(endless: str, query: str, name: str, coding: str) -> None:
    """Curl ends with 18: transfer closed with outstanding read data remaining."""
    command = [
        "curl",
        "-s",
        "--noproxy",
        "*",
        "-H",
        f"Accept-Encoding: {coding}",
        address(endless, query, name),
    ]
    done = subprocess.run(command, capture_output=True, timeout=30, check=False)
    assert done.returncode == 18
    assert done.stdout


def test_http_1_0_gets_a_problem_and_no_half_answer(endless: str) -> None:
    """Without chunks only a length could tell: the answer is collected first, and never is whole here."""
    parts = urlsplit(address(endless, ROWS, "csv"))
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as wire:
        wire.sendall(f"GET {parts.path}?{parts.query} HTTP/1.0\r\nHost: x\r\n\r\n".encode())
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    assert b" 504 " in answer.splitlines()[0]
