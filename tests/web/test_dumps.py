"""``/dump``: every syntax says the same, digests are those of the bytes, parts and states are right."""

import gzip
import hashlib
from base64 import b64decode
from collections.abc import Callable

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from tests.conftest import Served

from qkg.dataset.reifiers import PARTS
from qkg.media import GRAPH_FORMATS
from qkg.namespaces import GRAPH

Start = Callable[..., Served]
PLAIN = {"Accept-Encoding": "identity"}
WAITING = {**PLAIN, "Want-Repr-Digest": "sha-256=5"}
TRIPLES = {"ttl": "turtle", "nt": "nt", "rdf": "xml"}
QUADS = {"trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
ARTICLE = "cqn-2021-05-13"


def read(client: httpx.Client, name: str, **headers: str) -> httpx.Response:
    """A dump whose digest is known."""
    found = client.get(f"/dump/{name}", headers={**WAITING, **headers})
    assert found.status_code == 200
    return found


def digest(response: httpx.Response, field: str = "repr-digest") -> bytes:
    """The SHA-256 of a digest field (RFC 9530)."""
    text = response.headers[field]
    assert text.startswith("sha-256=:")
    assert text.endswith(":")
    return b64decode(text[9:-1])


def test_every_syntax_says_the_same_to_another_library(client: httpx.Client) -> None:
    """The graph of the article, which has no blank node: equal sets from all six syntaxes, with its name."""
    lines = set(Graph().parse(data=read(client, f"{ARTICLE}.nt").content, format="nt"))
    assert len(lines) > 5000
    for suffix, format in TRIPLES.items():
        assert set(Graph().parse(data=read(client, f"{ARTICLE}.{suffix}").content, format=format)) == lines
    for suffix, format in QUADS.items():
        dataset = Dataset()
        dataset.parse(data=read(client, f"{ARTICLE}.{suffix}").content, format=format)
        assert {quad[:3] for quad in dataset.quads()} == lines
        assert {str(quad[3]) for quad in dataset.quads()} == {GRAPH + ARTICLE}


def canonical(client: httpx.Client, name: str, triples: bool) -> tuple[str, ...]:
    """The quads of a dump, sorted, blank nodes named canonically (RDFC-1.0), without graphs when asked."""
    format = next(one.engine for one in GRAPH_FORMATS if name.endswith("." + one.suffix))
    assert isinstance(format, ox.RdfFormat)
    quads = ox.parse(read(client, name).content, format)
    found = ox.Dataset(ox.Quad(*quad.triple) if triples else quad for quad in quads)
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(sorted(str(quad) for quad in found))


def test_every_syntax_of_the_whole_is_isomorphic(client: httpx.Client) -> None:
    """Three syntaxes of triples agree, three of quads agree, and both hold the same triples."""
    assert len({canonical(client, f"qkg.{one}", triples=True) for one in (*TRIPLES, *QUADS)}) == 1
    assert len({canonical(client, f"qkg.{one}", triples=False) for one in QUADS}) == 1
    assert len(canonical(client, "qkg.nq", triples=False)) > 8000


def test_rdf_1_2_says_the_same_with_reifiers(client: httpx.Client) -> None:
    """Each statement is a reifier of its triple; put back into three triples, the graph is the plain one."""
    response = read(client, f"{ARTICLE}-1.2.ttl")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8; version=1.2"
    found = {quad.triple for quad in ox.parse(response.content, ox.RdfFormat.TURTLE)}
    plain = {quad.triple for quad in ox.parse(read(client, f"{ARTICLE}.nt").content, ox.RdfFormat.N_TRIPLES)}
    reifying = {one for one in found if isinstance(one.object, ox.Triple)}
    statements = {one.subject for one in plain if one.predicate.value == PARTS[0]}
    assert {one.subject for one in reifying} == statements
    assert len(reifying) == len(statements) > 90
    back = {
        ox.Triple(one.subject, ox.NamedNode(part), term)
        for one in reifying
        if isinstance(one.object, ox.Triple)
        for part, term in zip(
            PARTS, (one.object.subject, one.object.predicate, one.object.object), strict=True
        )
    }
    assert found - reifying | back == plain


@pytest.mark.parametrize("name", ["qkg.ttl", "schemes.nq", "qkg-1.2.ttl"])
def test_digest_and_length_are_those_of_the_bytes(client: httpx.Client, name: str) -> None:
    """Plain, packed as a file, and packed as a coding, which is the same bytes as the packed file."""
    plain, packed = read(client, name), read(client, name + ".gz")
    assert digest(plain) == digest(plain, "content-digest") == hashlib.sha256(plain.content).digest()
    assert int(plain.headers["content-length"]) == len(plain.content)
    assert digest(packed) == hashlib.sha256(packed.content).digest()
    assert gzip.decompress(packed.content) == plain.content
    coded = read(client, name, **{"Accept-Encoding": "gzip"})
    assert coded.headers["content-encoding"] == "gzip"
    assert digest(coded) == digest(packed)
    assert coded.content == plain.content
    assert coded.headers["etag"] != plain.headers["etag"]


def test_the_list_names_every_file_with_its_digest(client: httpx.Client) -> None:
    """Sizes and digests in the list are those that the files have, once they were measured."""
    for name in ("ttl", "nt", "jsonld", "rdf", "trig", "nq"):
        read(client, f"qkg.{name}")
    read(client, "qkg-1.2.ttl")
    listed = client.get("/dump", headers={"Accept": "application/json"}).json()
    assert len(listed["files"]) == 14
    for entry in listed["files"]:
        body = client.get(entry["address"], headers=PLAIN).content
        assert (entry["bytes"], entry["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())
    article = next(one for one in listed["graphs"] if one["graph"].endswith(ARTICLE))
    assert (
        len(client.get(article["files"][1]["address"], headers=PLAIN).content.splitlines())
        == article["triples"]
    )


def test_the_list_as_a_page(client: httpx.Client) -> None:
    """Both languages name every file, and a graph by its IRI; a page number is checked."""
    for language, word in (("zh", "整个图谱"), ("en", "The whole graph")):
        page = client.get(f"/{language}/dump", headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert word in page.text
        for name in ("qkg.ttl.gz", "qkg-1.2.ttl", f"{ARTICLE}.jsonld"):
            assert f"/dump/{name}" in page.text
    assert client.get("/dump", params={"page": "0"}).status_code == 400
    assert client.get("/dump/").headers["location"] == "/dump"


def test_parts_of_a_file(client: httpx.Client) -> None:
    """206 with the very bytes; If-Range of another state gives the whole; behind the end is 416."""
    whole = read(client, "qkg.nt")
    assert whole.headers["accept-ranges"] == "bytes"
    part = client.get("/dump/qkg.nt", headers={**PLAIN, "Range": "bytes=100000-100099"})
    assert part.status_code == 206
    assert part.content == whole.content[100_000:100_100]
    assert part.headers["content-range"] == f"bytes 100000-100099/{len(whole.content)}"
    assert digest(part) == digest(whole)
    old = {**PLAIN, "Range": "bytes=0-9", "If-Range": '"0-qkg.nt"'}
    assert client.get("/dump/qkg.nt", headers=old).content == whole.content
    behind = client.get("/dump/qkg.nt", headers={**PLAIN, "Range": f"bytes={len(whole.content)}-"})
    assert behind.status_code == 416
    assert behind.headers["content-range"] == f"bytes */{len(whole.content)}"


def test_head_says_what_get_says(client: httpx.Client) -> None:
    """The same headers, no body."""
    got = read(client, "schemes.ttl")
    head = client.head("/dump/schemes.ttl", headers=WAITING)
    same = ("content-type", "content-length", "etag", "last-modified", "repr-digest", "vary", "accept-ranges")
    assert {name: head.headers[name] for name in same} == {name: got.headers[name] for name in same}
    assert (head.status_code, head.content) == (200, b"")


def test_a_state_that_is_known_is_not_sent_again(client: httpx.Client) -> None:
    """304 by tag and by date."""
    got = read(client, "schemes.ttl")
    for header, value in (
        ("If-None-Match", got.headers["etag"]),
        ("If-Modified-Since", got.headers["last-modified"]),
    ):
        again = client.get("/dump/schemes.ttl", headers={**PLAIN, header: value})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == got.headers["etag"]
    past = {**PLAIN, "If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}
    assert client.get("/dump/schemes.ttl", headers=past).status_code == 200


def test_what_is_not_there(client: httpx.Client) -> None:
    """Problem documents for unknown graphs, suffixes and methods."""
    assert client.get("/dump/nowhere.ttl").status_code == 404
    assert client.get("/dump/qkg.docx").status_code == 406
    refused = client.post("/dump/qkg.ttl")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert client.options("/dump/qkg.ttl").status_code == 204


def test_a_commit_gives_new_bytes_and_a_new_tag(start: Start) -> None:
    """Nothing of an old generation is told of a new one."""
    client = start().client
    before = read(client, "qkg.nt")
    update = client.post(
        "/update",
        content="INSERT DATA { GRAPH <https://example.org/two> { <urn:x> <urn:p> 1 } }",
        headers={"Content-Type": "application/sparql-update", "Authorization": "Bearer write-secret"},
    )
    assert update.status_code == 204
    after = read(client, "qkg.nt", **{"If-None-Match": before.headers["etag"]})
    assert len(after.content.splitlines()) == len(before.content.splitlines()) + 1
    assert digest(after) == hashlib.sha256(after.content).digest() != digest(before)
