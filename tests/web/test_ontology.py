"""The vocabulary on the web: its page, its terms, its versions; and what FOOPS! asks of a served one.

FOOPS! (an ontology validator for the FAIR principles) names its checks CN1, DOC1, RDF1, URI1, VER2; they are
done here against this server in place of w3id.org.
"""

import re

import httpx
import pyoxigraph as ox
import pytest

from qkg.dataset.assets import find_assets

HTML = {"Accept": "text/html"}
SPACE = "https://w3id.org/qkg"
ONTOLOGY = f"{SPACE}/ontology"
OWL, RDF = "http://www.w3.org/2002/07/owl#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SYNTAXES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
}


def written() -> list[ox.Quad]:
    """The ontology as its file says it."""
    return list(ox.parse(path=find_assets().ontology, format=ox.RdfFormat.TURTLE))


def header(predicate: str) -> list[str]:
    """Values of the ontology's header in its file."""
    return [
        quad.object.value
        for quad in written()
        if quad.subject == ox.NamedNode(ONTOLOGY) and quad.predicate.value == predicate
    ]


def local(iri: str) -> str:
    """The path that an IRI of ours has on any host."""
    return iri.removeprefix(SPACE).partition("#")[0]


def test_cn1_content_negotiation(client: httpx.Client) -> None:
    """CN1: the ontology's IRI answers with what the Accept header asks for."""
    for media in SYNTAXES:
        answer = client.get(local(ONTOLOGY), headers={"Accept": media})
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)
        assert "Accept" in answer.headers["vary"]


def test_doc1_there_is_documentation_for_people(client: httpx.Client) -> None:
    """DOC1: an HTML document that tells of every term, each at its anchor, in both languages."""
    names = {
        quad.subject.value.partition("#")[2]
        for quad in written()
        if isinstance(quad.subject, ox.NamedNode)
        and quad.predicate.value == RDF + "type"
        and quad.object.value in (OWL + "Class", OWL + "ObjectProperty", OWL + "DatatypeProperty")
    }
    assert len(names) == 36 + 73
    for language in ("zh", "en"):
        page = client.get(f"/{language}{local(ONTOLOGY)}", headers=HTML)
        assert page.headers["content-type"].startswith("text/html")
        anchors = re.findall(r' id="([^"]+)"', page.text)
        assert names <= set(anchors)
        assert len(anchors) == len(set(anchors)), "an anchor stands once"
    assert "行政机构" in client.get("/zh/ontology", headers=HTML).text


@pytest.mark.parametrize("media", SYNTAXES)
def test_rdf1_the_ontology_is_there_as_rdf(client: httpx.Client, media: str) -> None:
    """RDF1: every syntax parses and says exactly what the file says."""
    answer = client.get(local(ONTOLOGY), headers={"Accept": media})
    served, file = ox.Dataset(), ox.Dataset(written())
    for quad in ox.parse(answer.content, SYNTAXES[media]):
        served.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    for one in (served, file):
        one.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert served == file


def test_uri1_the_iri_resolves_and_names_itself(client: httpx.Client) -> None:
    """URI1: the IRI leads to a document that declares this very IRI an owl:Ontology."""
    answer = client.get(local(ONTOLOGY), headers={"Accept": "text/turtle"}, follow_redirects=True)
    declared = {
        quad.subject.value
        for quad in ox.parse(answer.content, ox.RdfFormat.TURTLE)
        if quad.predicate.value == RDF + "type" and quad.object == ox.NamedNode(OWL + "Ontology")
    }
    assert declared == {ONTOLOGY}


def test_ver2_the_version_iri_resolves(client: httpx.Client) -> None:
    """VER2: the version's IRI answers with that version; the one before is gone and says where to go."""
    (version,), (before,) = header(OWL + "versionIRI"), header(OWL + "priorVersion")
    answer = client.get(local(version), headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200
    assert f"<{OWL}versionIRI> <{version}>" in answer.text
    assert client.get(local(version), headers=HTML).status_code == 200
    gone = client.get(local(before))
    assert (gone.status_code, gone.json()["suggestions"][0]["path"]) == (410, "/ontology")
    assert client.get("/ontology/99.0").status_code == 404


def test_the_page_of_a_class(client: httpx.Client) -> None:
    """Definition, neighbours in the tree, instances, the properties that they carry, the shapes that hold."""
    page = client.get("/en/class/Measure", headers=HTML).text
    assert "A figure reported by the source" in page
    assert "<dt>Instances</dt><dd>18</dd>" in re.sub(r">\s+<", "><", page)
    assert 'href="/en/property/approximation"' in page
    assert 'href="/en/class/qb:Observation"' in page
    assert 'href="/en/shape/' in page
    assert client.get("/class/actor").status_code == 404, "a property is no class"


def test_the_page_of_a_property(client: httpx.Client) -> None:
    """Domain, range, how often it is said, and where."""
    page = client.get("/zh/property/issuer", headers=HTML).text
    assert 'href="/zh/class/PolicyDocument"' in page
    assert 'href="/zh/class/Agency"' in page
    assert "国务院办公厅" in page
    assert client.get("/property/Agency").status_code == 404


@pytest.mark.parametrize("name", ["https://example.org", "rdf:", ":", "%20", "no:such", "Agency%0d%0a"])
def test_odd_names_are_not_found(client: httpx.Client, name: str) -> None:
    """Whatever stands in the path."""
    assert client.get(f"/class/{name}").status_code == 404
