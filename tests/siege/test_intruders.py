"""Those who may not write, and those who want to reach other hosts through the server."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from socket import getaddrinfo, gethostname

import pytest
from tests.siege.bystanders import Bystanders
from tests.siege.fortress import UPDATE, Fortress, Got

Build = Callable[..., Fortress]
GRAPH = "https://example.org/stolen"
INSERT = f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <a:b> <a:b> <a:b> }} }}"
FORM = "application/x-www-form-urlencoded"


class Inner:
    """A server inside, which nobody may reach: it counts who comes; ``/away`` redirects to ``/secret``."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        inner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                inner.asked.append(self.path)
                away = self.path.startswith("/away")
                self.send_response(302 if away else 200)
                if away:
                    self.send_header("Location", f"http://127.0.0.1:{inner.port}/secret")
                self.send_header("Content-Type", "text/turtle")
                self.end_headers()
                self.wfile.write(b"<a:secret> <a:b> <a:c> .")

            do_POST = do_GET

            def log_message(self, *_arguments: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def inner() -> Iterator[Inner]:
    """A server on this machine's loopback."""
    made = Inner()
    yield made
    made.close()


def form(fortress: Fortress, path: str, body: str, kind: str, **headers: str) -> Got:
    """What a page of another site can make a browser send: a simple request with the user's cookies."""
    simple = {
        "Origin": "https://evil.example",
        "Cookie": "session=1; token=write-secret",
        "Content-Type": kind,
    }
    return fortress.send("POST", path, body, {**simple, **headers})


def test_no_form_of_another_site_writes(fortress: Fortress, bystanders: Bystanders) -> None:
    """Every simple content type, tokens in fields and addresses: refused, and nothing was written."""
    encoded = INSERT.replace(" ", "+").replace("<", "%3C").replace(">", "%3E")
    tries = [
        form(fortress, "/update", f"update={encoded}", FORM),
        form(fortress, "/update", f"update={encoded}&access_token=write-secret&token=write-secret", FORM),
        form(fortress, "/update?access_token=write-secret", f"update={encoded}", FORM),
        form(fortress, "/update", INSERT, "text/plain"),
        form(fortress, "/update", INSERT, "application/sparql-update"),
        form(fortress, "/update", f"update={encoded}", FORM, Authorization="Bearer wrong"),
        form(fortress, "/update", f"update={encoded}", FORM, Authorization="Basic d3JpdGUtc2VjcmV0Og=="),
        form(fortress, f"/graph-store?graph={GRAPH}", "<a:b> <a:b> <a:b> .", "text/plain"),
        form(fortress, f"/graph-store?graph={GRAPH}", "<a:b> <a:b> <a:b> .", "text/turtle"),
    ]
    assert {got.status for got in tries} <= {401, 415}
    assert 401 in {got.status for got in tries}
    assert form(fortress, "/sparql", f"update={encoded}", FORM).status == 400
    assert fortress.count(GRAPH) == 0
    assert bystanders.wrong == []


def test_no_preflight_lets_another_site_write(fortress: Fortress) -> None:
    """CORS is for reading."""
    asking = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for path in ("/update", "/graph-store"):
        connection = fortress.connection()
        connection.request(
            "OPTIONS", path, headers={**asking, "Access-Control-Request-Headers": "authorization"}
        )
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert "POST" not in (answer.getheader("Access-Control-Allow-Methods") or "")
        assert answer.getheader("Access-Control-Allow-Headers") is None
        assert answer.getheader("Access-Control-Allow-Credentials") is None


def second_name() -> str:
    """A name of this machine's loopback that is not localhost; skipped where there is none."""
    for name in ("localhost.", "ip6-localhost", "localhost.localdomain", "a.localhost", gethostname()):
        try:
            places = {place[0] for *_, place in getaddrinfo(name, 80)}
        except OSError:
            continue
        if any(ip_address(place).is_private for place in places):
            return name
    pytest.skip("this machine has no second name for loopback")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "[::1]", "2130706433", "0.0.0.0", "[::ffff:127.0.0.1]"],  # noqa: S104
)
def test_nothing_on_this_machine_is_reached(
    fortress: Fortress, bystanders: Bystanders, inner: Inner, host: str
) -> None:
    """SERVICE in queries and updates, LOAD, SILENT or not, for every way to write loopback."""
    address = f"http://{host}:{inner.port}/secret"
    assert fortress.ask(f"SELECT * {{ SERVICE <{address}> {{ ?a ?b ?c }} }}").status == 403
    assert fortress.ask(f"SELECT * {{ SERVICE SILENT <{address}> {{ ?a ?b ?c }} }}").status == 403
    assert fortress.ask(f"SELECT * {{ VALUES ?s {{ <{address}> }} SERVICE ?s {{ ?a ?b ?c }} }}").status == 403
    assert (
        fortress.change(f"INSERT {{ ?a ?b ?c }} WHERE {{ SERVICE <{address}> {{ ?a ?b ?c }} }}").status == 403
    )
    assert fortress.change(f"LOAD <{address}>").status == 403
    fortress.change(f"LOAD SILENT <{address}> INTO GRAPH <{GRAPH}>")
    fortress.ask(f"SELECT * FROM <{address}> {{ ?a ?b ?c }}")
    assert inner.asked == []
    assert fortress.count(GRAPH) == 0
    assert bystanders.wrong == []


def test_an_allowed_host_cannot_lead_inside(build: Build, inner: Inner) -> None:
    """A redirect is not followed; a name on the list that resolves to loopback is refused."""
    name = second_name()
    listed = f"http://127.0.0.1:{inner.port}/away http://{name}:{inner.port}/"
    fortress = build(QKG_ALLOW_LOAD=listed, QKG_ALLOW_SERVICE=f"http://{name}:{inner.port}/")
    with Bystanders(fortress):
        assert (
            fortress.change(f"LOAD <http://127.0.0.1:{inner.port}/away> INTO GRAPH <{GRAPH}>").status >= 400
        )
        assert inner.asked == ["/away"]
        address = f"http://{name}:{inner.port}/secret"
        assert fortress.change(f"LOAD <{address}> INTO GRAPH <{GRAPH}>").status == 403
        assert fortress.ask(f"SELECT * {{ SERVICE <{address}> {{ ?a ?b ?c }} }}").status == 403
        assert (
            fortress.change(f"INSERT {{ ?a ?b ?c }} WHERE {{ SERVICE <{address}> {{ ?a ?b ?c }} }}").status
            == 403
        )
        assert fortress.count(GRAPH) == 0
    assert inner.asked == ["/away"]


def test_the_operators_addresses_need_the_operators_token(fortress: Fortress) -> None:
    """Not even the writers' token opens them."""
    for headers in ({}, {"Authorization": UPDATE["Authorization"]}, {"Cookie": "token=admin-secret"}):
        assert fortress.send("GET", "/queries", headers=headers).status == 401
        assert fortress.send("DELETE", "/queries/1", headers=headers).status == 401
