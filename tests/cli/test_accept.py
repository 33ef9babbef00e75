"""``qkg accept`` and ``qkg retract``: drafts into a store or a server and out again, whole or not at all."""

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from tests.conftest import Run, Server

from qkg.store import folder

GRAPH = "https://w3id.org/qkg/graph/"
TEXT = """湖北省开展家电质量提升行动
本报讯 {day}，湖北省市场监管局印发《关于开展家电质量提升行动的通知》。
截至目前，全省已有近{number}家企业参加，累计帮助企业节约成本超过3000万元，同比增长12.5%。
"""
RIGHT, WRONG = {"QKG_WRITE_TOKEN": "right"}, {"QKG_WRITE_TOKEN": "wrong"}
FIRST, SECOND = "first-2021-11-10", "second-2021-12-10"


@pytest.fixture
def drafts(qkg: Run, tmp_path: Path) -> dict[str, Path]:
    """Drafts of two articles about the same new agency."""
    for name, day, number in ((FIRST, "11月8日", 120), (SECOND, "12月8日", 150)):
        (tmp_path / f"{name}.txt").write_text(TEXT.format(day=day, number=number), encoding="utf-8")
    out = tmp_path / "drafts"
    texts = [str(tmp_path / f"{name}.txt") for name in (FIRST, SECOND)]
    done = qkg("ingest", *texts, "--out", str(out), "--publisher", "青川日报")
    assert done.returncode == 0, done.stderr
    return {name: out / f"{name}.ttl" for name in (FIRST, SECOND)}


def quads(store: Path, graph: str) -> set[ox.Quad]:
    """One graph of the newest generation."""
    engine = folder.open_folder(store)[0]
    return set(engine.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH + graph)))


def number(store: Path) -> int:
    """The newest generation."""
    return folder.open_folder(store)[1].generation.number


