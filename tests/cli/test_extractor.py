"""``qkg ingest --extractor``: extractors that are installed as entry points, listed, asked and reported."""

import re
from pathlib import Path

import pytest
from tests.conftest import Run
from tests.ingest.test_model import KEY, Server

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "extractors.md"
TEXT = "青川省检查电梯\n本报讯 青川省市场监管局检查电梯，发现问题约莫三十桩，惠及企业1200家。\n"
MODULE = """
class Extractor:
    name, version = "bad", "1"
    def extract(self, text, published):
        if "FAIL" in text:
            raise ValueError("no")
        return [
            {"type": "mention", "kind": "person", "words": "发现", "start": 0},
            {"type": "mention", "kind": "person", "words": "\\ud800"},
        ]
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A composed text whose file name has its day."""
    path = tmp_path / "lifts-2021-11-10.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def install(folder: Path, name: str, module: str, target: str) -> dict[str, str]:
    """A distribution in a folder, as pip would leave it; the environment that finds it."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / f"{name}_extractor.py").write_text(module, encoding="utf-8")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[qkg.extractors]\n{name} = {target}\n")
    return {"PYTHONPATH": str(folder)}


def documented() -> tuple[str, str]:
    """The module and the entry point of the how-to page."""
    page = PAGE.read_text(encoding="utf-8")
    (module,) = re.findall(r"<!-- module -->\n```python\n(.*?)```", page, re.DOTALL)
    (target,) = re.findall(r'\[project.entry-points."qkg.extractors"\]\ntally = "(.*?)"', page)
    return module, target


def test_the_extractor_of_the_how_to(qkg: Run, text: Path, tmp_path: Path) -> None:
    """Installed as the page says, it is listed, adds its figure, and stands in provenance and report."""
    module, target = documented()
    found = install(tmp_path / "site", "tally", module, target)
    listed = qkg("ingest", "--list-extractors", **found)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "tally  (tally 1.0)" in listed.stdout
    assert "model  (qkg)  the extractor 'model' needs an address" in listed.stdout
    out = tmp_path / "drafts"
    done = qkg("ingest", str(text), "--out", str(out), "--extractor", "tally", **found)
    assert (done.returncode, done.stderr) == (0, "")
    assert "tally 1.0: 1 proposed 候选, 1 added 新增" in done.stdout
    turtle = (out / f"{text.stem}.ttl").read_text(encoding="utf-8")
    assert 'qkg:verbatim "三十桩"' in turtle
    assert "Extraction by tally 1.0" in turtle
    assert "抽取程序 extractor: tally 1.0" in (out / f"{text.stem}.html").read_text(encoding="utf-8")


def test_a_bad_extractor_never_stops_the_ingest(qkg: Run, text: Path, tmp_path: Path) -> None:
    """It fails on one text and lies on the other: both are drafted, in two processes, and it is told."""
    (tmp_path / "two-2021-11-10.txt").write_text(f"{TEXT}FAIL\n", encoding="utf-8")
    found = install(tmp_path / "site", "bad", MODULE, "bad_extractor:Extractor")
    out = tmp_path / "drafts"
    texts = [str(text), str(tmp_path / "two-2021-11-10.txt")]
    done = qkg("ingest", *texts, "--jobs", "2", "--out", str(out), "--extractor", "bad", **found)
    assert done.returncode == 0
    assert len(list(out.glob("*.ttl"))) == 2
    assert done.stderr == "qkg: extractor bad 1, 1 text: it failed with ValueError\n"
    assert "bad 1: 2 proposed 候选, 0 added 新增, 0 as the rules 同于规则, 2 dropped 舍弃" in done.stdout
    assert "1: the words do not stand at that place" in done.stdout
    report = (out / f"{text.stem}.html").read_text(encoding="utf-8")
    assert "原文该处没有这些字" in report


def test_one_that_cannot_be_loaded_is_told(qkg: Run, text: Path, tmp_path: Path) -> None:
    """An entry point that leads nowhere; a name that nobody has is a slip of the user."""
    found = install(tmp_path / "site", "lost", "", "lost_extractor:Nothing")
    done = qkg("ingest", str(text), "--out", str(tmp_path / "drafts"), "--extractor", "lost", **found)
    assert done.returncode == 0
    assert done.stderr == "qkg: extractor lost, 1 text: it failed with AttributeError\n"
    slip = qkg("ingest", str(text), "--out", str(tmp_path / "none"), "--extractor", "nobody")
    assert slip.returncode == 2
    assert "there is no extractor 'nobody'; there are model" in slip.stderr
    assert not (tmp_path / "none").exists()


def test_the_model_is_asked_where_the_settings_say(qkg: Run, text: Path, tmp_path: Path) -> None:
    """Off until it has an address; its key is in nothing that is written."""
    out = tmp_path / "drafts"
    off = qkg("ingest", str(text), "--out", str(out), "--extractor", "model")
    assert (off.returncode, "set QKG_EXTRACT_ADDRESS" in off.stderr) == (2, True)
    server = Server()
    with server.running():
        told = {
            "QKG_EXTRACT_ADDRESS": server.address("well"),
            "QKG_EXTRACT_MODEL": "tiny",
            "QKG_EXTRACT_KEY": KEY,
        }
        done = qkg("ingest", str(text), "--out", str(out), "--extractor", "model", **told)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(server.asked) == 1
    assert "model tiny: 1 proposed" in done.stdout
    written = [path.read_text(encoding="utf-8") for path in out.iterdir()]
    assert not [one for one in [*written, done.stdout] if KEY in one]
