"""The frame of every page: language by address, cookie or header; twins; conditions; errors."""

import httpx
import pytest

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(("path", "language"), [("/zh/", "zh"), ("/en/", "en")])
def test_the_address_fixes_the_language(client: httpx.Client, path: str, language: str) -> None:
    """Whatever the header likes; links then stay in that language."""
    page = client.get(path, headers={**HTML, "Accept-Language": "en" if language == "zh" else "zh"})
    assert page.headers["content-language"] == language
    assert f'href="/{language}/sparql' in page.text


def test_a_chosen_language_is_remembered(client: httpx.Client) -> None:
    """``?lang=`` sets the cookie, the cookie wins over the header, the address over the cookie."""
    chosen = client.get("/", params={"lang": "en"}, headers=HTML)
    assert chosen.headers["set-cookie"].startswith("qkg-lang=en;")
    cookie = {**HTML, "Cookie": "qkg-lang=en", "Accept-Language": "zh"}
    assert client.get("/", headers=cookie).headers["content-language"] == "en"
    assert client.get("/zh/", headers=cookie).headers["content-language"] == "zh"
    client.cookies.clear()


def test_twins_by_suffix_name_and_header(client: httpx.Client) -> None:
    """Three ways to the same bytes; page and data name each other."""
    by_suffix = client.get("/index.json")
    assert by_suffix.headers["content-type"] == "application/json"
    assert by_suffix.content == client.get("/", params={"format": "json"}).content
    assert by_suffix.content == client.get("/", headers={"Accept": "application/json"}).content
    assert (
        '<link rel="alternate" type="application/json" href="/index.json"'
        in client.get("/", headers=HTML).text
    )
    assert (
        client.get("/", headers=HTML).headers["link"].partition(", ")[0]
        == '</index.json>; rel="alternate"; type="application/json"'
    )
    assert client.get("/index.csv").status_code == 404


def test_conditions(client: httpx.Client) -> None:
    """RFC 9110 §13: by tag, by date, and the tag before the date; languages have tags of their own."""
    page = client.get("/zh/", headers=HTML)
    tag, date = page.headers["etag"], page.headers["last-modified"]
    assert tag != client.get("/en/", headers=HTML).headers["etag"]
    again = client.get("/zh/", headers={**HTML, "If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/zh/", headers={**HTML, "If-Modified-Since": date}).status_code == 304
    old = {**HTML, "If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}
    assert client.get("/zh/", headers=old).status_code == 200
    other = {**HTML, "If-Modified-Since": date, "If-None-Match": 'W/"another"'}
    assert client.get("/zh/", headers=other).status_code == 200


def test_methods(client: httpx.Client) -> None:
    """HEAD is GET without a body, OPTIONS says what there is, others are refused."""
    plain = {**HTML, "Accept-Encoding": "identity"}
    got, head = client.get("/", headers=plain), client.head("/", headers=plain)
    assert (head.content, head.headers["content-length"]) == (b"", str(len(got.content)))
    assert client.options("/").headers["allow"] == "GET, HEAD, OPTIONS"
    assert client.post("/").status_code == 405


def test_an_error_is_a_page_for_people(client: httpx.Client) -> None:
    """In their language; machines get a problem document (RFC 9457)."""
    page = client.get("/en/nowhere", headers=HTML)
    assert (page.status_code, page.headers["content-language"]) == (404, "en")
    assert "There is nothing at /nowhere" in page.text
    problem = client.get("/nowhere")
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == 404


def test_a_page_of_a_past_state(client: httpx.Client) -> None:
    """By number it never changes; a state that is not kept is said to be missing."""
    number = client.get("/", headers=HTML).headers["qkg-generation"]
    page = client.get("/", params={"generation": number}, headers=HTML)
    assert "immutable" in page.headers["cache-control"]
    assert client.get("/", params={"generation": "99999"}, headers=HTML).status_code == 404
    assert client.get("/", params={"generation": "x"}, headers=HTML).status_code == 400
    dated = client.get("/", headers={**HTML, "Accept-Datetime": "Sat, 01 Jan 2000 00:00:00 GMT"})
    assert dated.headers["memento-datetime"] == dated.headers["last-modified"]


def test_queries_of_a_page_are_counted(client: httpx.Client) -> None:
    """How many queries a page asks stands in the metrics by its pattern."""
    client.get("/", params={"lang": "en", "fresh": "yes"}, headers=HTML)
    client.cookies.clear()
    assert 'qkg_page_queries_count{page="/"}' in client.get("/metrics").text


def test_address_and_cookie_cannot_break_a_header(client: httpx.Client) -> None:
    """Odd bytes in path, query and cookie are answered, never a fault."""
    for path in ("/%0d%0aX: y", "/en/%E4%B8%AD%E6%96%87", "/?lang=%00", "/?x=%ff", "//", "/en", "/zh"):
        assert client.get(path, headers={**HTML, "Cookie": 'qkg-lang="\\; =;'}).status_code < 500, path


@pytest.mark.parametrize("slug", ["%C2%80", "%0d%0aX-Mine:%20y", "%E5%8C%85%E5%A4%B4", "a%20b"])
def test_a_redirection_names_an_address(client: httpx.Client, slug: str) -> None:
    """Whatever the path held: the address is ASCII, leads to the same name, and adds no header."""
    answer = client.get(f"/id/place/{slug}", headers=HTML)
    assert answer.status_code in (303, 404)
    assert "x-mine" not in answer.headers
    if answer.status_code == 303:
        assert answer.headers["location"].lower() == f"/page/place/{slug}".lower()


def test_parameters_that_outgrow_an_address(client: httpx.Client) -> None:
    """Where nothing is kept a form does as well as the address; elsewhere it is refused."""
    place = "https://w3id.org/qkg/id/place/"
    form = [("node", place + "baotou"), ("node", place + "inner-mongolia")]
    body = "&".join(f"{name}={value}" for name, value in form)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    by_form = client.post("/graph/subgraph", content=body, headers=headers)
    assert by_form.status_code == 200
    assert by_form.json() == client.get("/graph/subgraph", params=form).json()
    assert client.post("/graph/subgraph", content=body).status_code == 415
    assert (
        client.post("/graph/subgraph", content=b"x=" + b"y" * 2_000_000, headers=headers).status_code == 413
    )
    assert client.post("/graph/overview", content=body, headers=headers).status_code == 405
