"""The whole service before each engine: pages, questions, search, explorer, accept and retract.

What it says is held against the service on the embedded store. The packaged graph is put on the engine by the
engine's own means, as somebody would who moves there.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from tests.conftest import Run, Server
from tests.engines import Engine, Engines

from qkg.dataset.assets import Assets
from qkg.sparql.question import read_all

ROOT = Path(__file__).parents[2]
RIGHT = {"QKG_WRITE_TOKEN": "right"}
BASE = "https://w3id.org/qkg/"
TEXT = """湖北省开展家电质量提升行动
本报讯 11月8日，湖北省市场监管局印发《关于开展家电质量提升行动的通知》。
截至目前，全省已有近120家企业参加，累计帮助企业节约成本超过3000万元，同比增长12.5%。
"""
NAME = "moved-2021-11-10"


@dataclass
class Moved:
    """A service before an engine: where it answers, and a client."""

    engine: Engine
    address: str
    client: httpx.Client


@pytest.fixture(scope="module", params=["oxigraph", "fuseki", "virtuoso"])
def moved(
    request: pytest.FixtureRequest, engines: Engines, environment: dict[str, str], served: str
) -> Iterator[Moved]:
    """The packaged graph on an engine, and ``qkg serve`` before it."""
    engine: Engine = engines[request.param]
    dump = httpx.get(f"{served}dump/qkg.nq", timeout=60, trust_env=False).content
    engine.reset(*_graphs(dump))
    server = Server({**environment, **RIGHT, **engine.variables}, "--store", engine.address)
    with httpx.Client(base_url=server.address, trust_env=False, timeout=120) as client:
        yield Moved(engine, server.address, client)
    assert server.stop() == "", "the server wrote to standard error"


def _graphs(dump: bytes) -> list[tuple[str, str]]:
    """Each graph of N-Quads with its triples."""
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse(dump, ox.RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
    return [
        (name, (ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b"").decode())
        for name, found in graphs.items()
    ]


def examples(client: httpx.Client) -> list[str]:
    """Every address of the OpenAPI document that is read, with its example parameters."""
    found = []
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        parameters = methods.get("get", {}).get("parameters", [])
        example = {one["name"]: str(one["example"]) for one in parameters if "example" in one}
        inside = re.findall(r"\{(\w+)\}", path)
        if "get" in methods and all(name in example for name in inside):
            query = {name: value for name, value in example.items() if name not in inside}
            found.append(str(httpx.URL(path.format(**example), params=query)))
    assert len(found) > 30
    return found


def test_every_address_answers_as_on_the_embedded_store(moved: Moved, client: httpx.Client) -> None:
    """Same status and kind for the examples of all services and pages."""
    different = {}
    for path in examples(client):
        here, there = moved.client.get(path), client.get(path)
        kinds = [one.headers.get("content-type", "").partition(";")[0] for one in (here, there)]
        if there.status_code != 403 and (here.status_code, kinds[0]) != (there.status_code, kinds[1]):
            different[path.partition("?")[0]] = here.status_code, here.text[:500]
    assert different == {}


def test_the_thirty_questions_have_the_same_answers(moved: Moved, client: httpx.Client) -> None:
    """Row by row; where a question leaves the order open, in any."""
    for question in read_all(Assets(ROOT).queries):
        form = {"query": question.text, "format": "csv"}
        here, there = moved.client.post("/sparql", data=form), client.post("/sparql", data=form)
        assert here.status_code == 200, here.text
        answers = [sorted(_alike(one.text, moved.engine).splitlines()) for one in (here, there)]
        assert answers[0] == answers[1], question.id


def _alike(text: str, engine: Engine) -> str:
    """The answer, with truth values as Virtuoso computes them where it is asked."""
    if engine.name != "virtuoso":
        return text
    return re.sub(r"(?<=,)(true|false)(?=,)", lambda found: str(int(found[1] == "true")), text)


def test_search_and_reconciliation_find_the_same(moved: Moved, client: httpx.Client) -> None:
    """The index is ours and is built from the engine."""
    asked = "/search?q=%E5%8C%85%E5%A4%B4&format=json"
    queries = {"queries": '{"q0": {"query": "包头市"}}'}
    for get in (
        lambda one: [hit["iri"] for hit in one.get(asked).json()["hits"]],
        lambda one: one.post("/reconcile", data=queries).json(),
    ):
        found: list[object] = [get(one) for one in (moved.client, client)]
        assert found[0] == found[1]
        assert found[0]


def test_the_explorer_sees_the_same_neighbours(moved: Moved, client: httpx.Client) -> None:
    """Node for node and edge for edge."""

    def seen(one: httpx.Client) -> tuple[set[str], int]:
        found = one.get("/graph/neighbourhood", params={"iri": f"{BASE}id/place/baotou"}).json()
        return {node["id"] for node in found["nodes"]}, len(found["edges"])

    assert seen(moved.client) == seen(client)


def test_accept_and_retract(moved: Moved, qkg: Run, tmp_path: Path) -> None:
    """A draft becomes pages and goes again; its address then says that it was withdrawn."""
    (tmp_path / f"{NAME}.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "drafts"
    done = qkg("ingest", str(tmp_path / f"{NAME}.txt"), "--out", str(out), "--publisher", "青川日报")
    assert done.returncode == 0, done.stderr
    before = _generation(moved)
    done = qkg("accept", str(out / f"{NAME}.ttl"), "--server", moved.address, **RIGHT)
    assert (done.returncode, done.stderr) == (0, "")
    assert _generation(moved) > before
    page = f"/article/{NAME}"
    assert "家电质量提升" in moved.client.get(page).text
    done = qkg("retract", NAME, "--server", moved.address, **RIGHT)
    assert (done.returncode, done.stderr) == (0, "")
    assert moved.client.get(f"/graph/{NAME}").status_code == 410


def _generation(moved: Moved) -> int:
    return int(moved.client.get("/health/ready").json()["generation"])


def await_true(client: httpx.Client, query: dict[str, str]) -> None:
    """Ask until the answer is yes; a service looks for the commits of others every half second."""
    until = time.monotonic() + 30
    while not client.get("/sparql", params=query).json()["boolean"]:
        assert time.monotonic() < until, "the service did not see the commit"
        time.sleep(0.05)


def test_a_commit_through_one_service_is_seen_by_another(moved: Moved, serve: Callable[..., Server]) -> None:
    """Several services stand before one engine, and none has to know of the others."""
    other = serve("--store", moved.engine.address, **moved.engine.variables)
    query = {"query": "ASK { <urn:seen> ?p ?o }", "format": "json"}
    with httpx.Client(base_url=other.address, trust_env=False, timeout=60) as client:
        assert client.get("/sparql", params=query).json()["boolean"] is False
        update = {"update": "INSERT DATA { GRAPH <urn:shared> { <urn:seen> <urn:by> 1 } }"}
        headers = {"Authorization": "Bearer right"}
        done = moved.client.post("/update", data=update, headers=headers)
        assert done.status_code == 204, done.text
        await_true(client, query)
        assert client.get("/health/ready").json()["generation"] == int(done.headers["qkg-generation"])


def test_files_are_loaded_into_an_engine(moved: Moved, qkg: Run, tmp_path: Path) -> None:
    """As one commit, which a service that stands there sees; a broken file leaves all as it was."""
    (tmp_path / "a.nq").write_text("<urn:loaded> <urn:b> <urn:c> <urn:g> .\n")
    (tmp_path / "b.nt").write_text("<urn:loaded> <urn:b>\n")
    place = ("--store", moved.engine.address)
    broken = qkg("load", str(tmp_path / "a.nq"), str(tmp_path / "b.nt"), *place, **moved.engine.variables)
    assert (broken.returncode, "b.nt:" in broken.stderr) == (1, True), broken.stderr
    done = qkg("load", str(tmp_path / "a.nq"), *place, **moved.engine.variables)
    assert (done.returncode, done.stderr) == (0, "")
    query = {"query": "ASK { <urn:loaded> ?p ?o }", "format": "json"}
    await_true(moved.client, query)
