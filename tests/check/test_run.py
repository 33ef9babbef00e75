"""The whole check over the packaged graph, and the merging of findings with one cause."""

from pathlib import Path

from qkg.check.finding import Finding, Spot, Words, about
from qkg.check.run import check, merge
from qkg.cli.check import sources
from qkg.dataset.assets import find_assets
from qkg.dataset.source import read_quads

SAID = Words("坏", "bad")


def test_the_packaged_graph_is_sound() -> None:
    """Ontology, schemes, alignments, examples, data: nothing to find."""
    stages: list[str] = []
    listed = sources(find_assets(), [])
    assert len(listed) > 50
    assert [(one.spot, one.code) for one in check(listed, read_quads, progress=stages.append)] == []
    assert stages[0] == "syntax"
    assert stages[-1] == "shapes"


def test_a_broken_file_does_not_hide_another(tmp_path: Path) -> None:
    """Each broken file has one finding, and sound syntax is still checked."""
    first, second, third = (tmp_path / f"{name}.ttl" for name in "abc")
    first.write_text("<a:a> <b:b> .\n", encoding="utf-8")
    second.write_text("\nqgk:a <b:b> <c:c> .\n", encoding="utf-8")
    third.write_text(
        "<https://w3id.org/qkg/id/place/a> a <https://w3id.org/qkg/ontology#Jurisdiction> .", encoding="utf-8"
    )
    found = check(sources(find_assets(), [first, second, third]), read_quads)
    assert [(Path(one.spot.file).name, one.spot.line, one.code) for one in found] == [
        ("a.ttl", 1, "syntax"),
        ("b.ttl", 2, "undeclared-prefix"),
        ("c.ttl", 1, "label-en"),
        ("c.ttl", 1, "label-zh"),
    ]
    assert "qkg:" in found[1].hint.en


def test_a_copy_stands_in_for_the_packaged_file(tmp_path: Path) -> None:
    """A copy of the article and of a scheme is checked in their place, not against them."""
    assets = find_assets()
    originals = [assets.root / "data" / "article.ttl", assets.schemes[0]]
    copies = [tmp_path / f"copy-{path.name}" for path in originals]
    for original, copy in zip(originals, copies, strict=True):
        copy.write_bytes(original.read_bytes())
    assert check(sources(assets, copies), read_quads) == []


def test_findings_with_one_cause_are_one() -> None:
    """Same subject and aspect: the first stays. Other subjects and aspects stay too."""
    first = Finding("a", Spot("f", 2), SAID, subject="s", aspects=about("p", "q"))
    again = Finding("b", Spot("f", 1), Words("也坏", "bad too"), subject="s", aspects=about("q"))
    other = Finding("b", Spot("f", 1), Words("也坏", "bad too"), subject="t", aspects=about("q"))
    assert merge([first, again, other]) == [other, first]


def test_an_unknown_name_is_said_once_a_file() -> None:
    """The second use of the same unknown term adds nothing; in another file it does."""
    one = Finding("unknown-term", Spot("f", 1), SAID, subject="s")
    two = Finding("unknown-term", Spot("f", 9), SAID, subject="t")
    elsewhere = Finding("unknown-term", Spot("g", 9), SAID, subject="t")
    assert merge([one, two, elsewhere]) == [one, elsewhere]
