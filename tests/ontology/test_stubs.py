"""The stubs declare every borrowed term that is used, none besides, and say nothing about its meaning."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, BNode, Graph, URIRef

from qkg.cli.describing import described
from qkg.dataset.assets import Assets
from qkg.dataset.load import fill, plan
from qkg.ingest.acceptance import ACCEPTED, GONE
from qkg.ingest.units import MEASURES
from qkg.namespaces import PREFIXES
from qkg.store.survey import DESCRIPTION, describe

STANDARD = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl", "xsd", "sh"))
OWN = "https://w3id.org/qkg/"
KINDS = {
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.NamedIndividual,
}


def space(term: str) -> str:
    """The namespace of an IRI."""
    return re.sub(r"[^#/]+$", "", term)


def borrowed(files: list[Path], spaces: set[str]) -> set[URIRef]:
    """Other people's terms in the files: all predicates and classes, and what else is of their namespaces."""
    graph = Graph()
    for file in files:
        graph.parse(file)
    certain = {*graph.predicates(), *graph.objects(None, RDF.type)}
    found = {node for triple in graph for node in triple if isinstance(node, URIRef)}
    foreign = {term for term in found if not str(term).startswith((*STANDARD, OWN))}
    return {term for term in foreign if term in certain or (space(term) in spaces - {str(term)})}


@pytest.fixture(scope="module")
def used(assets: Assets, stubs: Graph, tmp_path_factory: pytest.TempPathFactory) -> set[URIRef]:
    """The borrowed terms of vocabulary, schemes, data, alignments, examples and description."""
    files = [assets.ontology, *assets.schemes, *assets.data, *assets.alignments, *assets.examples]
    files.append(tmp_path_factory.mktemp("description") / "description.ttl")
    engine = ox.Store()
    fill(engine, plan(assets))
    describe(engine, described())
    content = (quad.triple for quad in engine.quads_for_pattern(None, None, None, DESCRIPTION))
    ox.serialize(content, files[-1], ox.RdfFormat.TURTLE)
    return borrowed(files, {space(str(term)) for term in stubs.subjects()})


def test_every_borrowed_term_is_declared(used: set[URIRef], stubs: Graph) -> None:
    """Nothing is used that the stubs do not declare."""
    assert sorted(used - set(stubs.subjects(RDF.type, None))) == []


def test_no_stub_is_idle(used: set[URIRef], stubs: Graph, assets: Assets) -> None:
    """A stub that no question, no stub, no unit of a draft and no acceptance uses is removed."""
    texts = " ".join(file.read_text(encoding="utf-8") for file in assets.queries)
    names = {
        PREFIXES[prefix] + name for prefix, name in re.findall(r"([\w-]+):(\w+)", texts) if prefix in PREFIXES
    }
    names |= {PREFIXES["unit"] + unit for unit, _ in MEASURES.values()}
    names |= {term.value for term in (ACCEPTED, GONE)}
    inner = {*stubs.predicates(), *stubs.objects(None, RDF.type)}
    idle = set(stubs.subjects(RDF.type, None)) - used - inner
    assert sorted(str(term) for term in idle if str(term) not in names) == []


def test_a_stub_has_type_labels_and_home(stubs: Graph) -> None:
    """One OWL type, a label in each language, and where the term is defined."""
    for term in set(stubs.subjects()):
        assert len(KINDS & set(stubs.objects(term, RDF.type))) == 1, term
        assert sorted(getattr(label, "language", "") for label in stubs.objects(term, RDFS.label)) == [
            "en",
            "zh",
        ]
        assert len(list(stubs.objects(term, RDFS.isDefinedBy))) == 1, term


def test_stubs_say_nothing_else(stubs: Graph) -> None:
    """No axiom, no blank node, nothing about qkg's own terms."""
    assert not any(isinstance(node, BNode) for triple in stubs for node in triple)
    assert not any(str(term).startswith(OWN) for term in stubs.subjects())
    conversion = URIRef(PREFIXES["qudt"] + "conversionMultiplier")
    assert set(stubs.predicates()) == {RDF.type, RDFS.label, RDFS.isDefinedBy, conversion}
