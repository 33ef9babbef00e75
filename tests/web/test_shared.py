"""Shared queries and pictures: a short address that survives a restart, within bounds, refused in words."""

import base64
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import httpx
from tests.conftest import Server

QUERY = {"Content-Type": "application/sparql-query"}
DRAWN = {"Content-Type": "application/vnd.qkg.picture"}
TEXT = "SELECT * WHERE { ?s ?p ?o } # 包头"


def share(server: Server, text: str) -> httpx.Response:
    """The answer to a query that is to be kept."""
    return httpx.post(f"{server.address}q", content=text.encode(), headers=QUERY, trust_env=False, timeout=30)


def fetched(server: Server, path: str, accept: str = "application/sparql-query") -> httpx.Response:
    """What is at the short address."""
    return httpx.get(
        server.address + path.lstrip("/"), headers={"Accept": accept}, trust_env=False, timeout=30
    )


def test_a_query_survives_a_restart(serve: Callable[..., Server], tmp_path: Path) -> None:
    """The same text has the same name; another server over the same folder knows it, as text and as page."""
    first = serve("--store", str(tmp_path / "store"))
    path = share(first, TEXT).json()["path"]
    assert share(first, TEXT).json()["path"] == path
    first.stop()
    second = serve("--store", str(tmp_path / "store"))
    assert fetched(second, path).text == TEXT
    page = fetched(second, "/zh" + path, "text/html").text
    assert "?s ?p ?o } # 包头" in page
    assert "<tbody>" not in page


def test_bounds(serve: Callable[..., Server], tmp_path: Path) -> None:
    """A long query and a full shelf are refused, and what was kept stays."""
    server = serve("--store", str(tmp_path / "store"), QKG_SHARE_BYTES="100")
    path = share(server, TEXT).json()["path"]
    full = share(server, "#" + "x" * 90)
    assert (full.status_code, full.json()["type"]) == (507, "https://w3id.org/qkg/problem/not-kept")
    assert share(server, "x" * 70_000).status_code == 413
    assert fetched(server, path).text == TEXT


def test_a_server_that_keeps_nothing_says_so(serve: Callable[..., Server], tmp_path: Path) -> None:
    """Switched off: a clear sentence, and no file."""
    server = serve("--store", str(tmp_path / "store"), QKG_SHARE_BYTES="0")
    assert share(server, TEXT).json()["detail"] == "this server keeps no shared queries"
    assert not list((tmp_path / "store").glob("shared-queries*"))


def test_unknown_names_and_other_types(client: httpx.Client) -> None:
    """No name leads outside the shelf, and a form of another site cannot fill it."""
    assert client.get("/q/aaaaaaaaaaaa").status_code == 404
    assert client.get("/q/..%2F..%2Fetc").status_code == 404
    assert client.post("/q", data={"query": TEXT}).status_code == 415
    assert client.options("/q").status_code == 204


def picture(*nodes: str) -> str:
    """A view of these nodes, as the explorer writes it."""
    view = [[[node, 0, 0] for node in nodes], [], [], 0, "", []]
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(json.dumps(view).encode()) + packer.flush()
    return "1" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def test_a_picture_leads_to_the_explorer(client: httpx.Client) -> None:
    """Kept under its type, it is text for programs, a page for people, and data of its nodes."""
    text = picture("id/place/baotou", "id/agency/samr")
    sent = client.post("/q", content=text, headers=DRAWN)
    assert sent.status_code == 201
    path = sent.json()["path"]
    assert client.get(path).text == text
    assert client.get(path).headers["content-type"] == DRAWN["Content-Type"]
    page = client.get("/en" + path, headers={"Accept": "text/html"})
    way = page.headers["location"]
    assert (page.status_code, way) == (303, f"/en/explore?picture={path.removeprefix('/q/')}")
    assert "Baotou" in client.get(way, headers={"Accept": "text/html"}).text
    data = client.get(f"{way}&format=json", follow_redirects=True)
    assert {node["id"].rpartition("/id/")[2] for node in data.json()["nodes"]} == {
        "place/baotou",
        "agency/samr",
    }


def test_what_is_no_picture_is_refused(client: httpx.Client) -> None:
    """A query is not taken for one, nor one for a query; what cannot be read has no nodes and no error."""
    assert client.post("/q", content=TEXT.encode(), headers=DRAWN).status_code == 400
    query = client.post("/q", content=TEXT.encode(), headers=QUERY).json()["path"].removeprefix("/q/")
    assert client.get("/graph/subgraph", params={"picture": query}).status_code == 404
    assert client.get("/explore", params={"picture": "aaaaaaaaaaaa"}).status_code == 404
    for text in ("1AAAA", picture("no iri at all <>")):
        kept = client.post("/q", content=text, headers=DRAWN).json()["path"].removeprefix("/q/")
        assert client.get("/explore", params={"picture": kept}, headers={"Accept": "text/html"}).is_success
