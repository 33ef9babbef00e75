"""The data shapes: the data conforms, each finding has a name, a severity and words in both languages."""

import re

import pyshacl
from rdflib import RDF, SH, Graph, URIRef
from tests.ontology.validation import results

from qkg.dataset.assets import Assets

OWN = "https://w3id.org/qkg/ontology#"
HIDDEN = re.compile(r"/(is-|has-|gives-|lacks-|needs-no-|quotes$)")


def test_the_data_conforms(whole: Graph, shapes: Graph) -> None:
    """No shape is broken by the article's graph and the mappings."""
    _, found, words = results(whole, shapes)
    assert not found, words


def test_the_shapes_are_valid_shacl(assets: Assets, vocabulary: Graph) -> None:
    """Data and style shapes pass SHACL's own shapes: pyshacl raises when they do not."""
    graph = Graph()
    for file in assets.shapes:
        graph.parse(file)
    _, report, _ = pyshacl.validate(vocabulary, shacl_graph=graph, meta_shacl=True)
    assert isinstance(report, Graph)


def test_every_shape_has_an_iri(shapes: Graph) -> None:
    """A shape's IRI is the stable code of its finding."""
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    found = [shape for kind in kinds for shape in shapes.subjects(RDF.type, kind)]
    assert len(found) > 140
    assert all(isinstance(shape, URIRef) for shape in found)
    assert all(isinstance(shape, URIRef) for shape in shapes.objects(None, SH.property))


def test_every_finding_has_words_and_severity(shapes: Graph) -> None:
    """A property shape, and a node shape with constraints of its own, speaks zh and en and has a severity."""
    speaking = set(shapes.subjects(RDF.type, SH.PropertyShape)) | set(shapes.subjects(SH.sparql, None))
    speaking |= {shape for shape in shapes.subjects(SH["not"], None) if not HIDDEN.search(str(shape))}
    speaking |= {shape for shape in shapes.subjects(SH["or"], None) if not HIDDEN.search(str(shape))}
    speaking -= set(shapes.objects(None, SH.qualifiedValueShape))
    for shape in speaking:
        words = sorted(str(getattr(text, "language", "")) for text in shapes.objects(shape, SH.message))
        assert words == ["en", "zh"], shape
        assert shapes.value(shape, SH.severity) in (SH.Violation, SH.Warning), shape


def test_shapes_speak_of_terms_that_exist(vocabulary: Graph, assets: Assets) -> None:
    """Every qkg term in a shape, in SPARQL text too, is in the vocabulary."""
    text = (assets.root / "ontology" / "shapes" / "data.ttl").read_text(encoding="utf-8")
    names = set(re.findall(r"\bqkg:(\w+)", text))
    assert names
    assert [name for name in names if (URIRef(OWN + name), RDF.type, None) not in vocabulary] == []


def test_every_class_has_a_shape_or_inherits_one(
    shapes: Graph, vocabulary: Graph, classes: set[URIRef]
) -> None:
    """A class without a shape of its own is below one that has it, or has only what every thing has."""
    plain = {"StakeholderGroup", "ArticleGraph", "MappingGraph", "Platform", "StandardSystem"}
    plain |= {"DemonstrationProgramme", "Enterprise"}
    targets = set(shapes.objects(None, SH.targetClass))
    for term in classes:
        above = set(
            vocabulary.transitive_objects(term, URIRef("http://www.w3.org/2000/01/rdf-schema#subClassOf"))
        )
        assert above & targets or term.removeprefix(OWN) in plain, term
