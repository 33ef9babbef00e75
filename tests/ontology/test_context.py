"""The JSON-LD context: complete for the vocabulary, typed by it, and lossless on the data."""

import json
from typing import Any

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef

from qkg.dataset.assets import Assets
from qkg.namespaces import PREFIXES

OWN = "https://w3id.org/qkg/ontology#"


@pytest.fixture(scope="module")
def context(assets: Assets) -> dict[str, Any]:
    """The context as JSON."""
    text = (assets.root / "ontology" / "context.jsonld").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)["@context"]
    return loaded


def test_classes_are_terms(context: dict[str, Any], classes: set[URIRef]) -> None:
    """Each class has its local name as a term."""
    names = [term.removeprefix(OWN) for term in classes]
    assert {name: context.get(name) for name in names} == {name: f"qkg:{name}" for name in names}


def test_properties_are_typed_terms(
    context: dict[str, Any], vocabulary: Graph, properties: set[URIRef]
) -> None:
    """An object property takes IRIs, a datatype property its range; plain strings need no type."""
    for term in properties:
        name = term.removeprefix(OWN)
        wanted = {"@id": f"qkg:{name}"}
        reach = vocabulary.value(term, RDFS.range)
        if (term, RDF.type, OWL.ObjectProperty) in vocabulary:
            wanted["@type"] = "@id"
        elif reach != XSD.string:
            wanted["@type"] = f"xsd:{str(reach).rpartition('#')[2]}"
        assert context.get(name) == wanted, name


def test_no_term_points_nowhere(context: dict[str, Any], vocabulary: Graph) -> None:
    """Every qkg term of the context is in the vocabulary."""
    targets = [
        value if isinstance(value, str) else value.get("@id", "")
        for value in context.values()
        if value != 1.1
    ]
    own = [OWN + target.removeprefix("qkg:") for target in targets if str(target).startswith("qkg:")]
    assert [term for term in own if (URIRef(term), RDF.type, None) not in vocabulary] == []


def test_prefixes_are_those_of_the_program(context: dict[str, Any]) -> None:
    """A prefix means the same namespace in the context and in the program."""
    prefixes = {
        name: entry["@id"]
        for name, entry in context.items()
        if isinstance(entry, dict) and "@prefix" in entry
    }
    assert {name: space for name, space in prefixes.items() if PREFIXES.get(name, space) != space} == {}
    assert "qkg" in prefixes


def test_the_data_survives_compaction(assets: Assets, context: dict[str, Any]) -> None:
    """Data to compact JSON-LD and back gives the same triples, and qkg terms appear by their short names."""
    data = Graph()
    for file in assets.data:
        data.parse(file)
    text = data.serialize(format="json-ld", context={"@context": context}, auto_compact=False)
    assert set(Graph().parse(data=text, format="json-ld")) == set(data)
    keys = {key for node in json.loads(text)["@graph"] for key in node}
    assert not [key for key in keys if key.startswith(("qkg:", "http"))]
    assert {"evidence", "label", "verbatim"} <= keys
