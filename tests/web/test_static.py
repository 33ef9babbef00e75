"""The static files: packed, kept by browsers, in parts."""

import httpx
import pytest

SHEET = "/static/qkg.css"


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_packed_and_the_same(client: httpx.Client, coding: str) -> None:
    """Each coding gives the file's own bytes in fewer, and 304 to who has them (RFC 9110 §8.8.1, §13.1.2)."""
    plain = client.get(SHEET, headers={"Accept-Encoding": "identity"})
    coded = client.get(SHEET, headers={"Accept-Encoding": coding})
    assert "content-encoding" not in plain.headers
    assert coded.headers["content-encoding"] == coding
    assert coded.headers["vary"] == "Accept-Encoding"
    assert int(coded.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert coded.content == plain.content
    known = {"Accept-Encoding": coding, "If-None-Match": coded.headers["etag"]}
    assert client.get(SHEET, headers=known).status_code == 304


def test_a_part_is_of_the_file_itself(client: httpx.Client) -> None:
    """A range counts the bytes of the file, not of a coding."""
    part = client.get(SHEET, headers={"Accept-Encoding": "gzip", "Range": "bytes=0-9"})
    assert part.status_code == 206
    assert part.content == b"/* The loo"


def test_how_long_a_browser_keeps_it(client: httpx.Client) -> None:
    """A sheet is asked for again; a chunk of the islands, whose name holds a digest, never is."""
    assert client.get(SHEET).headers["cache-control"] == "public, no-cache"
    script = client.get("/static/ui/main.js")
    if script.status_code == 404:
        pytest.skip("the islands were not built")
    chunk = script.text.split("./copy-")[1].split(".js")[0]
    kept = client.get(f"/static/ui/copy-{chunk}.js").headers["cache-control"]
    assert kept == "public, max-age=31536000, immutable"
    assert client.get("/static/ui/main.js").headers["cache-control"] == "public, no-cache"
