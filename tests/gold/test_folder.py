"""A folder is read as README.md says, and a line that cannot be right stops it."""

from pathlib import Path

import pytest
from tests.gold.folder import COLUMNS, folders, read
from tests.gold.values import Gold, GoldError

from qkg.ingest.span import Span

TEXT = "甲省质监局印发《甲省方案》，甲省抽检近百批次，增长2—3倍，甲省将推广《甲省方案》。"
ROWS = {
    "figures.tsv": "近百批次\t100\tNUM\t批次\tnearly\t2022\n2—3倍\t2..3\tNUM\t倍\trange\t\tincrease\n",
    "mentions.tsv": "place\t甲省\nagency\t甲省质监局\ndocument\t《甲省方案》\nplan\t推广《甲省方案》\n",
    "relations.tsv": "issuer\t《甲省方案》\t甲省质监局\n",
    "not-figures.tsv": "",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text with two figures, three names and one plan."""
    (tmp_path / "meta.toml").write_text('file = "text.txt"\npublished = 2023-01-05\n', encoding="utf-8")
    (tmp_path / "text.txt").write_text(TEXT + "\n", encoding="utf-8")
    for name, rows in ROWS.items():
        write(tmp_path, name, rows)
    return tmp_path


def write(folder: Path, name: str, rows: str) -> None:
    """One table with its header."""
    (folder / name).write_text("\t".join(COLUMNS[name]) + "\n" + rows, encoding="utf-8")


def spans(gold: Gold, kind: str) -> list[Span]:
    """Where the mentions of one kind stand."""
    return [Span(one.start, one.end) for one in gold.mentions if one.kind == kind]


def test_figures_get_the_bounds_of_their_hedge(folder: Path) -> None:
    """近 is an upper bound; a range has two bounds and no value."""
    nearly, wide = read(folder).figures
    assert (nearly.value, nearly.lower, nearly.upper, nearly.period) == (100, None, 100, "2022")
    assert (wide.value, wide.lower, wide.upper, wide.period) == (None, 2, 3, "unstated")


def test_a_name_inside_a_longer_name_is_none(folder: Path) -> None:
    """The province inside the agency and the document is not marked; the document inside the plan is."""
    gold = read(folder)
    assert [gold.clean[slice(*one)] for one in spans(gold, "place")] == ["甲省", "甲省"]
    assert len(spans(gold, "document")) == 2


def test_a_quote_that_says_which_place_counts_inside_too(folder: Path) -> None:
    """Brackets mean this place and no other."""
    write(folder, "mentions.tsv", "place\t[甲省]质监局\nagency\t甲省质监局\n")
    write(folder, "relations.tsv", "")
    gold = read(folder)
    assert spans(gold, "place") == [Span(0, 2)]
    assert spans(gold, "agency") == [Span(0, 5)]


def test_an_end_is_every_mention_of_the_thing(folder: Path) -> None:
    """Either place of the document will do as the subject."""
    (tie,) = read(folder).ties
    assert [len(tie.subjects), len(tie.objects)] == [2, 1]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("figures.tsv", "百二批次\t100\tNUM\t批次\n"),
        ("figures.tsv", "近百批次\t100\tNUM\t批次\talmost\n"),
        ("figures.tsv", "2—3倍\t2..3\tNUM\t倍\n"),
        ("figures.tsv", "近百批次\t100\tNUM\t批次\trange\n"),
        ("figures.tsv", "近百批次\t100\tNUM\t批次\tnearly\t\tup\n"),
        ("mentions.tsv", "thing\t甲省\n"),
        ("relations.tsv", "likes\t《甲省方案》\t甲省质监局\n"),
        ("relations.tsv", "issuer\t甲省质监局\t《甲省方案》\n"),
        ("not-figures.tsv", "抽检\twords\tmore\n"),
    ],
)
def test_a_line_that_cannot_be_right(folder: Path, name: str, rows: str) -> None:
    """Unknown words, kinds and hedges, a range that is none, an end of the wrong kind, a cell too many."""
    write(folder, name, rows)
    with pytest.raises(GoldError):
        read(folder)


def test_other_columns_are_refused(folder: Path) -> None:
    """The header says what the cells mean."""
    (folder / "mentions.tsv").write_text("quote\tkind\n", encoding="utf-8")
    with pytest.raises(GoldError, match="must begin with"):
        read(folder)


def test_no_gold_is_an_error(tmp_path: Path) -> None:
    """A score over nothing would look like success."""
    with pytest.raises(GoldError, match="no gold"):
        folders(tmp_path)
