"""The whole way of a text, step by step: drafted, accepted, found, drawn, read, exported, withdrawn."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pyoxigraph as ox
from tests.conftest import Run, Server

NAME = "hubei-2021-11-10"
TEXT = """湖北省开展家电质量提升行动
本报讯 11月8日，湖北省市场监管局印发《关于开展家电质量提升行动的通知》。
截至目前，全省已有近120家企业参加，累计帮助企业节约成本超过3000万元，同比增长12.5%。
"""
DOCUMENT = "关于开展家电质量提升行动的通知"
TOKEN = {"QKG_WRITE_TOKEN": "right"}


def test_from_a_text_to_its_graph_and_out_again(
    qkg: Run, serve: Callable[..., Server], tmp_path: Path
) -> None:
    """Each step by the command or the address that the how-to names."""
    (tmp_path / f"{NAME}.txt").write_text(TEXT, encoding="utf-8")
    out, store = tmp_path / "drafts", str(tmp_path / "store")
    assert qkg("ingest", str(tmp_path / f"{NAME}.txt"), "--out", str(out)).returncode == 0
    done = qkg("accept", str(out / f"{NAME}.ttl"), "--store", store)
    assert (done.returncode, done.stderr) == (0, "")
    server = serve("--store", store, "--source", str(out / f"{NAME}.clean.txt"), **TOKEN)
    with httpx.Client(base_url=server.address, trust_env=False, timeout=60) as client:
        thing = _found(client, DOCUMENT)
        assert "/id/document/" in thing
        picture = client.get("/graph/neighbourhood", params={"iri": thing}).raise_for_status().text
        assert "湖北省市场监管局" in picture
        page = client.get(f"/article/{NAME}", params={"lang": "zh"}).raise_for_status().text
        marked = "".join(re.findall(r'<a class="span [^>]*>([^<]*)</a>', page))
        assert "近120家" in marked
        assert "…" not in marked
        dump = client.get(f"/dump/{NAME}.nt").raise_for_status().content
        assert DOCUMENT in {one.object.value for one in ox.parse(dump, ox.RdfFormat.N_TRIPLES)}
        gone = qkg("retract", NAME, "--server", server.address, **TOKEN)
        assert (gone.returncode, gone.stderr) == (0, "")
        assert client.get(f"/graph/{NAME}").status_code == 410
        assert client.get(f"/article/{NAME}").status_code in (404, 410)


def _found(client: httpx.Client, words: str) -> str:
    """The first hit of the search, once its index is there."""
    for _ in range(100):
        answer = client.get("/search", params={"q": words, "format": "json"})
        if answer.status_code == 200 and answer.json()["hits"]:
            return str(answer.json()["hits"][0]["iri"])
        time.sleep(0.2)
    raise AssertionError(answer.text)
