"""Shared queries: a short address that survives a restart, within bounds, refused in words."""

from collections.abc import Callable
from pathlib import Path

import httpx
from tests.conftest import Server

QUERY = {"Content-Type": "application/sparql-query"}
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
