"""The shapes before a commit: a report that names node, shape and words, or nothing."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from qkg.check.commit import report
from qkg.dataset.assets import Assets
from qkg.dataset.load import fill, graph_of, plan
from qkg.dataset.source import read_quads

ASSETS = Assets(Path(__file__).parents[2])
MEASURE = "https://w3id.org/qkg/id/measure/cqn-2021-05-13-coal-saved"
UNIT = ox.NamedNode("http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure")


@pytest.fixture(scope="module")
def shapes() -> list[ox.Quad]:
    """The packaged shapes on data."""
    return [one for path in ASSETS.shapes if path.stem != "style" for one in read_quads(path)]


@pytest.fixture(scope="module")
def whole() -> list[ox.Quad]:
    """The packaged graph."""
    store = ox.Store()
    fill(store, plan(ASSETS), ASSETS.rules)
    return list(store)


@pytest.fixture(scope="module")
def article() -> str:
    """The article's graph."""
    (placed,) = [one for one in plan(ASSETS) if one.path.name == "article.ttl"]
    return graph_of(placed, read_quads(placed.path))


def test_the_article_may_be_committed(whole: list[ox.Quad], article: str, shapes: list[ox.Quad]) -> None:
    """Nothing is said of a graph that conforms."""
    assert report(whole, [one for one in whole if one.graph_name == ox.NamedNode(article)], shapes) == ""


def test_a_figure_without_unit_is_refused(whole: list[ox.Quad], article: str, shapes: list[ox.Quad]) -> None:
    """The report is a validation report on that figure, in both languages, and on nothing else."""
    figure = ox.NamedNode(MEASURE)
    bent = [one for one in whole if not (one.subject == figure and one.predicate == UNIT)]
    assert len(bent) == len(whole) - 1
    changed = [one for one in bent if one.graph_name == ox.NamedNode(article)]
    found = ox.Store()
    found.load(report(bent, changed, shapes).encode(), ox.RdfFormat.TURTLE)
    answer = found.query(
        """PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT DISTINCT ?node ?path { ?r a sh:ValidationReport ; sh:conforms false ; sh:result ?one .
          ?one sh:focusNode ?node ; sh:resultPath ?path ; sh:resultMessage ?zh , ?en
          FILTER(LANG(?zh) = "zh" && LANG(?en) = "en") }"""
    )
    assert isinstance(answer, ox.QuerySolutions)
    assert [(row["node"], row["path"]) for row in answer] == [(figure, UNIT)]
