"""The descriptions of the dataset, each read by a program that was made for it."""

import hashlib
import json
import warnings
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import mlcroissant
    from frictionless import Package, validate

VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
WAITING = {"Want-Repr-Digest": "sha-256=5", "Accept-Encoding": "identity"}


def triples(client: httpx.Client) -> set[ox.Triple]:
    """The description at the well-known address."""
    response = client.get("/.well-known/void", headers={"Accept": "text/turtle"}).raise_for_status()
    return {quad.triple for quad in ox.parse(response.content, ox.RdfFormat.TURTLE)}


def values(found: set[ox.Triple], predicate: str) -> list[str]:
    """The values of a property, of whatever subject."""
    return sorted(str(getattr(one.object, "value", "")) for one in found if one.predicate.value == predicate)


def test_void_counts_what_the_endpoint_counts(client: httpx.Client) -> None:
    """void:triples of the dataset, and of each graph, which are its subsets."""
    found = triples(client)
    query = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text.split()[1]
    sizes = {one.subject.value: one.object.value for one in found if one.predicate.value == VOID + "triples"}
    dataset = next(name for name in sizes if name.endswith("/.well-known/void#dataset"))
    assert sizes.pop(dataset) == answer
    assert sum(map(int, sizes.values())) == int(answer)
    assert set(sizes) == set(values(found, VOID + "subset"))


def test_titles_are_in_both_languages(client: httpx.Client) -> None:
    """Each title and description of the dataset has a Chinese and an English form."""
    for name in ("title", "description"):
        said = [one for one in triples(client) if one.predicate.value == DCTERMS + name]
        tags = {one.object.language for one in said if one.subject.value.endswith("#dataset")}
        assert tags == {"zh", "en"}


def test_every_dump_and_distribution_opens(client: httpx.Client) -> None:
    """No address in the description is dead, and all are on this host."""
    found = triples(client)
    addresses = {*values(found, VOID + "dataDump"), *values(found, DCAT + "downloadURL")}
    addresses |= set(values(found, VOID + "sparqlEndpoint")) | set(
        values(found, VOID + "openSearchDescription")
    )
    assert len(addresses) == 14 + 2 + 2
    for address in addresses:
        assert client.head(address).status_code == 200, address


def test_digests_stand_in_the_description_once_known(client: httpx.Client) -> None:
    """spdx:checksumValue is SHA-256 of the dump."""
    body = client.get("/dump/qkg.nt", headers=WAITING).content
    checksums = values(triples(client), "http://spdx.org/rdf/terms#checksumValue")
    assert hashlib.sha256(body).hexdigest() in checksums


def test_no_blank_node_and_every_syntax_the_same(client: httpx.Client) -> None:
    """The description is one graph in all syntaxes."""
    for suffix in ("ttl", "nt", "jsonld", "rdf", "trig", "nq"):
        client.get(f"/dump/qkg.{suffix}", headers=WAITING)
    client.get("/dump/qkg-1.2.ttl", headers=WAITING)
    expected = triples(client)
    assert not any(isinstance(term, ox.BlankNode) for one in expected for term in one)
    for format in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD):
        response = client.get("/.well-known/void", headers={"Accept": format.media_type})
        assert {quad.triple for quad in ox.parse(response.content, format)} == expected


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_validates_the_package(client: httpx.Client, tmp_path: Path) -> None:
    """The descriptor is valid, the table fits its schema, and the hash of a dump is right."""
    client.get("/dump/qkg.nt", headers=WAITING)
    document = client.get("/datapackage.json").raise_for_status().json()
    (tmp_path / "dump").mkdir()
    chosen = [one for one in document["resources"] if one["path"] in ("figures.csv", "dump/qkg.nt")]
    for resource in chosen:
        (tmp_path / resource["path"]).write_bytes(
            client.get("/" + resource["path"]).raise_for_status().content
        )
    assert len(chosen) == 2
    assert chosen[1]["hash"].startswith("sha256:")
    (tmp_path / "datapackage.json").write_text(json.dumps({**document, "resources": chosen}), "utf-8")
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
    table = Package(str(tmp_path / "datapackage.json")).get_resource("figures")
    assert len(table.read_rows()) == 18


@pytest.mark.filterwarnings("ignore")
def test_croissant_validates_and_reads_the_figures(client: httpx.Client, tmp_path: Path) -> None:
    """No error from the format's own library, which checks the digest and reads the records."""
    document = client.get("/croissant.json").raise_for_status().json()
    table = client.get("/figures.csv", headers={"Accept-Encoding": "identity"}).content
    assert document["distribution"][0]["sha256"] == hashlib.sha256(table).hexdigest()
    (tmp_path / "figures.csv").write_bytes(table)
    document["distribution"][0]["contentUrl"] = "figures.csv"
    (tmp_path / "croissant.json").write_text(json.dumps(document), "utf-8")
    dataset = mlcroissant.Dataset(jsonld=str(tmp_path / "croissant.json"))
    assert not dataset.metadata.issues.errors
    records = list(dataset.records("figures"))
    assert len(records) == 18
    assert {float(one["figures/value"]) for one in records} >= {1000.0, 77_500.0, 30_000_000.0}
