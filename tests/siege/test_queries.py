"""Queries made to bring a server down: each ends alone, in time, and the others never notice."""

import json
import os
import signal
import socket
import threading
import time

import pytest
from tests.siege.bystanders import Bystanders
from tests.siege.fortress import EVERYTHING, MEBI, OPERATOR, SECONDS, TRIES, Fortress, Got

LATE = 0.5
"""A deadline is met within so many seconds."""

pytestmark = pytest.mark.usefixtures("bystanders")


def nested(levels: int) -> str:
    """So many CONCATs in one another."""
    return "SELECT (" + "CONCAT(" * levels + '"x"' + ")" * levels + " AS ?x) {}"


def in_time(fortress: Fortress, query: str) -> Got:
    """The answer to a query that does not end, which comes when the deadline says."""
    for _ in range(TRIES):
        got = fortress.ask(query)
        if got.seconds <= SECONDS + LATE:
            break
    assert SECONDS <= got.seconds <= SECONDS + LATE
    return got


def foreign(fortress: Fortress) -> list[str]:
    """Running queries that are none of the bystanders'."""
    running = json.loads(fortress.send("GET", "/queries", headers=OPERATOR).body)["queries"]
    return [one["query"] for one in running if "rdf-schema#subClassOf" not in one["query"]]


def wait_until_ours_ended(fortress: Fortress, seconds: float = 5) -> list[str]:
    """What of the attack still runs after a while."""
    end = time.monotonic() + seconds
    while (left := foreign(fortress)) and time.monotonic() < end:
        time.sleep(0.05)
    return left


def nobody_busy(fortress: Fortress, seconds: float = 5) -> bool:
    """Whether at some moment soon no reader works, bystanders' short questions apart."""
    end = time.monotonic() + seconds
    while json.loads(fortress.send("GET", "/health/ready").body)["busy"]:
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def test_nesting_of_some_depth_is_answered(fortress: Fortress) -> None:
    """250 CONCATs in one another are unusual, and right."""
    assert fortress.ask(nested(250)).body.split() == [b"x", b"x"]


def test_nesting_beyond_all_reason_is_refused(fortress: Fortress) -> None:
    """25,000 would overflow any ordinary stack; the answer is a result or a problem document."""
    got = fortress.ask(nested(25_000))
    assert got.status in (200, 400)
    assert got.whole


def test_a_star_that_takes_minutes_to_plan(fortress: Fortress) -> None:
    """500 patterns on one subject: the engine plans for minutes, and the deadline ends it."""
    star = " ".join(f"?s <https://example.org/p{number}> ?o{number} ." for number in range(500))
    assert in_time(fortress, f"SELECT * {{ {star} }}").status == 504


def test_a_count_that_never_ends(fortress: Fortress) -> None:
    """Nothing was sent before the deadline: 504."""
    assert in_time(fortress, f"SELECT (COUNT(*) AS ?n) {EVERYTHING}").status == 504


def test_everything_with_everything(fortress: Fortress) -> None:
    """Rows flow until the deadline; then the body breaks off so that nobody takes it for the whole."""
    got = in_time(fortress, f"SELECT * {EVERYTHING}")
    assert (got.status, got.whole) == (200, False)
    assert len(got.body) > MEBI


def test_a_sort_that_does_not_fit(fortress: Fortress) -> None:
    """The limit of memory ends it before the deadline does: 507."""
    got = fortress.ask("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c", timeout="30")
    assert got.status == 507, got


def test_many_at_once(fortress: Fortress) -> None:
    """Forty endless queries: some run into the deadline, the rest are told to come back."""
    answers: list[Got] = []
    threads = [
        threading.Thread(
            target=lambda n=n: answers.append(fortress.ask(f"SELECT (COUNT(*) AS ?n{n}) {EVERYTHING}"))
        )
        for n in range(40)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert {one.status for one in answers} <= {429, 504}
    assert len(answers) == 40
    assert max(one.seconds for one in answers) < 60


def test_clients_that_leave_in_the_middle(fortress: Fortress) -> None:
    """Twelve open an endless answer, read a little and go; soon none of their queries runs."""
    for number in range(12):
        connection = fortress.connection()
        connection.request(
            "POST",
            "/sparql",
            f"SELECT ?a{number} ?a ?d ?g {EVERYTHING}",
            {"Content-Type": "application/sparql-query"},
        )
        assert connection.getresponse().read(1000)
        connection.close()
    assert wait_until_ours_ended(fortress, SECONDS / 2) == []


def test_a_client_that_reads_a_byte_a_second(fortress: Fortress) -> None:
    """The answer waits for it in little memory, and no longer than the deadline allows."""
    before = fortress.memory()
    with socket.create_connection(("127.0.0.1", fortress.port)) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        query = f"SELECT ?a ?d ?g {EVERYTHING}".encode()
        head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        slow.sendall(head + b"Content-Length: %d\r\n\r\n" % len(query) + query)
        most = 0
        for _ in range(4):
            assert slow.recv(1)
            time.sleep(1)
            most = max(most, fortress.memory())
        assert nobody_busy(fortress), "the slow client keeps a reader beyond the deadline"
    assert most - before < 96 * MEBI


def test_an_operator_ends_a_query(fortress: Fortress) -> None:
    """GET /queries shows it, DELETE ends it, its client is told."""
    answers: list[Got] = []
    query = f"SELECT (COUNT(?a) AS ?mine) {EVERYTHING}"
    waiting = threading.Thread(target=lambda: answers.append(fortress.ask(query, timeout="30")))
    waiting.start()
    ours: list[str] = []
    while not ours:
        running = json.loads(fortress.send("GET", "/queries", headers=OPERATOR).body)["queries"]
        ours = [one["id"] for one in running if "?mine" in one["query"]]
    assert fortress.send("DELETE", f"/queries/{ours[0]}", headers=OPERATOR).status == 204
    waiting.join(5)
    assert [one.status for one in answers] == [503]


def test_a_reader_that_is_killed(fortress: Fortress) -> None:
    """Only the query that it evaluated ends."""
    answers: list[Got] = []
    waiting = threading.Thread(
        target=lambda: answers.append(fortress.ask(f"SELECT (COUNT(?h) AS ?n) {EVERYTHING}", timeout="20"))
    )
    waiting.start()
    time.sleep(0.3)
    for _ in range(2):
        os.kill(fortress.busiest(), signal.SIGKILL)
        time.sleep(0.3)
    waiting.join(25)
    assert [one.status for one in answers] in ([503], [504])


def test_a_thousand_connections(fortress: Fortress, bystanders: Bystanders) -> None:
    """A thousand that say nothing, or half a line: bystanders are served as before."""
    lines = [socket.create_connection(("127.0.0.1", fortress.port)) for _ in range(1000)]
    try:
        for line in lines[::2]:
            line.sendall(b"GET /sparql?query=")
        before = bystanders.seen[200]
        time.sleep(1)
        assert bystanders.seen[200] - before > 5
    finally:
        for line in lines:
            line.close()


def test_a_thousand_queries_at_once(fortress: Fortress) -> None:
    """Each gets an answer or is told to come back; none is dropped."""
    lines = [socket.create_connection(("127.0.0.1", fortress.port), timeout=30) for _ in range(1000)]
    try:
        for number, line in enumerate(lines):
            query = f"ASK%7BBIND(%22k{number}%22AS%20?x)%7D"
            line.sendall(
                f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
            )
        statuses = {line.recv(12)[-3:] for line in lines}
    finally:
        for line in lines:
            line.close()
    assert statuses <= {b"200", b"429"}
    assert b"200" in statuses
