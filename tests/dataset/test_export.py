"""Exports: stable bytes, and the same data when another library reads them."""

import csv
import io
import random

import pyoxigraph as ox
import pytest
import rdflib

from qkg.dataset.export import CSV, NAMES, write
from qkg.errors import UnknownFormat

SAMPLE = """
@prefix ex: <https://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:g { ex:a a ex:T ; rdfs:label "甲"@zh , "a"@en ; ex:size 5 , 5.5 ; ex:next _:x .
       _:x ex:next _:y . _:y ex:size 7 . }
ex:h { ex:b ex:text "line\\nbreak, \\"quoted\\"" ; ex:next ex:a . ex:a a ex:T . }
"""
RDFLIB = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "rdf": "xml", "jsonld": "json-ld"}


def nquads(seed: int = 0) -> bytes:
    """The sample in some order, its blank nodes with some names."""
    quads = list(ox.parse(SAMPLE.encode(), ox.RdfFormat.TRIG, rename_blank_nodes=bool(seed)))
    random.Random(seed).shuffle(quads)  # noqa: S311 - the order of a test
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


@pytest.mark.parametrize("name", NAMES)
def test_same_bytes_for_any_order_and_any_blank_node_names(name: str) -> None:
    """The order of loading leaves no trace."""
    assert len({write(nquads(seed), name) for seed in range(6)}) == 1


@pytest.mark.parametrize("name", RDFLIB)
def test_rdflib_reads_the_same_triples(name: str) -> None:
    """Each RDF export loads elsewhere, up to blank node names."""
    there, here = rdflib.Dataset(default_union=True), rdflib.Dataset(default_union=True)
    there.parse(data=write(nquads(), name), format=RDFLIB[name])
    here.parse(data=nquads(), format="nquads")
    triples = [
        {tuple(map(term, triple)) for triple in one.triples((None, None, None))} for one in (there, here)
    ]
    assert triples[0] == triples[1]
    assert len(triples[0]) == 10


def term(value: rdflib.term.Node) -> str:
    """A term by value; blank nodes alike."""
    return "_" if isinstance(value, rdflib.BNode) else value.n3()


@pytest.mark.parametrize("name", ["trig", "nq", "jsonld"])
def test_graphs_survive_where_the_format_has_them(name: str) -> None:
    """Both graphs come back under their names."""
    there = rdflib.Dataset()
    there.parse(data=write(nquads(), name), format=RDFLIB[name])
    sizes = {str(graph.identifier): len(graph) for graph in there.graphs() if len(graph)}
    assert sizes == {"https://example.org/g": 8, "https://example.org/h": 3}


def test_csv_has_one_row_a_quad() -> None:
    """Six columns; a break and quotes inside a cell survive."""
    rows = list(csv.DictReader(io.StringIO(write(nquads(), CSV).decode(), newline="")))
    assert len(rows) == 11
    text = next(row for row in rows if row["predicate"].endswith("text"))
    assert text["object"] == 'line\nbreak, "quoted"'
    label = next(row for row in rows if row["language"] == "zh")
    assert (label["object"], label["graph"]) == ("甲", "https://example.org/g")


def test_unknown_format_lists_what_there_is() -> None:
    """The sentence names the formats."""
    with pytest.raises(UnknownFormat, match="ttl, nt, jsonld, rdf, trig, nq, n3, jsonld-expanded, csv"):
        write(b"", "docx")
