"""``/sparql`` over a socket: every way to ask, negotiation, codings, limits, errors."""

import gzip
import re

import brotli
import httpx
import pytest
import zstandard
from tests.conftest import EX, Served
from tests.web.conftest import Start

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
DIRECT = {"Content-Type": "application/sparql-query"}
LONG = 'SELECT (CONCAT("' + "x" * 5000 + '") AS ?x) {}'


@pytest.fixture
def client(shared: Served) -> httpx.Client:
    """The client of the shared server, without a token."""
    return shared.client


def lines(answer: httpx.Response) -> list[str]:
    """The lines of an answer that must be good."""
    assert answer.status_code == 200, answer.text
    return answer.text.splitlines()


def get(client: httpx.Client, query: str, **more: str) -> httpx.Response:
    """A GET with further parameters; dashes are written as underscores."""
    named = {name.replace("_", "-"): value for name, value in more.items()}
    return client.get("/sparql", params={"query": query, **named})


def test_every_way_to_ask(client: httpx.Client) -> None:
    """GET, form POST, direct POST and QUERY give the same rows."""
    csv = {"Accept": "text/csv"}
    answers = [
        client.get("/sparql", params={"query": COUNT}, headers=csv),
        client.post("/sparql", data={"query": COUNT}, headers=csv),
        client.post("/sparql", content=COUNT, headers={**csv, **DIRECT}),
        client.request("QUERY", "/sparql", content=COUNT, headers={**csv, **DIRECT}),
        client.request("QUERY", "/sparql", data={"query": COUNT}, headers=csv),
    ]
    assert [lines(answer) for answer in answers] == [["n", "4"]] * 5


def test_the_dataset_of_the_protocol(client: httpx.Client) -> None:
    """Parameters win over the store's own dataset, in the address of a POST as well."""
    one = {"default-graph-uri": EX + "one", "format": "csv"}
    assert lines(client.get("/sparql", params={**one, "query": COUNT})) == ["n", "3"]
    assert lines(client.post("/sparql", params=one, content=COUNT, headers=DIRECT)) == ["n", "3"]
    assert lines(client.post("/sparql", data={**one, "query": COUNT})) == ["n", "3"]
    assert lines(get(client, GRAPHS, named_graph_uri=EX + "two", format="csv")) == ["g", EX + "two"]


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("text/tab-separated-values, */*;q=0.1", "text/tab-separated-values"),
        ("application/json", "application/sparql-results+json"),
        ("text/csv;q=0, */*", "application/sparql-results+json"),
        ("text/html;q=0.1, text/csv", "text/csv"),
    ],
)
def test_negotiation_of_rows(client: httpx.Client, accept: str, wanted: str) -> None:
    """Quality first, then closeness, then our order."""
    answer = client.get("/sparql", params={"query": COUNT}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == wanted
    assert "Accept" in answer.headers["vary"]


def test_format_wins_over_accept(client: httpx.Client) -> None:
    """``?format=`` by short name or media type; a wrong one is 406 with the list."""
    assert get(client, COUNT, format="tsv").headers["content-type"].startswith("text/tab-separated-values")
    wrong = get(client, COUNT, format="word")
    assert wrong.status_code == 406
    assert "text/csv" in wrong.json()["detail"]
    assert client.get("/sparql", params={"query": COUNT}, headers={"Accept": "image/png"}).status_code == 406


def test_a_format_for_the_other_kind_of_answer(client: httpx.Client) -> None:
    """Rows cannot be Turtle."""
    assert get(client, COUNT, format="ttl").status_code == 406
    graph = get(client, "CONSTRUCT WHERE { ?s ?p ?o }", format="nt")
    assert len(lines(graph)) == 4


def test_page_for_browsers(client: httpx.Client) -> None:
    """A reader gets the form and the rows; the safe headers are there."""
    page = client.get("/sparql", params={"query": COUNT}, headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert re.search(r"<td[^>]*>4</td>", page.text)
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_errors_are_problem_documents(client: httpx.Client) -> None:
    """Type, title, status, detail; line and column of the text that was sent; neither stack nor path."""
    answer = get(client, "SELECT *\nWHERE { ?s ?p }")
    problem = answer.json()
    assert answer.status_code == problem["status"] == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["type"] == "https://w3id.org/qkg/problem/syntax"
    assert problem["line"] == 2
    assert "Traceback" not in answer.text
    assert "/src/" not in answer.text


def test_column_counts_in_the_text_that_was_sent(client: httpx.Client) -> None:
    """A base that was put before the text moves nothing."""
    plain, relative = get(client, "ASK { <urn:a> ?p }"), get(client, "ASK { <a:b> <x> }")
    assert (plain.json()["line"], plain.json()["column"]) == (1, 18)
    assert relative.json()["column"] <= len("ASK { <a:b> <x> }")


@pytest.mark.parametrize(
    ("method", "params", "headers", "body", "status", "slug"),
    [
        ("GET", {"query": ["ASK {}", "ASK {}"]}, {}, None, 400, "several-queries"),
        ("GET", {"update": "CLEAR ALL"}, {}, None, 400, "update"),
        ("GET", {"query": "ASK {}", "generation": "x"}, {}, None, 400, "bad-parameter"),
        ("GET", {"query": "ASK {}", "generation": "99"}, {}, None, 404, "no-such-generation"),
        ("GET", {"query": "ASK {}", "timeout": "nan"}, {}, None, 400, "bad-parameter"),
        ("GET", {"query": "ASK {}", "default-graph-uri": "not an iri"}, {}, None, 400, "bad-parameter"),
        ("GET", {"query": "ASK { SERVICE <http://127.0.0.1:9/> {} }"}, {}, None, 403, "service-refused"),
        ("GET", {"query": "ASK {}"}, {"Accept-Datetime": "yesterday"}, None, 400, "bad-datetime"),
        ("POST", {}, {"Content-Type": "text/plain"}, b"ASK {}", 415, "unsupported-media-type"),
        ("POST", {}, {}, b"query=ASK%20%7B%7D", 415, "unsupported-media-type"),
        ("POST", {}, {**DIRECT, "Content-Type": "application/sparql-query; charset=utf-16"}, b"", 415, None),
        ("POST", {}, DIRECT, b"ASK { ?s ?p '\xff' }", 400, "not-utf-8"),
        ("POST", {}, {**DIRECT, "Content-Encoding": "compress"}, b"ASK {}", 415, "unsupported-coding"),
        ("POST", {}, {**DIRECT, "Content-Encoding": "gzip"}, b"ASK {}", 400, "bad-coding"),
        ("POST", {"query": "ASK {}"}, DIRECT, b"ASK {}", 400, "several-queries"),
        ("POST", {}, {"Content-Type": "application/x-www-form-urlencoded"}, b"", 400, "no-query"),
        ("PUT", {"query": "ASK {}"}, {}, None, 405, "method-not-allowed"),
    ],
)
def test_refusals(  # noqa: PLR0913, PLR0917 - one column each
    client: httpx.Client,
    method: str,
    params: dict,
    headers: dict,
    body: bytes | None,
    status: int,
    slug: str | None,
) -> None:
    """Each mistake has a status and a stable type."""
    answer = client.request(method, "/sparql", params=params, headers=headers, content=body)
    assert answer.status_code == status, answer.text
    assert slug is None or answer.json()["type"].endswith("/" + slug)


def test_head_has_the_headers_alone(client: httpx.Client) -> None:
    """The length of what GET would send, and no body."""
    body, head = get(client, COUNT), client.head("/sparql", params={"query": COUNT})
    assert head.content == b""
    assert head.headers["content-length"] == str(len(body.content))
    assert head.headers["etag"] == body.headers["etag"]


def test_reads_are_open_to_other_sites(client: httpx.Client) -> None:
    """CORS for reads, preflight too; errors can be read as well."""
    assert get(client, COUNT).headers["access-control-allow-origin"] == "*"
    assert get(client, "nonsense").headers["access-control-allow-origin"] == "*"
    preflight = client.options("/sparql", headers={"Origin": "https://a.example"})
    assert preflight.status_code == 204
    assert "QUERY" in preflight.headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    ("coding", "unpack"),
    [
        ("gzip", gzip.decompress),
        ("br", brotli.decompress),
        ("zstd", lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data)),
    ],
)
def test_codings(shared: Served, coding: str, unpack: object) -> None:
    """Each coding unpacks to the plain answer, on a miss and on a hit; small answers stay plain."""
    with httpx.Client(base_url=shared.address, trust_env=False) as client:
        plain = client.get("/sparql", params={"query": LONG}, headers={"Accept-Encoding": "identity"}).content
        for _ in range(2):
            with client.stream(
                "GET", "/sparql", params={"query": LONG}, headers={"Accept-Encoding": coding}
            ) as answer:
                assert answer.headers["content-encoding"] == coding
                assert unpack(b"".join(answer.iter_raw())) == plain  # type: ignore[operator]
        small = client.get("/sparql", params={"query": COUNT}, headers={"Accept-Encoding": coding})
        assert "content-encoding" not in small.headers


