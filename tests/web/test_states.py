"""``/sparql`` over a socket: conditions upon the state of the store, and past states."""

from tests.conftest import Served
from tests.web.conftest import WRITER, Start
from tests.web.test_sparql import COUNT, get, lines


def test_conditional_requests(start: Start) -> None:
    """The same state answers 304 without evaluation, any commit changes the tag."""
    client = start().client
    first = get(client, COUNT)
    known = {"If-None-Match": first.headers["etag"]}
    again = client.get("/sparql", params={"query": COUNT}, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get("/sparql", params={"query": COUNT, "format": "csv"}, headers=known).status_code == 200
    text = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
    assert client.post("/update", data={"update": text}, headers=WRITER).status_code == 204
    assert client.get("/sparql", params={"query": COUNT}, headers=known).status_code == 200


def test_what_changes_by_itself_is_never_kept(shared: Served) -> None:
    """NOW, RAND and UUID are evaluated each time and carry no tag."""
    answers = [get(shared.client, "SELECT (struuid() AS ?x) {}", format="csv") for _ in range(2)]
    assert answers[0].text != answers[1].text
    assert "etag" not in answers[0].headers
    assert answers[0].headers["cache-control"] == "no-store"


def test_past_states(start: Start) -> None:
    """By number, by date, and as a list of links (RFC 7089)."""
    client = start().client
    before = get(client, COUNT)
    client.post(
        "/update", data={"update": "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }"}, headers=WRITER
    )
    assert lines(get(client, COUNT, format="csv")) == ["n", "5"]
    old = get(client, COUNT, format="csv", generation=before.headers["qkg-generation"])
    assert lines(old) == ["n", "4"]
    assert "immutable" in old.headers["cache-control"]
    assert old.headers["memento-datetime"]
    long_ago = {"Accept-Datetime": "Thu, 01 Jan 2015 00:00:00 GMT", "Accept": "text/csv"}
    dated = client.get("/sparql", params={"query": COUNT}, headers=long_ago)
    assert lines(dated) == ["n", "4"]
    assert 'rel="original timegate"' in dated.headers["link"]
    assert "Accept-Datetime" in dated.headers["vary"]
    assert client.get(dated.headers["content-location"], headers={"Accept": "text/csv"}).text == dated.text
    links = client.get("/timemap/sparql", params={"query": COUNT}).text
    assert links.count('rel="memento"') == 2


def test_a_date_is_a_condition_when_there_is_no_tag(shared: Served) -> None:
    """If-Modified-Since with the answer's own date gives 304; an older one, or a strange tag, does not."""
    client = shared.client
    asked = {"params": {"query": COUNT}}
    date = client.get("/sparql", **asked).headers["last-modified"]  # type: ignore[arg-type]

    def status(method: str = "GET", **headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.request(method, "/sparql", headers=named, **asked).status_code  # type: ignore[arg-type]

    assert status(If_Modified_Since=date) == 304
    assert status("HEAD", If_Modified_Since=date) == 304
    assert status(If_Modified_Since="Thu, 01 Jan 2004 00:00:00 GMT") == 200
    assert status(If_Modified_Since="yesterday") == 200
    assert status(If_Modified_Since=date, If_None_Match='"another"') == 200


def test_a_second_with_two_commits_is_no_condition(start: Start) -> None:
    """Dates have whole seconds: what changed twice within one is sent again."""
    client = start().client
    dates: set[str] = set()
    for number in range(40):
        text = f"INSERT DATA {{ GRAPH <urn:n> {{ <urn:s> <urn:p> {number} }} }}"
        direct = {"Content-Type": "application/sparql-update"}
        assert client.post("/update", content=text, headers={**WRITER, **direct}).status_code < 300
        date = client.get("/sparql", params={"query": COUNT}).headers["last-modified"]
        if date in dates:
            again = {"params": {"query": COUNT}, "headers": {"If-Modified-Since": date}}
            assert client.get("/sparql", **again).status_code == 200  # type: ignore[arg-type]
            return
        dates.add(date)
    raise AssertionError("no second had two commits")
