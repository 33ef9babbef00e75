"""The dataset described for crawlers of linked data: VoID and DCAT 3, with names and sizes of all it offers.

No blank nodes: every part is named by a fragment of the description's own address. Must not know HTTP.
"""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from qkg.dataset.identity import ABOUT, KEYWORDS, LICENSE, PUBLISHER, PUBLISHER_NAME, TITLE
from qkg.dataset.publication import File, Publication
from qkg.namespaces import ONTOLOGY, PREFIXES, THING
from qkg.terms import Term

PATH: Final = "/.well-known/void"
SPDX: Final = "http://spdx.org/rdf/terms#"
MEDIA: Final = "https://www.iana.org/assignments/media-types/"
KNOWN_PREFIXES: Final = {
    **{name: PREFIXES[name] for name in ("dcat", "dcterms", "foaf", "rdf", "void", "xsd")},
    "spdx": SPDX,
}
VOCABULARIES: Final = ("dcterms", "oa", "org", "prov", "qb", "rdfs", "schema", "skos", "time")


def describe(publication: Publication) -> list[ox.Triple]:
    """The triples."""
    return [
        *_document(publication),
        *_dataset(publication),
        *_counts(publication),
        *_access(publication),
        *_graphs(publication),
    ]


def _document(publication: Publication) -> Iterator[ox.Triple]:
    document, dataset = ox.NamedNode(publication.at(PATH)), _part(publication, "dataset")
    yield ox.Triple(document, _iri("rdf:type"), _iri("void:DatasetDescription"))
    yield ox.Triple(document, _iri("foaf:primaryTopic"), dataset)
    yield ox.Triple(document, _iri("dcterms:modified"), _moment(publication))


def _dataset(publication: Publication) -> Iterator[ox.Triple]:
    dataset = _part(publication, "dataset")
    for kind in ("void:Dataset", "dcat:Dataset"):
        yield ox.Triple(dataset, _iri("rdf:type"), _iri(kind))
    for name, words in (("title", TITLE), ("description", ABOUT)):
        for language, text in words.items():
            yield ox.Triple(dataset, _iri(f"dcterms:{name}"), ox.Literal(text, language=language))
    for language, listed in KEYWORDS.items():
        for word in listed:
            yield ox.Triple(dataset, _iri("dcat:keyword"), ox.Literal(word, language=language))
    for language in ("zho", "eng"):
        code = ox.NamedNode(f"http://id.loc.gov/vocabulary/iso639-2/{language}")
        yield ox.Triple(dataset, _iri("dcterms:language"), code)
    publisher = ox.NamedNode(PUBLISHER)
    yield ox.Triple(dataset, _iri("dcterms:license"), ox.NamedNode(LICENSE))
    yield ox.Triple(dataset, _iri("dcterms:publisher"), publisher)
    yield ox.Triple(publisher, _iri("rdf:type"), _iri("foaf:Agent"))
    yield ox.Triple(publisher, _iri("foaf:name"), ox.Literal(PUBLISHER_NAME, language="en"))
    yield ox.Triple(dataset, _iri("dcterms:modified"), _moment(publication))
    yield ox.Triple(dataset, _iri("dcat:version"), ox.Literal(str(publication.generation)))
    yield ox.Triple(dataset, _iri("foaf:homepage"), ox.NamedNode(publication.at("/")))


def _counts(publication: Publication) -> Iterator[ox.Triple]:
    dataset = _part(publication, "dataset")
    yield ox.Triple(dataset, _iri("void:triples"), ox.Literal(sum(publication.graphs.values())))
    yield ox.Triple(dataset, _iri("void:uriSpace"), ox.Literal(THING))
    for name in VOCABULARIES:
        yield ox.Triple(dataset, _iri("void:vocabulary"), ox.NamedNode(PREFIXES[name]))
    yield ox.Triple(dataset, _iri("void:vocabulary"), ox.NamedNode(ONTOLOGY))
    for name, size in (("Measure", "figures"), ("Evidence", "evidence")):
        part = _part(publication, f"class-{name}")
        yield ox.Triple(dataset, _iri("void:classPartition"), part)
        yield ox.Triple(part, _iri("void:class"), ox.NamedNode(ONTOLOGY + name))
        yield ox.Triple(part, _iri("void:entities"), ox.Literal(publication.statistics.as_dict()[size]))


