"""The shapes as this package evaluates them are the shapes as the validator does."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import Graph

from qkg.check import shacl, syntax, validation
from qkg.check.corpus import Corpus
from qkg.check.document import Document, Role, Source
from qkg.check.shapes import SHAPE, Shapes, code
from qkg.check.validation import ASPECTS, ELSEWHERE
from qkg.cli.check import sources
from qkg.dataset.assets import find_assets
from qkg.dataset.source import read_quads

PROVOKE = Path(__file__).parents[1] / "provoke"
SELECTED = (
    "16-nearly-without-upper-bound",
    "23-statement-not-asserted",
    "25-recipient-is-an-evaluation",
    "26-actor-is-a-measure",
    "43-dangling-reference",
)


@pytest.fixture(scope="module")
def packaged() -> list[Document]:
    """Vocabulary, schemes, shapes and data."""
    listed = [replace(one, checked=False) for one in sources(find_assets(), [Path(__file__)]) if one.role]
    return syntax.read(listed, read_quads)[0]


def test_agrees_with_the_validator_alone(packaged: list[Document]) -> None:
    """Same shapes and same nodes as pyshacl over everything, without our short cuts."""
    paths = [PROVOKE / f"{name}.ttl" for name in SELECTED]
    documents, _ = syntax.read([Source(path, path.name) for path in paths], read_quads)
    corpus = Corpus([*packaged, *documents])
    shapes = Shapes(corpus.having(Role.SHAPES))
    asleep = [one.shape for one in shapes.wholes]
    narrowed = shacl.breaches(corpus.triples, shapes.quads, asleep, corpus.subjects())
    ours = {(one.shape, one.node) for one in (*shapes.breaches(corpus.store), *narrowed)}
    assert ours == validator(shacl.graph(corpus.triples), shacl.graph(shapes.quads))
    assert len(ours) >= len(SELECTED)


def validator(data: Graph, shapes: Graph) -> set[tuple[str, str]]:
    """What pyshacl finds: the shape and the culprit, which whole-graph shapes have as their value."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    found = set()
    for result in report.objects(None, shacl.SH.result):
        shape, node = report.value(result, shacl.SH.sourceShape), report.value(result, shacl.SH.focusNode)
        whole = str(node) == "https://w3id.org/qkg/ontology"
        found.add((str(shape), str(report.value(result, shacl.SH.value) if whole else node)))
    return found


def test_shapes_that_are_named_here_exist(packaged: list[Document]) -> None:
    """A renamed shape would come to life again, unnoticed."""
    there = {
        quad.subject.value
        for one in packaged
        if one.role is Role.SHAPES
        for quad in one.quads
        if isinstance(quad.subject, ox.NamedNode)
    }
    assert {SHAPE + name for name in (*ELSEWHERE, *ASPECTS)} - there == set()


def test_every_shape_has_words_in_both_languages(packaged: list[Document]) -> None:
    """The code is the fallback, and nobody needs it."""
    shapes = Shapes([one for one in packaged if one.role in (Role.SHAPES, Role.STYLE)])
    asked = {
        quad.subject.value
        for quad in shapes.quads
        if quad.predicate.value.endswith(("shacl#severity", "shacl#sparql"))
        and isinstance(quad.subject, ox.NamedNode)
    }
    assert len(asked) > 100
    silent = [one for one in asked if code(one) in (shapes.words(one).zh, shapes.words(one).en)]
    assert silent == []
    assert len(shapes.wholes) > 10


def test_style_shapes_look_at_the_vocabulary_only(tmp_path: Path, packaged: list[Document]) -> None:
    """A vocabulary without a definition is found; the same term in the stubs is not."""
    text = find_assets().ontology.read_text(encoding="utf-8")
    bent = tmp_path / "qkg.ttl"
    bent.write_text(
        text.replace('rdfs:label "行政机构"@zh , "agency"@en ;', 'rdfs:label "行政机构"@zh ;'), "utf-8"
    )
    documents, _ = syntax.read([Source(bent, bent.name)], read_quads)
    found = list(validation.check(Corpus([*packaged, *documents])))
    assert {one.subject for one in found} == {"https://w3id.org/qkg/ontology#Agency"}
    assert "style-label" in {one.code for one in found}