def test_packed_requests(client: httpx.Client) -> None:
    """A query may come packed; several members make one body."""
    for packed, coding in (
        (gzip.compress(COUNT.encode()), "gzip"),
        (gzip.compress(COUNT[:10].encode()) + gzip.compress(COUNT[10:].encode()), "gzip"),
        (zstandard.compress(COUNT.encode()), "zstd"),
    ):
        headers = {**DIRECT, "Accept": "text/csv", "Content-Encoding": coding}
        assert lines(client.post("/sparql", content=packed, headers=headers)) == ["n", "4"]
    cut = {**DIRECT, "Content-Encoding": "zstd"}
    assert client.post("/sparql", content=zstandard.compress(b"ASK {}")[:-3], headers=cut).status_code == 400


def test_limits_of_size(start: Start) -> None:
    """A longer text is refused, announced or not, packed or not."""
    client = start(QKG_MAX_QUERY_BYTES="200").client
    long = "ASK {} #" + "x" * 300
    assert client.post("/sparql", content=long, headers=DIRECT).status_code == 413
    assert client.post("/sparql", content=iter([long.encode()]), headers=DIRECT).status_code == 413
    bomb = gzip.compress(b"#" * 1_000_000)
    packed = {**DIRECT, "Content-Encoding": "gzip"}
    assert client.post("/sparql", content=iter([bomb[:100], bomb[100:]]), headers=packed).status_code == 413


def test_strict_default_graph(start: Start) -> None:
    """With the option the default graph is the unnamed one."""
    client = start("--strict-default-graph").client
    assert lines(get(client, COUNT, format="csv")) == ["n", "0"]
    assert "UnionDefaultGraph" not in client.get("/sparql").text


def test_deadline_before_the_first_byte(start: Start) -> None:
    """504 as a problem document, soon after the time that was asked for."""
    trig = "".join(f"<urn:s{number}> <urn:p> {number} ." for number in range(400))
    client = start(trig=f"<urn:g> {{ {trig} }}").client
    endless = (
        "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?p ?y . ?c ?p ?z . ?d ?p ?w . FILTER(?x+?y+?z+?w = -1) }"
    )
    answer = get(client, endless, timeout="1")
    assert answer.status_code == 504
    assert answer.json()["type"].endswith("/query-timeout")
    assert answer.elapsed.total_seconds() < 3
    assert lines(get(client, COUNT, format="csv")) == ["n", "400"]
