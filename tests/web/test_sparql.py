"""``/sparql`` over a real socket: the forms of the protocol, formats, refusals."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pyoxigraph as ox
import pytest
import rdflib

from qkg.media import GRAPH_FORMATS, ROW_FORMATS

ROWS = "SELECT ?s ?o { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } ORDER BY ?s ?o LIMIT 25"
TRIPLES = (
    "CONSTRUCT { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } "
    "{ SELECT ?s ?o { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } ORDER BY ?s ?o LIMIT 25 }"
)
GRAPH = "https://w3id.org/qkg/graph/"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
RDFLIB = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "rdf": "xml", "jsonld": "json-ld"}


def problem(response: httpx.Response, status: int, slug: str) -> dict[str, object]:
    """The problem document of a refused request."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, object] = response.json()
    assert document["type"] == f"https://w3id.org/qkg/problem/{slug}"
    assert document["status"] == status
    return document


def test_query_via_get_form_and_direct_post_agree(client: httpx.Client) -> None:
    """The three forms of the protocol (SPARQL 1.1 Protocol §2.1) give the same bytes."""
    answers = [
        client.get("/sparql", params={"query": ROWS}),
        client.post("/sparql", data={"query": ROWS}),
        client.post("/sparql", content=ROWS, headers={"Content-Type": DIRECT}),
        client.post("/sparql", content=ROWS, headers={"Content-Type": f"{DIRECT}; charset=UTF-8"}),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.content for answer in answers}) == 1
    assert len(answers[0].json()["results"]["bindings"]) == 25
    assert answers[0].headers["vary"] == "Accept"


def rows(name: str, data: bytes) -> list[tuple[str, ...]]:
    """The rows of a JSON, XML or TSV answer as the engine reads them."""
    kinds = {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "tsv": ox.QueryResultsFormat.TSV,
    }
    found = ox.parse_query_results(data, kinds[name])
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(str(row[name]) for name in found.variables) for row in found]


@pytest.mark.parametrize("by", ["accept", "format"])
def test_every_row_format_holds_the_same_rows(client: httpx.Client, by: str) -> None:
    """JSON, XML and TSV parse back to the same terms; CSV has as many lines."""
    found = {}
    for one in ROW_FORMATS:
        extra = {"format": one.name} if by == "format" else {}
        headers = {"Accept": one.media_type} if by == "accept" else {"Accept": "image/png"}
        answer = client.get("/sparql", params={"query": ROWS, **extra}, headers=headers)
        assert answer.headers["content-type"].startswith(one.media_type)
        found[one.name] = answer.content
    assert rows("json", found["json"]) == rows("xml", found["xml"]) == rows("tsv", found["tsv"])
    assert len(rows("json", found["json"])) == len(found["csv"].decode().splitlines()) - 1 == 25


def test_every_graph_format_holds_the_same_triples(client: httpx.Client) -> None:
    """Each parses back with another library to the same 25 triples."""
    found = []
    for one in GRAPH_FORMATS:
        answer = client.get("/sparql", params={"query": TRIPLES}, headers={"Accept": one.media_type})
        assert answer.headers["content-type"].startswith(one.media_type)
        graph = rdflib.Dataset(default_union=True)
        graph.parse(data=answer.content, format=RDFLIB[one.name])
        found.append({tuple(term.n3() for term in triple) for triple in graph.triples((None, None, None))})
    assert len(found) == 6
    assert len(found[0]) == 25
    assert all(one == found[0] for one in found)


def test_anything_goes_gets_json_rows_and_turtle_triples(client: httpx.Client) -> None:
    """The defaults for ``*/*``."""
    kinds = [
        client.get("/sparql", params={"query": text}).headers["content-type"] for text in (ROWS, TRIPLES)
    ]
    assert kinds == ["application/sparql-results+json", "text/turtle; charset=utf-8"]


def test_head_has_headers_and_no_body(client: httpx.Client) -> None:
    """HEAD answers as GET does, without the content."""
    answer = client.head("/sparql", params={"query": COUNT})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "application/sparql-results+json"


def number(client: httpx.Client, text: str = COUNT, **parameters: str) -> int:
    """The count that a query gives."""
    answer = client.get("/sparql", params={"query": text, **parameters})
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_dataset_parameters_narrow_the_graphs(client: httpx.Client) -> None:
    """``default-graph-uri`` and ``named-graph-uri``, in the address of GET and of a direct POST."""
    inner = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    vocabulary = number(client, **{"default-graph-uri": GRAPH + "ontology"})
    assert 0 < vocabulary < number(client)
    assert number(client, **{"named-graph-uri": GRAPH + "ontology"}) == 0
    assert number(client, inner, **{"named-graph-uri": GRAPH + "ontology"}) == vocabulary
    address = {"default-graph-uri": GRAPH + "ontology"}
    posted = client.post("/sparql", params=address, content=COUNT, headers={"Content-Type": DIRECT})
    assert int(posted.json()["results"]["bindings"][0]["n"]["value"]) == vocabulary


