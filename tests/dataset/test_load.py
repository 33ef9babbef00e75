"""Which file becomes which graph, and what the rules add."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from qkg.dataset.assets import Assets
from qkg.dataset.load import Placement, fill, plan
from qkg.errors import NoArticleGraph, NoSuchFile, RulesDiverge, SyntaxProblem, UnknownFormat, UnknownPrefix
from qkg.namespaces import GRAPH

Write = Callable[..., Path]
PREFIX = "@prefix qkg: <https://w3id.org/qkg/ontology#> . @prefix ex: <https://example.org/> .\n"


def sizes(engine: ox.Store) -> dict[str, int]:
    """Triples in each graph, by short name."""
    names = [name.value for name in engine.named_graphs() if isinstance(name, ox.NamedNode)]
    return {
        name.removeprefix(GRAPH): len(list(engine.quads_for_pattern(None, None, None, ox.NamedNode(name))))
        for name in names
    }


def test_each_file_goes_to_its_graph_and_shapes_stay_out(assets: Assets) -> None:
    """Articles name their own graphs; the rest is by place; inference has a graph of its own."""
    engine = ox.Store()
    fill(engine, plan(assets), assets.rules)
    expected = {"ontology": 1, "stubs": 1, "schemes": 1, "alignments": 1, "one": 4, "two": 2, "inferred": 2}
    assert sizes(engine) == expected


def test_inference_reaches_its_end_and_repeats_nothing(assets: Assets) -> None:
    """a-d follows only from what follows; a-c stands in the data already and is not said twice."""
    engine = ox.Store()
    fill(engine, plan(assets), assets.rules)
    inferred = engine.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH + "inferred"))
    ends = {(str(quad.subject)[-2], str(quad.object)[-2]) for quad in inferred}
    assert ends == {("b", "d"), ("a", "d")}
    assert len({quad.triple for quad in engine}) == len(engine)


def test_files_given_stand_in_for_the_articles(assets: Assets, turtle_file: Write) -> None:
    """A guest without a graph of its own is named after its file."""
    engine = ox.Store()
    guest = turtle_file(PREFIX + "ex:x qkg:partOf ex:y .", "My File.ttl")
    fill(engine, plan(assets, [guest]), assets.rules)
    assert "one" not in sizes(engine)
    assert sizes(engine)["file-my-file"] == 1


@pytest.mark.parametrize("text", ["ex:x ex:y ex:z .", "ex:g a qkg:ArticleGraph . ex:h a qkg:ArticleGraph ."])
def test_a_data_file_names_exactly_one_graph(turtle_file: Write, text: str) -> None:
    """None is an error for packaged data, and two for anybody's."""
    path = turtle_file(PREFIX + text)
    with pytest.raises(NoArticleGraph, match="exactly one subject must be a qkg:ArticleGraph"):
        fill(ox.Store(), [Placement(path)])


def test_broken_turtle_has_a_place(turtle_file: Write) -> None:
    """File, line and column, and the engine's reason without its own place."""
    path = turtle_file(PREFIX + "ex:a ex:b\n  oops .")
    with pytest.raises(SyntaxProblem) as caught:
        fill(ox.Store(), [Placement(path, GRAPH + "x")])
    assert str(caught.value).startswith(f"{path}:3:")
    assert "\n" not in str(caught.value)


def test_unknown_prefix_in_turtle(turtle_file: Write) -> None:
    """The prefix is named, with a near one as a hint."""
    path = turtle_file("@prefix ex: <urn:x:> .\nex:a skso:b ex:c .")
    with pytest.raises(
        UnknownPrefix, match=r":2:6: the prefix skso: is not declared \(did you mean skos:\?\)"
    ):
        fill(ox.Store(), [Placement(path, GRAPH + "x")])


def test_files_that_cannot_be_read(tmp_path: Path, turtle_file: Write) -> None:
    """Not there, a folder, or of no known format."""
    (tmp_path / "folder.ttl").mkdir()
    for path, error, says in [
        (tmp_path / "none.ttl", NoSuchFile, "no such file"),
        (tmp_path / "folder.ttl", NoSuchFile, "is a folder"),
        (turtle_file("", "a.docx"), UnknownFormat, "suffix"),
        (turtle_file("", "plain"), UnknownFormat, "suffix"),
    ]:
        with pytest.raises(error, match=says):
            fill(ox.Store(), [Placement(path, GRAPH + "x")])


def test_rules_that_never_end_and_rules_that_are_none(assets: Assets) -> None:
    """A rule that makes new terms each round is stopped; a SELECT is no rule."""
    rule = assets.rules[0]
    rule.write_text('CONSTRUCT { ?s ?p ?n } WHERE { ?s ?p ?o BIND(CONCAT(STR(?o), "x") AS ?n) } LIMIT 1')
    engine = ox.Store()
    rule.write_text(
        "CONSTRUCT { <urn:n> <urn:v> ?m } WHERE { { SELECT (COUNT(*) AS ?m) { ?s ?p ?o } } }",
        encoding="utf-8",
    )
    with pytest.raises(RulesDiverge):
        fill(engine, [], assets.rules)
    rule.write_text("SELECT * { ?s ?p ?o }", encoding="utf-8")
    with pytest.raises(SyntaxProblem, match="must be a CONSTRUCT"):
        fill(ox.Store(), [], assets.rules)
