"""The header: the 28 properties that WIDOCO, FOOPS! and OntPub ask for, and what they say of versions."""

import re

from rdflib import DCTERMS, OWL, RDF, RDFS, Graph, Namespace, URIRef

from qkg.dataset.assets import Assets

ONTOLOGY = URIRef("https://w3id.org/qkg/ontology")
BIBO = Namespace("http://purl.org/ontology/bibo/")
VANN = Namespace("http://purl.org/vocab/vann/")
DUBLIN = (
    *("title", "description", "abstract", "subject", "language", "identifier", "conformsTo"),
    *("creator", "contributor", "publisher", "created", "issued", "modified"),
    *("license", "rightsHolder", "rights", "source", "bibliographicCitation"),
)
ASKED = [
    *(DCTERMS[name] for name in DUBLIN),
    *(RDFS.label, RDFS.comment, RDFS.seeAlso),
    *(OWL.versionIRI, OWL.versionInfo, OWL.priorVersion, OWL.backwardCompatibleWith),
    *(VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri, BIBO.status),
]


def test_the_header_has_all_28_properties(vocabulary: Graph) -> None:
    """None of the properties is missing, and the list has the length that it claims."""
    assert len(set(ASKED)) == 28
    assert [term for term in ASKED if (ONTOLOGY, term, None) not in vocabulary] == []


def test_there_is_one_ontology(vocabulary: Graph) -> None:
    """The file declares exactly one ontology."""
    assert set(vocabulary.subjects(RDF.type, OWL.Ontology)) == {ONTOLOGY}


def test_versions_agree(vocabulary: Graph) -> None:
    """Version text, version IRI, citation and the newest entry of the changelog are the same version."""
    version = str(vocabulary.value(ONTOLOGY, OWL.versionInfo))
    assert vocabulary.value(ONTOLOGY, OWL.versionIRI) == ONTOLOGY + "/" + version
    citations = list(vocabulary.objects(ONTOLOGY, DCTERMS.bibliographicCitation))
    assert len(citations) == 2
    assert all(version in text for text in citations)


def test_the_changelog_follows_the_versions(vocabulary: Graph, assets: Assets) -> None:
    """Its first two entries are this version and the prior one."""
    text = (assets.root / "ontology" / "CHANGELOG.md").read_text(encoding="utf-8")
    newest, prior = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", text, re.MULTILINE)[:2]
    assert str(vocabulary.value(ONTOLOGY, OWL.versionInfo)) == newest
    assert vocabulary.value(ONTOLOGY, OWL.priorVersion) == ONTOLOGY + "/" + prior


def test_no_identifier_is_invented(vocabulary: Graph) -> None:
    """There is no DOI until somebody has registered one."""
    assert (ONTOLOGY, BIBO.doi, None) not in vocabulary
