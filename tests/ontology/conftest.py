"""The parts of the vocabulary as rdflib graphs, each parsed once a session and never changed by a test."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, URIRef

from qkg.dataset.assets import Assets, find_assets

QKG = "https://w3id.org/qkg/ontology#"


def parsed(*files: Path) -> Graph:
    """One graph of several Turtle files."""
    graph = Graph()
    for file in files:
        graph.parse(file)
    return graph


@pytest.fixture(scope="session")
def assets() -> Assets:
    """The files of the checkout."""
    return find_assets()


@pytest.fixture(scope="session")
def vocabulary(assets: Assets) -> Graph:
    """``qkg.ttl`` alone."""
    return parsed(assets.ontology)


@pytest.fixture(scope="session")
def stubs(assets: Assets) -> Graph:
    """The borrowed terms alone."""
    return parsed(assets.stubs)


@pytest.fixture(scope="session")
def described(assets: Assets) -> Graph:
    """What data is read against: vocabulary and concept schemes."""
    return parsed(assets.ontology, *assets.schemes)


@pytest.fixture(scope="session")
def whole(assets: Assets) -> Graph:
    """Vocabulary, stubs, schemes and data."""
    return parsed(assets.ontology, assets.stubs, *assets.schemes, *assets.data)


@pytest.fixture(scope="session")
def shapes(assets: Assets) -> Graph:
    """The data shapes."""
    return parsed(assets.root / "ontology" / "shapes" / "data.ttl")


@pytest.fixture(scope="session")
def classes(vocabulary: Graph) -> set[URIRef]:
    """The classes of the vocabulary."""
    return own(vocabulary.subjects(RDF.type, OWL.Class))


@pytest.fixture(scope="session")
def properties(vocabulary: Graph) -> set[URIRef]:
    """The properties of the vocabulary."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    return own(term for kind in kinds for term in vocabulary.subjects(RDF.type, kind))


@pytest.fixture(scope="session")
def asked(assets: Assets) -> set[str]:
    """The local names of the qkg terms that a question or a rule writes down."""
    texts = [file.read_text(encoding="utf-8") for file in (*assets.queries, *assets.rules)]
    return {name for text in texts for name in re.findall(r"\bqkg:(\w+)", text)}


def own(terms: Iterable[object]) -> set[URIRef]:
    """Those of the terms that stand in the qkg namespace."""
    return {term for term in terms if isinstance(term, URIRef) and term.startswith(QKG)}
