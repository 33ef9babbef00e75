"""The how-to pages do what they say: every script and every marked block runs against a real server."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
USUAL = "http://127.0.0.1:7007"
HEDGED = {"近1000家\t1000\tupper-exclusive", "近5万人\t50000\tupper-exclusive"}


def run(command: list[str], served: str, place: Path) -> str:
    """What a program prints; it must end well and say nothing on standard error."""
    direct = {"QKG": served, "no_proxy": "127.0.0.1", "PYTHONWARNINGS": "ignore", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command,
        cwd=place,
        env={**os.environ, **direct},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def script(name: str, served: str, place: Path) -> list[str]:
    """The lines that a script prints."""
    return run([sys.executable, str(HOW_TO / name)], served, place).splitlines()


def blocks(page: str, tag: str, language: str) -> list[str]:
    """The code blocks of a page behind a mark."""
    text = (HOW_TO / page).read_text(encoding="utf-8")
    found = re.findall(rf"<!-- {tag} -->\n```{language}\n(.*?)```", text, re.DOTALL)
    assert found, f"{page} has no block marked {tag}"
    return found


def shell(page: str, served: str, place: Path) -> None:
    """Run the marked shell blocks of a page against the server."""
    for block in blocks(page, "run", "sh"):
        run(["sh", "-euc", block.replace(USUAL, served.rstrip("/"))], served, place)


def test_sparqlwrapper(served: str, tmp_path: Path) -> None:
    """Hedged figures, an ASK, and triples."""
    lines = script("sparqlwrapper.py", served, tmp_path)
    assert {line for line in lines if line.startswith("近")} == HEDGED
    assert "Baotou received an award: True" in lines
    assert any("partOf" in line for line in lines)


def test_rdflib(served: str, tmp_path: Path) -> None:
    """Four agencies from afar, eighteen figures at home, and the words behind an award."""
    lines = script("rdflib_client.py", served, tmp_path)
    assert sum(line.startswith("agency ") for line in lines) == 4
    assert "agency 国务院办公厅" in lines
    assert "18 figures" in lines
    assert any(line.startswith("quote ") and "督查激励" in line for line in lines)


def test_pandas(served: str, tmp_path: Path) -> None:
    """Eighteen figures, five of them hedged, sorted by unit."""
    first, _, *rows = script("pandas_csv.py", served, tmp_path)
    assert first == "18 figures"
    counts = [[int(part) for part in row.split(",")[1:]] for row in rows if row]
    assert [sum(column) for column in zip(*counts, strict=True)] == [18, 5]


def test_curl(served: str, tmp_path: Path) -> None:
    """Rows, triples, neighbours, evidence, a dump."""
    lines = run(["sh", str(HOW_TO / "curl.sh")], served, tmp_path).splitlines()
    assert lines[:2] == ["figures", "18"]
    assert any("内蒙古包头市" in line for line in lines)
    assert int(lines[-1]) > 6000


def test_files_for_programs_that_draw(served: str, tmp_path: Path) -> None:
    """The files are there and open; the block for NetworkX runs on one of them."""
    shell("gephi.md", served, tmp_path)
    assert len(nx.read_gexf(tmp_path / "overview.gexf")) == 80
    assert (tmp_path / "overview.dot").stat().st_size > 1000
    assert (tmp_path / "parts.cyjs").stat().st_size > 1000
    (code,) = re.findall(r"```python\n(.*?)```", (HOW_TO / "gephi.md").read_text(encoding="utf-8"), re.DOTALL)
    nodes, edges = run([sys.executable, "-c", code], served, tmp_path).splitlines()[0].split()
    assert int(nodes) > 10 < int(edges)


def test_another_store(served: str, tmp_path: Path) -> None:
    """The dump in a store of its own counts the same figures."""
    shell("other_stores.md", served, tmp_path)
    for block in blocks("other_stores.md", "python", "python"):
        assert run([sys.executable, "-c", block], served, tmp_path) == "18 figures\n"


def test_openrefine(served: str, tmp_path: Path) -> None:
    """What OpenRefine would send finds the agency by its Chinese name."""
    (block,) = blocks("openrefine.md", "run", "sh")
    found = json.loads(run(["sh", "-euc", block.replace(USUAL, served.rstrip("/"))], served, tmp_path))
    assert found["q0"]["result"][0]["name"] == "内蒙古市场监管局"


def test_the_index_lists_every_page() -> None:
    """No page is forgotten, and none is listed that is not there."""
    text = (HOW_TO / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"\]\(([\w.]+)\)", text))
    assert listed == {path.name for path in HOW_TO.iterdir()} - {"README.md"}


@pytest.mark.parametrize("page", sorted(path.name for path in HOW_TO.glob("*.md")))
def test_pages_speak_both_languages(page: str) -> None:
    """The title is in English and Chinese."""
    title = (HOW_TO / page).read_text(encoding="utf-8").splitlines()[0]
    assert re.search(r"[a-z]", title)
    assert re.search(r"[\u4e00-\u9fff]", title)
