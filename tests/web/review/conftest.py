"""A server with a draft under review, and what tests of ``/review/drafts`` ask of it."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from tests.conftest import Run, Server
from tests.web.conftest import WRITER

THING = "https://w3id.org/qkg/id/"
NAME = "hubei-2021-11-10"
DRAFTS = "/review/drafts"
TEXT = """湖北省开展家电质量提升行动
本报讯 11月8日，湖北省市场监管局印发《关于开展家电质量提升行动的通知》。
截至目前，全省已有近120家企业参加，合格率提高2—3个百分点。活动成效显著。
"""
PLAIN = {"Content-Type": "text/plain"}
JSON = {"Content-Type": "application/json"}
HUNDRED, RANGE = f"measure/{NAME}-f001", f"measure/{NAME}-f002"
PRAISE = f"appraisal/{NAME}-cheng-xiao-xian-zhu"


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Iterator[Server]:
    """A server over a store of its own, with the packaged graph and a write token."""
    store = tmp_path_factory.mktemp("review") / "store"
    made = Server({**environment, "QKG_WRITE_TOKEN": "write-secret"}, "--store", str(store))
    yield made
    assert made.stop() == "", "the server wrote to standard error"


@pytest.fixture(scope="package")
def anyone(server: Server) -> Iterator[httpx.Client]:
    """A client without a token."""
    with httpx.Client(base_url=server.address, trust_env=False, timeout=120) as client:
        yield client


@pytest.fixture(scope="package")
def draft(qkg: Run, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The draft that ``qkg ingest`` makes of the text, as the one file for its review."""
    place = tmp_path_factory.mktemp("ingest")
    (place / f"{NAME}.txt").write_text(TEXT, encoding="utf-8")
    done = qkg("ingest", str(place / f"{NAME}.txt"), "--out", str(place))
    assert done.returncode == 0, done.stderr
    return (place / f"{NAME}.review.json").read_bytes()


@pytest.fixture
def curator(server: Server, draft: bytes) -> Iterator[httpx.Client]:
    """A client with the token; the draft is under review, and nothing else."""
    with httpx.Client(base_url=server.address, trust_env=False, timeout=120, headers=WRITER) as client:
        for one in client.get(DRAFTS).json()["drafts"]:
            assert client.delete(f"{DRAFTS}/{one['name']}", headers={"If-Match": "*"}).status_code == 204
        sent = client.post(DRAFTS, content=draft, headers=JSON)
        assert sent.status_code == 201, sent.text
        assert sent.headers["location"] == f"{DRAFTS}/{NAME}"
        yield client


def opened(curator: httpx.Client) -> tuple[dict[str, Any], dict[str, str]]:
    """The draft, and the header that names its state."""
    answer = curator.get(f"{DRAFTS}/{NAME}").raise_for_status()
    return answer.json(), {"If-Match": answer.headers["etag"]}


def decided(curator: httpx.Client, **candidates: object) -> httpx.Response:
    """A change upon the newest state."""
    return changed(curator, {"candidates": candidates})


def changed(curator: httpx.Client, change: object) -> httpx.Response:
    """The same, of the whole document."""
    _, state = opened(curator)
    return curator.patch(f"{DRAFTS}/{NAME}", json=change, headers=state)


def all_accepted(draft: dict[str, Any]) -> dict[str, dict[str, object]]:
    """A verdict for each fact that is complete."""
    whole = [one["id"] for one in draft["candidates"] if one["kind"] != "name" and not one["left"]]
    return {one: {"verdict": "accepted"} for one in whole}


def codes(answer: httpx.Response) -> dict[str, str]:
    """Findings by code, each with its candidate."""
    return {one["code"]: one["candidate"] for one in answer.json()["findings"]}
