"""Each rule on toy data: what must follow, and what must not, in pyoxigraph and in rdflib."""

import re

import pytest
from rdflib import Graph

from qkg.dataset.assets import Assets, find_assets

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
QKG = "https://w3id.org/qkg/ontology#"
EX = "https://example.org/"
HEAD = f"@prefix qkg: <{QKG}> . @prefix prov: <http://www.w3.org/ns/prov#> . @prefix ex: <{EX}> . "
FILES = {file.stem for file in find_assets().rules}

CASES = {
    "types": (
        "ex:x a qkg:Conferral . ex:y a qkg:Slogan , ex:Other . ex:z a qkg:Agency .",
        {("x", TYPE, f"{QKG}Action"), ("y", TYPE, f"{QKG}PolicyConcept")},
    ),
    "part-of": (
        "ex:a qkg:partOf ex:b . ex:b qkg:partOf ex:c . ex:c qkg:partOf ex:d . ex:x qkg:partOf ex:y .",
        {("a", f"{QKG}partOf", f"{EX}c"), ("a", f"{QKG}partOf", f"{EX}d"), ("b", f"{QKG}partOf", f"{EX}d")},
    ),
    "holds-award": (
        "ex:c qkg:recipient ex:r , ex:s ; qkg:conferredAward ex:w . "
        "ex:d qkg:recipient ex:t . ex:e qkg:conferredAward ex:v .",
        {("r", f"{QKG}holdsAward", f"{EX}w"), ("s", f"{QKG}holdsAward", f"{EX}w")},
    ),
}


def test_every_rule_has_a_case() -> None:
    """The cases are named after the files."""
    assert set(CASES) == FILES


@pytest.mark.parametrize("engine", ["by_pyoxigraph", "by_rdflib"])
@pytest.mark.parametrize("name", sorted(CASES))
def test_exactly_what_must_follow_follows(name: str, engine: str, request: pytest.FixtureRequest) -> None:
    """No more and no less: borrowed superclasses, halves of a conferral and unlinked parts give nothing."""
    toy, expected = CASES[name]
    graph = Graph().parse(find_assets().ontology)
    before = request.getfixturevalue(engine)(graph)
    inferred = request.getfixturevalue(engine)(graph.parse(data=HEAD + toy, format="turtle"))
    assert inferred - before == {(EX + subject, path, value) for subject, path, value in expected}


def test_every_rule_is_documented(assets: Assets) -> None:
    """Id, title in both languages and the covered term stand at the top of each rule."""
    for file in assets.rules:
        lines = file.read_text(encoding="utf-8").splitlines()
        assert lines[0] == f"# id: {file.stem}"
        assert re.match(r"# title@zh: \S", lines[1])
        assert re.match(r"# title@en: \S", lines[2])
        assert re.match(r"# covers: \w+:\w+", lines[3])
