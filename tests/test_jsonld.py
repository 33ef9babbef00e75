"""Compacted JSON-LD says the very triples, by the judgement of an independent implementation (PyLD)."""

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from pyld import jsonld as pyld

from qkg import jsonld
from qkg.errors import UnknownFormat
from qkg.namespaces import PREFIXES

ROOT = Path(__file__).parents[1]
CONTEXT = ROOT / "ontology" / "context.jsonld"
NAMES = jsonld.context_of(CONTEXT)
ARTICLE = ROOT / "data" / "article.ttl"
PREFIXED = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())


def triples(turtle: str) -> list[ox.Triple]:
    """The triples of a Turtle text; all known prefixes are declared."""
    return [one.triple for one in ox.parse((PREFIXED + turtle).encode(), ox.RdfFormat.TURTLE)]


def written(graphs: Iterable[jsonld.Named]) -> dict[str, Any]:
    """The document as JSON."""
    sink = io.BytesIO()
    jsonld.write(graphs, NAMES, sink)
    document: dict[str, Any] = json.loads(sink.getvalue())
    return document


def read_back(document: dict[str, Any]) -> set[ox.Quad]:
    """What PyLD reads in it."""
    nquads = pyld.to_rdf(document, {"format": "application/n-quads"})
    return set(ox.parse(nquads.encode(), ox.RdfFormat.N_QUADS))


def test_the_article_survives() -> None:
    """All of the article's graph comes back, and its properties stand there by their short names."""
    said = [one.triple for one in ox.parse(ARTICLE.read_bytes(), ox.RdfFormat.TURTLE)]
    document = written([(None, said)])
    assert {one.triple for one in read_back(document)} == set(said)
    keys = {key for node in document["@graph"] for key in node}
    assert not [key for key in keys if key.startswith(("qkg:", "http"))]
    assert {"id", "type", "evidence", "label", "verbatim"} <= keys


ODD = {
    "a plain string where the context has languages": 'id:a rdfs:label "x" ; schema:headline "y"',
    "a language where the context has none": 'id:a qkg:verbatim "x"@en , "y"',
    "a literal where the context has an IRI": 'id:a qkg:actor "x" , 5 , id:b',
    "an IRI where the context has a literal": "id:a qkg:verbatim id:b ; qkg:paragraph id:b",
    "another datatype than the context's": "id:a qkg:paragraph 5 , 5.0 , 5.0E0 , true",
    "several languages, several values": 'id:a rdfs:label "x"@en , "y"@en , "z"@zh',
    "a class without a name, a type that is a blank node": "id:a a id:Own , qkg:Action , _:b",
    "a type that is a text": 'id:a rdf:type "x"',
    "blank nodes": "_:a qkg:actor _:b . _:b schema:name _:a",
    "a namespace, an IRI with slashes": "id:a qkg:actor <https://w3id.org/qkg/id///x> , qkg:",
    "unknown properties": '<urn:s> <urn:p> <urn:o> . <urn:s> <https://example.org/p> "x"^^<urn:t>',
    "a list stays a chain": "id:a qkg:actor (id:b 5)",
    "signs that JSON escapes": 'id:a qkg:verbatim "\\"\\\\\\n\\u0001甲"',
}


@pytest.mark.parametrize("turtle", ODD.values(), ids=ODD.keys())
def test_what_the_context_did_not_expect_survives(turtle: str) -> None:
    """A value never goes under a term that would read it back as something else."""
    said = triples(turtle + " .")
    found = [ox.Quad(*one) for one in said]
    graphs = ox.Dataset(found), ox.Dataset(read_back(written([(None, said)])))
    for one in graphs:
        one.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert graphs[0] == graphs[1]


def test_graphs_keep_their_names() -> None:
    """Named graphs stand beside the default one."""
    one, two = triples("id:a qkg:actor id:b ."), triples("id:b qkg:actor id:a .")
    name = ox.NamedNode("https://example.org/g")
    found = read_back(written([(None, one), (name, two)]))
    assert found == {ox.Quad(*one[0]), ox.Quad(*two[0], name)}


def test_the_context_of_a_small_answer_is_small() -> None:
    """Only names that are used are said, with the prefixes that they need."""
    document = written([(None, triples("id:a a qkg:Action ; qkg:paragraph 5 ; qkg:actor unit:b ."))])
    assert set(document["@context"]) == (
        {"@version", "id", "type", "Action", "paragraph", "actor", "qkg", "xsd", "unit"}
    )


def test_nothing_is_nothing() -> None:
    """No triples, an empty graph."""
    assert written([(None, [])])["@graph"] == []


def test_a_long_answer_leaves_before_its_end() -> None:
    """Memory does not grow with the answer: blocks leave while triples still come, and it is one document."""
    sink, left = io.BytesIO(), []

    def many() -> Iterator[ox.Triple]:
        for number in range(20_000):
            if number % 1_000 == 0:
                left.append(sink.tell())
            yield ox.Triple(
                ox.NamedNode(f"https://example.org/{number}"),
                ox.NamedNode(PREFIXES["qkg"] + "actor"),
                ox.Literal("x"),
            )

    jsonld.write([(None, many())], NAMES, sink)
    assert 0 < left[-5] < sink.tell()
    document = json.loads(sink.getvalue())
    assert len(document["@graph"]) == 20_000
    assert document["@context"] == NAMES


@pytest.mark.parametrize("turtle", ["id:a qkg:actor <<( id:a qkg:actor id:b )>>", "id:a qkg:actor <unit:b>"])
def test_what_cannot_be_said_is_refused(turtle: str) -> None:
    """Triple terms, and an IRI that a reader would take for a compact one (IRI confused with prefix)."""
    with pytest.raises(UnknownFormat):
        written([(None, triples(turtle + " ."))])
