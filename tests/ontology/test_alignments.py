"""The alignments: apart from the core, about terms that exist, without a claim of identity."""

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from qkg.dataset.assets import Assets, find_assets

OWN = "https://w3id.org/qkg/ontology#"
ALLOWED = {RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf, SKOS.closeMatch}
FILES = find_assets().alignments


def test_all_alignments_are_there() -> None:
    """The seven vocabularies that the design names."""
    assert {file.stem for file in FILES} == {"org", "prov", "oa", "qb", "schema", "cpov", "vivo"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_alignment_relates_declared_terms(file: Path, vocabulary: Graph, stubs: Graph) -> None:
    """Only mapping properties, and both ends are declared."""
    graph = Graph().parse(file)
    declared = {*vocabulary.subjects(RDF.type, None), *stubs.subjects(RDF.type, None)}
    assert len(graph) > 0
    assert set(graph.predicates()) <= ALLOWED
    assert [node for node in {*graph.subjects(), *graph.objects()} if node not in declared] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_alignment_repeats_nothing_of_the_core(file: Path, vocabulary: Graph) -> None:
    """A triple stands in one graph only."""
    assert [triple for triple in Graph().parse(file) if triple in vocabulary] == []


def test_reported_credit_is_not_generation(assets: Assets) -> None:
    """``creditedTo`` matches nothing: the source's credit is no provenance."""
    graphs = [Graph().parse(file) for file in assets.alignments]
    assert not any((URIRef(OWN + "creditedTo"), None, None) in graph for graph in graphs)


def test_evidence_is_the_inverse_of_a_body(assets: Assets) -> None:
    """Annotation viewers see the fact as the body of its evidence."""
    graph = Graph().parse(assets.root / "ontology" / "alignments" / "oa.ttl")
    assert (URIRef(OWN + "evidence"), OWL.inverseOf, URIRef("http://www.w3.org/ns/oa#hasBody")) in graph
