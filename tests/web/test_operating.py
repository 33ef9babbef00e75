"""What operators see: health, figures, running queries, the query log, the OpenAPI document."""

import json
import threading
import time
from pathlib import Path

import httpx
import pytest
from tests.conftest import Served
from tests.web.conftest import OPERATOR, WRITER, Start

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w FILTER(?x+?y+?z+?w = -1) }"
MANY = "<urn:g> { " + "".join(f"<urn:s{number}> <urn:p> {number} ." for number in range(400)) + " }"


@pytest.fixture
def client(shared: Served) -> httpx.Client:
    """The client of the shared server, without a token."""
    return shared.client


def test_health_and_figures(client: httpx.Client) -> None:
    """Live, ready with numbers, and figures that count a query."""
    assert client.get("/health/live").json() == {"status": "live"}
    ready = client.get("/health/ready").json()
    assert (ready["status"], ready["quads"]) == ("ready", 4)
    client.get("/sparql", params={"query": "ASK {}"})
    page = client.get("/metrics")
    assert page.headers["content-type"].startswith("text/plain")
    assert 'qkg_queries_total{outcome="ok"}' in page.text
    assert "qkg_quads 4.0" in page.text


def test_only_operators_see_queries(client: httpx.Client) -> None:
    """The write token is no admin token."""
    assert client.get("/queries").status_code == 401
    assert client.get("/queries", headers=WRITER).status_code == 401
    assert client.get("/queries", headers=OPERATOR).json() == {"queries": []}
    assert client.delete("/queries/none", headers=OPERATOR).status_code == 404
    assert client.post("/queries", headers=OPERATOR).status_code == 405


def running(client: httpx.Client) -> list[dict[str, str]]:
    """The running queries, once there is one."""
    for _ in range(100):
        if found := client.get("/queries", headers=OPERATOR).json()["queries"]:
            return list(found)
        time.sleep(0.05)
    raise AssertionError("the query never ran")


def ask(served: Served, query: str) -> tuple[threading.Thread, list[httpx.Response]]:
    """A query on a thread and a client of its own."""
    answers: list[httpx.Response] = []

    def work() -> None:
        with httpx.Client(base_url=served.address, trust_env=False, timeout=60) as client:
            answers.append(client.get("/sparql", params={"query": query}))

    thread = threading.Thread(target=work)
    thread.start()
    return thread, answers


def test_an_operator_ends_a_query(start: Start) -> None:
    """The client gets a problem, others go on, and the list is empty again."""
    served = start(trig=MANY)
    thread, answers = ask(served, ENDLESS)
    found = running(served.client)
    assert found[0]["query"] == ENDLESS
    assert served.client.delete(f"/queries/{found[0]['id']}", headers=OPERATOR).status_code == 204
    thread.join(10)
    assert answers[0].status_code == 503
    assert answers[0].json()["type"].endswith("/cancelled")
    assert served.client.get("/queries", headers=OPERATOR).json() == {"queries": []}


def test_identical_queries_run_once(start: Start) -> None:
    """Ten clients, one evaluation; all get its end."""
    served = start(trig=MANY)
    threads, answers = zip(*(ask(served, ENDLESS) for _ in range(10)), strict=True)
    time.sleep(1)
    assert len(running(served.client)) == 1
    served.client.delete(f"/queries/{running(served.client)[0]['id']}", headers=OPERATOR)
    deadline = time.monotonic() + 40
    while any(thread.is_alive() for thread in threads) and time.monotonic() < deadline:
        for one in served.client.get("/queries", headers=OPERATOR).json()["queries"]:
            served.client.delete(f"/queries/{one['id']}", headers=OPERATOR)
        time.sleep(0.1)
    assert {answer[0].status_code for answer in answers} == {503}


def test_a_client_that_leaves_ends_its_query(start: Start) -> None:
    """Within a moment nothing runs any more."""
    served = start(trig=MANY)
    with (
        httpx.Client(base_url=served.address, trust_env=False, timeout=1) as client,
        pytest.raises(httpx.ReadTimeout),
    ):
        client.get("/sparql", params={"query": ENDLESS})
    for _ in range(40):
        if not served.client.get("/queries", headers=OPERATOR).json()["queries"]:
            break
        time.sleep(0.05)
    assert served.client.get("/queries", headers=OPERATOR).json() == {"queries": []}
    assert served.client.get("/health/ready").json()["busy"] == 0


def test_the_query_log(start: Start, tmp_path: Path) -> None:
    """One line of JSON a query; a slow one has its text; repeated ones are marked."""
    log = tmp_path / "queries.log"
    client = start(QKG_QUERY_LOG=str(log), QKG_SLOW_SECONDS="0").client
    for query in ("ASK {}", "ASK {}", "ASK {"):
        client.get("/sparql", params={"query": query})
    entries = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [entry["outcome"] for entry in entries] == ["ok", "ok", "syntax"]
    assert [entry["cached"] for entry in entries] == [False, True, False]
    assert entries[0]["hash"] == entries[1]["hash"] != entries[2]["hash"]
    assert entries[0]["text"] == "ASK {}"
    assert {"ttfb_ms", "ms", "bytes", "generation", "status", "timestamp"} <= set(entries[0])


def test_the_openapi_document_is_true(served: str) -> None:
    """Every address and method in it is answered by something else than 404 and 405.

    A shared query has an address only once somebody has shared it.
    """
    with httpx.Client(base_url=served, trust_env=False, timeout=30) as packaged:
        paths = packaged.get("/openapi.json").json()["paths"]
        assert {"/sparql", "/update", "/graph-store", "/queries/{id}", "/metrics"} <= set(paths)
        for path, methods in paths.items():
            common = methods.pop("parameters", [])
            for method, said in methods.items():
                told = [*common, *said.get("parameters", [])]
                given = {one["name"]: one["example"] for one in told if "example" in one}
                answer = packaged.request(method, path.format(**{"id": "x", "name": "qkg.ttl", **given}))
                missing = (405, 500) if path.startswith("/q/") else (404, 405, 500)
                assert answer.status_code not in missing, (method, path)
