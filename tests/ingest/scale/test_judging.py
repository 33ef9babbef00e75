"""Drafts against the shapes, many at a time: what is unsound is told apart from its neighbours."""

from datetime import date
from pathlib import Path

import pyoxigraph as ox

from bench import texts
from qkg.dataset.assets import find_assets
from qkg.ingest.ingesting import packaged
from qkg.ingest.scale import article
from qkg.ingest.scale.article import Article
from qkg.ingest.scale.judging import Judge
from qkg.ingest.scale.texts import Text
from qkg.ingest.working import Told
from qkg.namespaces import ONTOLOGY, THING


def articles(folder: Path, count: int) -> list[Article]:
    """The articles of some made-up texts."""
    known, found = packaged(find_assets()), []
    for number, path in enumerate(texts.write(folder, count)):
        read = article.read(Text(number, f"news-{number}", path), Told("t", "", date(2021, 5, 13)), known)
        assert isinstance(read, Article)
        found.append(read)
    return found


def bent(one: Article, wrong: ox.Triple) -> Article:
    """The article with one more triple."""
    return Article(one.number, one.slug, (*one.triples, wrong))


def test_only_what_is_unsound_is_refused(tmp_path: Path) -> None:
    """Of four, the one with two values for a figure and the one that names what nobody describes."""
    given, judge = articles(tmp_path, 4), Judge(find_assets())
    assert judge.refused(given) == {}
    value = "http://purl.org/linked-data/sdmx/2009/measure#obsValue"
    measure = next(one.subject for one in given[1].triples if one.predicate.value == value)
    second = ox.Literal("7", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    given[1] = bent(given[1], ox.Triple(measure, ox.NamedNode(value), second))
    nobody = ox.NamedNode(THING + "agency/nobody")
    given[2] = bent(given[2], ox.Triple(measure, ox.NamedNode(ONTOLOGY + "subject"), nobody))
    refused = judge.refused(given)
    assert refused.keys() == {1, 2}
    assert refused[1].startswith("shape measure-value: ")


def test_own_and_shared(tmp_path: Path) -> None:
    """Every triple is one or the other; an agency or place is shared, what bears the slug is not."""
    (one,) = articles(tmp_path, 1)
    assert len(one.own) + len(one.shared) == len(one.triples)
    assert all(one.slug in line.split(" ")[0] for line in one.own)
    assert one.shared
    assert not [line for line in one.shared if one.slug in line.split(" ")[0]]
