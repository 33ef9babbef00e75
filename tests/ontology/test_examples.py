"""One example for each class: each valid by the shapes, each whole with the background file."""

from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, Graph, Namespace, URIRef
from rdflib.term import Node

from qkg.dataset.assets import find_assets

QKG = Namespace("https://w3id.org/qkg/ontology#")
FILES = [file for file in find_assets().examples if file.stem != "background"]


@pytest.fixture(scope="module")
def surroundings(described: Graph) -> Graph:
    """What examples refer to: vocabulary, schemes and the background file."""
    graph = Graph()
    for triple in described:
        graph.add(triple)
    return graph.parse(find_assets().root / "ontology" / "examples" / "background.ttl")


def with_what_it_mentions(example: Graph, surroundings: Graph) -> Graph:
    """The example and the descriptions of all that it mentions: small, so that validation stays fast."""
    graph = Graph()
    for triple in (*example, *surroundings.triples((None, RDFS.subClassOf, None))):
        graph.add(triple)
    waiting: set[Node] = {node for triple in example for node in triple if isinstance(node, URIRef)}
    seen: set[Node] = set()
    while waiting:
        node = waiting.pop()
        seen.add(node)
        for path, value in surroundings.predicate_objects(node):
            graph.add((node, path, value))
            waiting |= {term for term in (path, value) if isinstance(term, URIRef)} - seen
    return graph


def test_every_class_has_an_example(classes: set[URIRef]) -> None:
    """The files are named after the classes; none is missing, none is left over."""
    assert {file.stem for file in FILES} == {term.removeprefix(str(QKG)) for term in classes}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_example_shows_its_class_and_is_valid(file: Path, surroundings: Graph, shapes: Graph) -> None:
    """It has an instance of the class that it is named after, and breaks no shape."""
    example = Graph().parse(file)
    assert (None, RDF.type, QKG[file.stem]) in example
    _, report, text = pyshacl.validate(with_what_it_mentions(example, surroundings), shacl_graph=shapes)
    assert isinstance(report, Graph)
    assert not list(report.subjects(RDF.type, SH.ValidationResult)), text


def test_an_example_without_evidence_is_refused(surroundings: Graph, shapes: Graph) -> None:
    """The validation of examples can fail: a measure robbed of its evidence breaks just that shape."""
    example = Graph().parse(next(file for file in FILES if file.stem == "Award"))
    example.parse(next(file for file in FILES if file.stem == "Measure"))
    measure = next(example.subjects(RDF.type, QKG.Measure))
    graph = with_what_it_mentions(example, surroundings)
    evidence = graph.value(measure, QKG.evidence)
    graph.remove((measure, QKG.evidence, None))
    graph.add((next(example.subjects(RDF.type, QKG.Award)), QKG.evidence, evidence))
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    assert isinstance(report, Graph)
    broken = {str(shape).rpartition("/")[2] for shape in report.objects(None, SH.sourceShape)}
    assert broken == {"fact-evidence"}
