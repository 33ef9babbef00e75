"""The style shapes hold for the vocabulary, and they notice what they are there for."""

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from tests.ontology.validation import results

from qkg.dataset.assets import Assets

QKG = Namespace("https://w3id.org/qkg/ontology#")
SHAPE = "https://w3id.org/qkg/shape/"


@pytest.fixture(scope="module")
def style(assets: Assets) -> Graph:
    """The style shapes."""
    return Graph().parse(assets.root / "ontology" / "shapes" / "style.ttl")


def broken(graph: Graph, style: Graph) -> set[str]:
    """The names of the shapes that the graph breaks."""
    report, _, _ = results(graph, style)
    return {str(shape).removeprefix(SHAPE) for shape in report.objects(None, SH.sourceShape)}


def test_the_vocabulary_has_style(vocabulary: Graph, style: Graph) -> None:
    """No style shape is broken."""
    _, found, words = results(vocabulary, style)
    assert not found, words


def test_style_is_noticed(vocabulary: Graph, style: Graph) -> None:
    """A term with a bad name, a tag in another case and a class's label is reported as such."""
    bent = Graph()
    for triple in vocabulary:
        bent.add(triple)
    term = QKG.Bad_name
    bent.add((term, RDF.type, OWL.ObjectProperty))
    bent.add((term, RDFS.label, Literal("evidence item", lang="en")))
    bent.add((term, SKOS.definition, Literal("evidence item", lang="EN")))
    expected = {"property-name", "label", "definition", "defined-by", "tag-lower-case", "label-collision"}
    assert {f"style-{name}" for name in expected} <= broken(bent, style)


def test_every_style_shape_has_an_iri(style: Graph) -> None:
    """Findings are named by the IRI of their shape."""
    kinds = (SH.NodeShape, SH.PropertyShape)
    assert all(isinstance(shape, URIRef) for kind in kinds for shape in style.subjects(RDF.type, kind))
