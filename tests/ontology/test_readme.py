"""The vocabulary's page: its picture and its counts are what the files say."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from qkg.dataset.assets import Assets

OWN = "https://w3id.org/qkg/ontology#"


@pytest.fixture(scope="module")
def mermaid() -> ModuleType:
    """The drawing module beside this file (a folder of tests is no package)."""
    spec = importlib.util.spec_from_file_location("mermaid", Path(__file__).with_name("mermaid.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page(assets: Assets) -> str:
    """The text of the page."""
    return (assets.root / "ontology" / "README.md").read_text(encoding="utf-8")


def test_the_picture_is_what_the_vocabulary_says(page: str, vocabulary: Graph, mermaid: ModuleType) -> None:
    """Draw again with ``python tests/ontology/mermaid.py ontology/qkg.ttl`` when this fails."""
    block = re.search(r"```mermaid\n(.*?)```", page, re.DOTALL)
    assert block is not None
    assert block[1] == mermaid.draw(vocabulary)


def test_listed_edges_are_properties_of_the_vocabulary(vocabulary: Graph, mermaid: ModuleType) -> None:
    """An edge drawn by hand has classes and an object property, and agrees with the axioms that there are."""
    for one, name, other in mermaid.OPEN_EDGES:
        term = URIRef(OWN + name)
        assert (term, RDF.type, OWL.ObjectProperty) in vocabulary
        for end, path in ((one, RDFS.domain), (other, RDFS.range)):
            assert (URIRef(OWN + end), RDF.type, OWL.Class) in vocabulary
            said = vocabulary.value(term, path)
            assert said in (None, URIRef(OWN + end)), (one, name, other)


def test_the_counts_are_right(
    page: str, classes: set[URIRef], properties: set[URIRef], stubs: Graph, shapes: Graph
) -> None:
    """Classes and properties, as the page says in both languages."""
    assert f"{len(classes)} 个类、{len(properties)} 个属性" in page
    assert f"{len(classes)} classes and {len(properties)} properties" in page


def test_the_page_names_every_file(page: str, assets: Assets) -> None:
    """Whoever reads the page finds every part of the folder."""
    folder = assets.root / "ontology"
    for entry in folder.iterdir():
        name = f"{entry.name}/" if entry.is_dir() else entry.name
        assert entry.name == "README.md" or f"`{name}`" in page, name
