"""The made-up data: what the engines are given must be sound, or the measurements mean nothing."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from bench.article import FIGURES
from bench.generate import made, write
from bench.template import Figure, read_figures
from bench.workload import Query, heavy, questions, subjects

from qkg.dataset.assets import find_assets
from qkg.dataset.load import fill, plan

ARTICLES = 37
SEED = 7
FREE = {"cq18"}
"""Cubic in the figures of a kind: asked of the real article alone, in the tests of the questions."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged graph as N-Quads."""
    engine, assets = ox.Store(), find_assets()
    fill(engine, plan(assets), assets.rules)
    target = tmp_path_factory.mktemp("bench") / "base.nq"
    engine.dump(str(target), ox.RdfFormat.N_QUADS)
    return target


@pytest.fixture(scope="module")
def figures(base: Path) -> list[Figure]:
    """The templates."""
    return read_figures(base)


@pytest.fixture(scope="module")
def engine(base: Path) -> ox.Store:
    """All generated quads in memory."""
    target, store = base.with_name("data.nq"), ox.Store()
    quads = write(base, target, ARTICLES, SEED)
    store.bulk_load(path=str(target), format=ox.RdfFormat.N_QUADS)
    assert len(store) == quads, "the file repeats a quad or the count is wrong"
    return store


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(figures: list[Figure]) -> None:
    """A run can be repeated."""
    one, again, other = ("".join(made(figures, 5, seed)) for seed in (SEED, SEED, SEED + 1))
    assert one == again
    assert one != other


def test_no_triple_stands_in_two_graphs(engine: ox.Store) -> None:
    """So a union that is a bag and one that is a set count alike."""
    triples = [quad.triple for quad in engine]
    assert len(triples) == len(set(triples))


def test_the_rules_infer_nothing_that_the_file_does_not_hold(engine: ox.Store) -> None:
    """The made-up articles carry their inferred triples, as the packaged graph does."""
    for rule in find_assets().rules:
        found = engine.query(rule.read_text(encoding="utf-8"), use_default_graph_as_union=True)
        missing = [
            t for t in found if not any(engine.quads_for_pattern(t.subject, t.predicate, t.object, None))
        ]
        assert missing == [], rule.name


def test_an_article_has_about_160_triples(figures: list[Figure]) -> None:
    """Ten thousand articles stay near 1.6 million."""
    lines = "".join(made(figures, 400, SEED)).count("\n")
    assert 140 <= lines / 400 <= 180


@pytest.mark.parametrize(
    "query", [one for one in (*questions(), *heavy()) if one.name not in FREE], ids=lambda q: q.name
)
def test_every_query_has_an_answer(engine: ox.Store, query: Query) -> None:
    """No question becomes empty on the made-up data, nor by a text that no cache has seen."""
    plain = list(engine.query(query.text, use_default_graph_as_union=True))
    fresh = list(engine.query(query.fresh(), use_default_graph_as_union=True))
    assert plain
    assert len(plain) == len(fresh)


def test_questions_grow_with_the_articles(engine: ox.Store, base: Path) -> None:
    """Figures and their proof: as many as there are articles times figures, and the real ones."""
    text = next(one.text for one in questions() if one.name == "cq04")
    real = len(read_figures(base))
    assert len(list(engine.query(text, use_default_graph_as_union=True))) == real + (ARTICLES - 1) * FIGURES


def test_every_subject_of_a_lookup_exists(engine: ox.Store, figures: list[Figure]) -> None:
    """A lookup that finds nothing would be too cheap."""
    for subject in subjects(figures, ARTICLES, SEED):
        assert any(engine.quads_for_pattern(ox.NamedNode(subject), None, None, None)), subject
