"""``qkg ingest``: texts and pages to drafts and reports; what is no text is skipped with a reason."""

import html
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from subprocess import CompletedProcess
from typing import Protocol

import pyoxigraph as ox
import pytest

from qkg.store import folder

TEXT = """青川省开展家电质量提升行动
本报讯 11月8日，青川省市场监管局印发《关于开展家电质量提升行动的通知》。
截至目前，全省已有近120家企业参加，累计帮助企业节约成本超过3000万元，同比增长12.5%。
"""
NOTE = "关于开展家电质量提升行动的通知"


class Run(Protocol):
    """Runs the command."""

    def __call__(self, *arguments: str, stdin: str = "", **variables: str) -> CompletedProcess[str]:
        """What it printed and its exit code."""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A composed text whose file name has its day."""
    path = tmp_path / "qingchuan-2021-11-10.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_text_becomes_a_draft_that_passes_the_check(qkg: Run, text: Path, tmp_path: Path) -> None:
    """Draft, report and both texts stand in the folder; `qkg check` finds nothing, quotes included."""
    out = tmp_path / "drafts"
    done = qkg("ingest", str(text), "--out", str(out), "--publisher", "中国质量报")
    assert (done.returncode, done.stderr) == (0, "")
    name = "qingchuan-2021-11-10"
    assert sorted(path.name for path in out.iterdir()) == [
        f"{name}.{suffix}" for suffix in ("clean.txt", "html", "raw.txt", "review.json", "ttl")
    ]
    assert f"graph/{name}>" in (out / f"{name}.ttl").read_text()
    source = str(out / f"{name}.clean.txt")
    checked = qkg("check", str(out / f"{name}.ttl"), "--source", source, "--lang", "en")
    assert (checked.returncode, checked.stdout.strip()) == (0, "0 findings")


def test_the_report_shows_the_text_and_needs_no_other_host(qkg: Run, text: Path, tmp_path: Path) -> None:
    """All words of the text in order, the figures marked, and no address that a browser would fetch."""
    qkg("ingest", str(text), "--out", str(tmp_path / "drafts"))
    page = (tmp_path / "drafts" / "qingchuan-2021-11-10.html").read_text()
    shown = "".join(re.findall(r'<section class="p">\s*<p>(.*?)</p>', page, re.DOTALL))
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == TEXT.replace("\n", "")
    assert re.search(r'<a class="m figure"[^>]*>近120家</a>', page)
    assert not re.search(r"<(script|img|link|iframe)|\b(src|action)=|url\(|@import", page)


def test_two_encodings_and_a_page_say_the_same(qkg: Run, text: Path, tmp_path: Path) -> None:
    """UTF-8, GB18030 and an HTML page with navigation give the same figures."""
    (tmp_path / "gb-2021-11-10.txt").write_bytes(TEXT.encode("gb18030"))
    title, *lines = TEXT.strip().split("\n")
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = (
        f"<html><head><title>{title}</title></head><body><nav><a href='/'>首页</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>版权所有</footer></body></html>"
    )
    (tmp_path / "page-2021-11-10.html").write_text(page, encoding="utf-8")
    out = tmp_path / "drafts"
    done = qkg("ingest", str(tmp_path), "--out", str(out), "--jobs", "2")
    assert (done.returncode, done.stderr) == (0, "")
    said = [
        sorted(re.findall(r'qkg:verbatim "([^"]*)"', path.read_text())) for path in sorted(out.glob("*.ttl"))
    ]
    assert len(said) == 3
    assert said[0] == said[1] == said[2]
    assert "近120家" in said[0]


def test_one_bad_file_never_stops_the_rest(qkg: Run, text: Path, tmp_path: Path) -> None:
    """Empty, binary, without a day: each is named with its reason, the good one is drafted, the code is 1."""
    (tmp_path / "empty-2021-11-10.txt").write_bytes(b"")
    (tmp_path / "binary-2021-11-10.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "undated.txt").write_text(TEXT, encoding="utf-8")
    done = qkg("ingest", str(tmp_path), "--out", str(tmp_path / "drafts"))
    assert done.returncode == 1
    assert [path.stem for path in (tmp_path / "drafts").glob("*.ttl")] == [text.stem]
    lines = done.stderr.splitlines()
    assert lines[-1] == "qkg: 3 skipped"
    assert "binary-2021-11-10.txt holds no legible text" in done.stderr
    assert "empty-2021-11-10.txt holds no legible text" in done.stderr
    assert "undated.txt: no date of publication is known; give --date" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nowhere.txt",), "nowhere.txt: no such file"),
        (("{text}", "--date", "2021-13-01"), "'2021-13-01' is no day"),
        (("{text}", "--url", "ftp://a"), "'ftp://a' is no address"),
        (
            ("{text}", "{folder}", "--url", "https://a.example/"),
            "--url is the address of one text; there are 2",
        ),
        (("{text}", "--store", "{folder}/none"), "there is no store in"),
    ],
)
def test_a_wrong_command_line_is_one_sentence(
    qkg: Run, text: Path, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    """Exit code 2 and nothing written."""
    (tmp_path / "more.txt").write_text(TEXT, encoding="utf-8")
    given = [one.format(text=text, folder=tmp_path) for one in arguments]
    done = qkg("ingest", *given, "--out", str(tmp_path / "drafts"))
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "drafts").exists()


def test_names_of_a_store_are_linked_and_the_store_is_not_touched(
    qkg: Run, text: Path, tmp_path: Path
) -> None:
    """An agency that only the user's store knows is linked to; the store keeps its generation."""
    agency = "https://w3id.org/qkg/id/agency/qingchuan-amr"
    trig = f"""@prefix qkg: <https://w3id.org/qkg/ontology#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <https://w3id.org/qkg/graph/own> {{ <{agency}> a qkg:Agency ; rdfs:label "青川省市场监管局"@zh }}"""
    place = tmp_path / "store"
    folder.build(place, "test", lambda engine: engine.load(trig.encode(), ox.RdfFormat.TRIG))
    before = folder.open_folder(place)[1].generation
    done = qkg("ingest", str(text), "--out", str(tmp_path / "drafts"), "--store", str(place))
    assert done.returncode == 0, done.stderr
    draft = (tmp_path / "drafts" / "qingchuan-2021-11-10.ttl").read_text()
    assert f"qkg:statementObject <{agency}>" in draft
    assert f"<{agency}> a " not in draft
    assert folder.open_folder(place)[1].generation == before


def test_ctrl_c_leaves_no_half_written_file(environment: dict[str, str], tmp_path: Path) -> None:
    """In the middle of a folder: code 130, and each draft that is there is whole, with its report."""
    texts, out = tmp_path / "texts", tmp_path / "drafts"
    texts.mkdir()
    for number in range(600):
        (texts / f"n{number}-2021-11-10.txt").write_text(TEXT * 4, encoding="utf-8")
    command = [sys.executable, "-m", "qkg", "ingest", str(texts), "--out", str(out), "--jobs", "2"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, preexec_fn=_hear) as process:  # noqa: PLW1509 - no thread runs here
        until = time.monotonic() + 50
        while not list(out.glob("*.ttl")) and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
    drafts = list(out.glob("*.ttl"))
    assert 0 < len(drafts) < 600
    for draft in drafts:
        assert list(ox.parse(path=draft, format=ox.RdfFormat.TURTLE))
        assert draft.with_suffix(".html").read_text().endswith("</html>\n")
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


def _hear() -> None:
    """A process started in the background may inherit a deaf ear for Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