def test_a_draft_becomes_its_graph_and_once_is_enough(
    qkg: Run, drafts: dict[str, Path], tmp_path: Path
) -> None:
    """All triples of the draft, when and by whom it was accepted; the same again makes no generation."""
    store = tmp_path / "store"
    arguments = ("accept", str(drafts[FIRST]), "--store", str(store), "--by", "甲乙")
    done = qkg(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    engine = ox.Store()
    engine.load(path=drafts[FIRST], format=ox.RdfFormat.TURTLE)
    there, before = {one.triple for one in quads(store, FIRST)}, number(store)
    assert {one.triple for one in engine} <= there
    more = there - {one.triple for one in engine}
    assert {one.predicate.value.rpartition("#")[2] for one in more} == {
        "generatedAtTime",
        "wasAttributedTo",
        "type",
        "label",
    }
    again = qkg(*arguments)
    assert again.returncode == 0
    assert "is so already, nothing changed" in again.stdout
    assert number(store) == before


def test_a_changed_draft_replaces_the_graph_whole(qkg: Run, drafts: dict[str, Path], tmp_path: Path) -> None:
    """What the new draft does not say is gone."""
    store = tmp_path / "store"
    qkg("accept", str(drafts[FIRST]), "--store", str(store))
    text = drafts[FIRST].read_text()
    drafts[FIRST].write_text(text.replace('"近120家"', '"120家"'))
    done = qkg("accept", str(drafts[FIRST]), "--store", str(store))
    assert done.returncode == 0, done.stderr
    said = {one.object.value for one in quads(store, FIRST) if one.predicate.value.endswith("#verbatim")}
    assert "120家" in said
    assert "近120家" not in said


def test_an_unsound_draft_changes_nothing(qkg: Run, drafts: dict[str, Path], tmp_path: Path) -> None:
    """A figure without its unit: code 1 or 2, the finding named, and the store stays at its generation."""
    store = tmp_path / "store"
    qkg("accept", str(drafts[SECOND]), "--store", str(store))
    before = number(store)
    broken = re.sub(r"    sdmx-attribute:unitMeasure [^\n]*\n", "", drafts[FIRST].read_text(), count=1)
    drafts[FIRST].write_text(broken)
    done = qkg("accept", str(drafts[FIRST]), "--store", str(store))
    assert done.returncode == 1
    assert "is not sound and was not accepted" in done.stderr
    assert "measure-unit" in done.stderr
    assert number(store) == before
    assert not quads(store, FIRST)


def test_what_two_articles_share_outlives_either(qkg: Run, drafts: dict[str, Path], tmp_path: Path) -> None:
    """The second says the agency's name no second time; when the first is withdrawn the name goes over."""
    store = tmp_path / "store"
    done = qkg("accept", *map(str, drafts.values()), "--store", str(store))
    assert done.returncode == 0, done.stderr
    assert "stand in other graphs already" in done.stdout
    label = '"湖北省市场监管局"@zh'
    assert any(str(one.object) == label for one in quads(store, FIRST))
    assert not any(str(one.object) == label for one in quads(store, SECOND))
    gone = qkg("retract", FIRST, "--store", str(store))
    assert gone.returncode == 0, gone.stderr
    assert not quads(store, FIRST)
    assert any(str(one.object) == label for one in quads(store, SECOND))


def test_a_withdrawn_graph_leaves_a_tombstone_until_it_comes_again(
    qkg: Run, drafts: dict[str, Path], tmp_path: Path
) -> None:
    """Time and reasons in both languages, once; accepting it again takes the tombstone away."""
    store = tmp_path / "store"
    qkg("accept", str(drafts[FIRST]), "--store", str(store))
    arguments = ("retract", f"https://w3id.org/qkg/id/article/{FIRST}", "--store", str(store))
    done = qkg(*arguments, "--reason", "数字有误。", "--reason", "A figure was wrong.")
    assert (done.returncode, done.stderr) == (0, "")
    stone, before = quads(store, "withdrawn"), number(store)
    assert {one.subject.value for one in stone} == {GRAPH + FIRST}
    assert {str(one.object) for one in stone if one.predicate.value.endswith("#comment")} == {
        '"数字有误。"@zh',
        '"A figure was wrong."@en',
    }
    assert len([one for one in stone if one.predicate.value.endswith("#invalidatedAtTime")]) == 1
    assert len(stone) == 3
    again = qkg(*arguments)
    assert again.returncode == 0
    assert "was withdrawn already, nothing changed" in again.stdout
    assert number(store) == before
    qkg("accept", str(drafts[FIRST]), "--store", str(store))
    assert quads(store, FIRST)
    assert not quads(store, "withdrawn")


def test_by_way_of_a_server(
    qkg: Run, serve: Callable[..., Server], drafts: dict[str, Path], tmp_path: Path
) -> None:
    """With the token: accepted, so already, its page there, withdrawn, and its address gone."""
    server = serve("--store", str(tmp_path / "store"), **RIGHT)
    there = ("--server", server.address)
    refused = qkg("accept", str(drafts[FIRST]), *there, **WRONG)
    assert refused.returncode == 1
    assert "401" in refused.stderr
    assert "right" not in refused.stderr
    done = qkg("accept", str(drafts[FIRST]), *there, **RIGHT)
    assert (done.returncode, done.stderr) == (0, "")
    again = qkg("accept", str(drafts[FIRST]), *there, **RIGHT)
    assert "is so already, nothing changed" in again.stdout
    with httpx.Client(base_url=server.address, trust_env=False, timeout=30) as client:
        assert client.get(f"/graph/{FIRST}").status_code == 200
        gone = qkg("retract", FIRST, *there, "--reason", "数字有误。", **RIGHT)
        assert (gone.returncode, gone.stderr) == (0, "")
        answer = client.get(f"/graph/{FIRST}", headers={"Accept-Language": "zh"})
        assert answer.status_code == 410
        assert "数字有误。" in answer.text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("accept", "{draft}"), "name a store with --store DIR"),
        (("accept", "{draft}", "--store", "{store}", "--server", "http://x.example"), "name one"),
        (("accept", "{store}/none.ttl", "--store", "{store}"), "no such file"),
        (("retract", "never-was", "--store", "{store}"), "there is no store in"),
    ],
)
def test_a_wrong_command_line_is_one_sentence(
    qkg: Run, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    """Exit code 2, and no store is made."""
    (tmp_path / "draft.ttl").write_text("")
    given = [one.format(draft=tmp_path / "draft.ttl", store=tmp_path / "store") for one in arguments]
    done = qkg(*given)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "store").exists()


def test_only_articles_are_withdrawn(qkg: Run, drafts: dict[str, Path], tmp_path: Path) -> None:
    """The vocabulary's graph and one that never was: refused, nothing changed."""
    store = tmp_path / "store"
    qkg("accept", str(drafts[FIRST]), "--store", str(store))
    before = number(store)
    for name, sentence in (("ontology", "is no graph of an article"), ("never-was", "there is no graph")):
        done = qkg("retract", name, "--store", str(store))
        assert done.returncode == 2
        assert sentence in done.stderr
    assert number(store) == before