def test_syntax_error_has_line_and_column(client: httpx.Client) -> None:
    """The place is a number, and the text leaks no list of tokens."""
    document = problem(client.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p"}), 400, "syntax")
    assert document["line"] == 2
    assert len(str(document["detail"])) < 200


def test_unknown_prefix_is_named(client: httpx.Client) -> None:
    """With the line to add."""
    document = problem(
        client.get("/sparql", params={"query": "SELECT * { ?s a qkg:Agency }"}), 400, "unknown-prefix"
    )
    assert document["column"] == 17
    assert "PREFIX qkg: <https://w3id.org/qkg/ontology#>" in str(document["hint"])


@pytest.mark.parametrize("accept", ["image/png", "application/sparql-results+json;q=0, text/turtle"])
def test_not_acceptable_lists_what_there_is(client: httpx.Client, accept: str) -> None:
    """406 with every media type."""
    document = problem(
        client.get("/sparql", params={"query": COUNT}, headers={"Accept": accept}), 406, "not-acceptable"
    )
    assert all(one.media_type in str(document["detail"]) for one in (*ROW_FORMATS, *GRAPH_FORMATS))


def test_unknown_format_name(client: httpx.Client) -> None:
    """``?format=`` wins, also when it is wrong."""
    problem(client.get("/sparql", params={"query": COUNT, "format": "docx"}), 406, "not-acceptable")


def test_bodies_that_are_not_read(client: httpx.Client) -> None:
    """A wrong or missing content type, a wrong charset, and text that is not UTF-8."""
    for kind in ("text/plain", "application/sparql-update", f"{DIRECT}; charset=gb18030", ""):
        headers = {"Content-Type": kind} if kind else {}
        answer = client.post("/sparql", content=b"ASK {}", headers=headers)
        problem(answer, 415, "unsupported-media-type")
        assert DIRECT in answer.headers["accept-post"]
    problem(
        client.post("/sparql", content=b"ASK { # \xff\n}", headers={"Content-Type": DIRECT}), 400, "not-utf-8"
    )


def test_missing_doubled_and_updating(client: httpx.Client) -> None:
    """No query, two queries, and an update are each refused in words."""
    problem(client.get("/sparql"), 400, "no-query")
    problem(client.get("/sparql", params=[("query", "ASK {}"), ("query", "ASK {}")]), 400, "several-queries")
    problem(client.post("/sparql", data={"update": "DROP ALL"}), 400, "update")
    problem(client.post("/sparql", data={"query": "DROP ALL"}), 400, "syntax")
    assert number(client) > 0


def test_wrong_method_and_address(client: httpx.Client) -> None:
    """405 says what is allowed; 404 is a problem document too."""
    answer = client.delete("/sparql")
    problem(answer, 405, "method-not-allowed")
    assert "GET" in answer.headers["allow"]
    problem(client.get("/nowhere"), 404, "not-found")


def test_too_long(client: httpx.Client) -> None:
    """A body beyond the limit is not read to its end."""
    text = "#" * 1_100_000 + "\nASK {}"
    problem(client.post("/sparql", content=text, headers={"Content-Type": DIRECT}), 413, "too-large")


def test_service_is_refused(client: httpx.Client) -> None:
    """Also when it hides."""
    for text in (
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { FILTER(1<2#>"""\n)SERVICE<http://127.0.0.1:9/>{?s ?p ?o} #"""\n}',
    ):
        problem(client.get("/sparql", params={"query": text}), 403, "service-refused")


def test_twenty_at_once_while_one_nests_deeply(client: httpx.Client, served: str) -> None:
    """Deep nesting neither ends the process nor blocks the others."""
    nested = "SELECT (" + "CONCAT(" * 8000 + '"x"' + ")" * 8000 + " AS ?x) {}"
    with ThreadPoolExecutor(21) as pool:
        deep = pool.submit(client.post, "/sparql", data={"query": nested})
        others = [pool.submit(number, client) for _ in range(20)]
        assert len({one.result() for one in others}) == 1
        assert deep.result().json()["results"]["bindings"][0]["x"]["value"] == "x"
    too_deep = "SELECT (" + "(" * 11_000 + "1" + ")" * 11_000 + " AS ?x) {}"
    problem(httpx.post(served + "sparql", data={"query": too_deep}, trust_env=False), 400, "too-deep")


def test_a_browser_gets_a_page(client: httpx.Client) -> None:
    """The query, its rows and downloads; hostile text is escaped and hostile IRIs are no links."""
    rows = '("<script>alert(1)</script>" <javascript:alert(1)>) ("甲"@zh <https://example.org/>)'
    text = "SELECT * { VALUES (?a ?b) { " + rows + " } }"
    answer = client.get("/sparql", params={"query": text, "lang": "en"}, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-language"]) == (200, "en")
    assert "<script" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text
    assert 'href="javascript' not in answer.text
    assert '<a href="https://example.org/" rel="noreferrer">' in answer.text
    assert '<td lang="zh">甲</td>' in answer.text


def test_a_browser_sees_what_is_wrong(client: httpx.Client) -> None:
    """The error stands in the page, with its status, and the query is kept."""
    answer = client.get("/sparql", params={"query": "SELECT <b>"}, headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "SELECT &lt;b&gt;</textarea>" in answer.text
