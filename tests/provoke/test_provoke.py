"""Each file of this folder has one realistic mistake, and the check finds exactly that one, at its line.

The first line of a file says which: ``# expect: <code> @ <line>`` or ``@ <file>:<line>``, or ``nothing``.
``# source: <text>`` names a text that lies beside it.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from qkg.check import syntax
from qkg.check.document import Document, Source
from qkg.check.finding import Finding
from qkg.check.run import check_documents
from qkg.check.texts import Text
from qkg.cli.check import sources
from qkg.dataset.assets import find_assets
from qkg.dataset.source import read_quads

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.ttl"))
EXPECT = re.compile(r"# expect: (?:nothing|(?P<code>[a-z-]+) @ (?:(?P<file>[\w.-]+):)?(?P<line>\d+))")


@dataclass(frozen=True)
class Expected:
    """What a file must provoke."""

    file: str
    line: int
    code: str


def expected(path: Path) -> list[Expected]:
    """The finding that the first line announces."""
    found = EXPECT.fullmatch(path.read_text(encoding="utf-8").splitlines()[0])
    assert found, f"{path.name} does not say what it expects"
    if found["code"] is None:
        return []
    return [Expected(found["file"] or path.name, int(found["line"]), found["code"])]


def texts(path: Path) -> list[Text]:
    """The source texts that the file names."""
    names = re.findall(r"^# source: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [Text(name, (HERE / name).read_bytes()) for name in names]


@pytest.fixture(scope="session")
def context() -> list[Document]:
    """The packaged vocabulary and data, as context only."""
    packaged = [replace(one, checked=False) for one in sources(find_assets(), [FILES[0]]) if one.role]
    documents, broken = syntax.read(packaged, read_quads)
    assert not broken
    assert len(documents) > 20
    return documents


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def provoked(request: pytest.FixtureRequest, context: list[Document]) -> tuple[Path, list[Finding]]:
    """A file and what the check finds in it."""
    path: Path = request.param
    documents, broken = syntax.read([Source(path, path.name)], read_quads)
    return path, check_documents([*context, *documents], texts(path), broken)


def test_provokes_its_one_finding(provoked: tuple[Path, list[Finding]]) -> None:
    """Neither less nor more than announced: code, file and line."""
    path, findings = provoked
    assert [Expected(one.spot.file, one.spot.line, one.code) for one in findings] == expected(path)


def test_says_it_in_both_languages(provoked: tuple[Path, list[Finding]]) -> None:
    """A finding has words in Chinese and in English."""
    for one in provoked[1]:
        assert re.search("[\u4e00-\u9fff]", one.message.zh)
        assert one.message.en


def test_there_are_enough_mistakes() -> None:
    """At least 28 files, one of them sound, and no number twice."""
    assert len(FILES) >= 28
    assert [path.name[:2] for path in FILES] == [f"{number:02d}" for number in range(len(FILES))]
    assert sum(not expected(path) for path in FILES) == 1