def _access(publication: Publication) -> Iterator[ox.Triple]:
    dataset = _part(publication, "dataset")
    yield ox.Triple(dataset, _iri("void:sparqlEndpoint"), ox.NamedNode(publication.at("/sparql")))
    search = ox.NamedNode(publication.at("/opensearch.xml"))
    yield ox.Triple(dataset, _iri("void:openSearchDescription"), search)
    service = _part(publication, "sparql")
    yield ox.Triple(service, _iri("rdf:type"), _iri("dcat:DataService"))
    yield ox.Triple(service, _iri("dcat:endpointURL"), ox.NamedNode(publication.at("/sparql")))
    yield ox.Triple(service, _iri("dcat:servesDataset"), dataset)
    for language, text in (("zh", "SPARQL 查询服务"), ("en", "SPARQL endpoint")):
        yield ox.Triple(service, _iri("dcterms:title"), ox.Literal(text, language=language))
    for file in publication.files:
        yield from _file(publication, file)
    for name, media in (("figures.csv", "text/csv"), ("figures.parquet", "application/vnd.apache.parquet")):
        yield from _distribution(publication, name, f"/{name}", media, packed=False)


def _file(publication: Publication, file: File) -> Iterator[ox.Triple]:
    name, path = file.dump.name, f"/dump/{file.dump.name}"
    part, media = _part(publication, name), file.dump.format.media_type
    dump = ox.NamedNode(publication.at(path))
    yield ox.Triple(_part(publication, "dataset"), _iri("void:dataDump"), dump)
    yield from _distribution(publication, name, path, media, file.dump.packed)
    if file.measured is None:
        return
    checksum = _part(publication, f"{name}-sha256")
    hexadecimal = ox.Literal(file.measured.sha256.hex(), datatype=_iri("xsd:hexBinary"))
    size = ox.Literal(str(file.measured.size), datatype=_iri("xsd:nonNegativeInteger"))
    yield ox.Triple(part, _iri("dcat:byteSize"), size)
    yield ox.Triple(part, ox.NamedNode(SPDX + "checksum"), checksum)
    yield ox.Triple(checksum, _iri("rdf:type"), ox.NamedNode(SPDX + "Checksum"))
    algorithm = ox.NamedNode(SPDX + "checksumAlgorithm_sha256")
    yield ox.Triple(checksum, ox.NamedNode(SPDX + "algorithm"), algorithm)
    yield ox.Triple(checksum, ox.NamedNode(SPDX + "checksumValue"), hexadecimal)


def _distribution(
    publication: Publication, name: str, path: str, media: str, packed: bool
) -> Iterator[ox.Triple]:
    part, address = _part(publication, name), ox.NamedNode(publication.at(path))
    yield ox.Triple(_part(publication, "dataset"), _iri("dcat:distribution"), part)
    said: list[tuple[str, Term]] = [
        ("rdf:type", _iri("dcat:Distribution")),
        ("dcterms:title", ox.Literal(name)),
        ("dcat:accessURL", address),
        ("dcat:downloadURL", address),
        ("dcat:mediaType", ox.NamedNode(MEDIA + media.partition(";")[0])),
        ("dcterms:license", ox.NamedNode(LICENSE)),
    ]
    if packed:
        said.append(("dcat:compressFormat", ox.NamedNode(MEDIA + "application/gzip")))
    for predicate, term in said:
        yield ox.Triple(part, _iri(predicate), term)


def _graphs(publication: Publication) -> Iterator[ox.Triple]:
    """Each graph is a subset, named by its own IRI."""
    dataset = _part(publication, "dataset")
    for name, size in publication.graphs.items():
        graph = ox.NamedNode(name)
        yield ox.Triple(dataset, _iri("void:subset"), graph)
        yield ox.Triple(graph, _iri("rdf:type"), _iri("void:Dataset"))
        yield ox.Triple(graph, _iri("void:triples"), ox.Literal(size))


def _part(publication: Publication, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{publication.at(PATH)}#{name}")


def _moment(publication: Publication) -> ox.Literal:
    return ox.Literal(publication.modified.isoformat(), datatype=_iri("xsd:dateTime"))


def _iri(curie: str) -> ox.NamedNode:
    prefix, _, local = curie.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)
