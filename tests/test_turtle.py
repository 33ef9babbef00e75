"""Turtle and TriG of our own: sorted, readable, and exactly the same data when read back."""

import pyoxigraph as ox

from qkg.dataset.export import canonical
from qkg.turtle import trig, turtle

NASTY = r"""
@prefix ex: <https://example.org/> . @prefix qkg: <https://w3id.org/qkg/ontology#> .
@prefix id: <https://w3id.org/qkg/id/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/qkg/graph/g> {
  <https://w3id.org/qkg/id/place/baotou> a qkg:Jurisdiction ; qkg:note "quote \" back \\ tab \t line \n end" ,
    "包头"@zh , "x"@en-gb , 5 , 5.5 , true , "05"^^xsd:integer , 1e3 , "2020"^^xsd:gYear , ""  .
  qkg:Ends. a qkg:. .
  _:b qkg:note _:c .
}
ex:s ex:p ex:o .
"""


def quads() -> list[ox.Quad]:
    """The nasty dataset in canonical order."""
    nasty = NASTY.replace(
        "qkg:Ends. a qkg:. .", "<https://w3id.org/qkg/ontology#Ends.> a <https://w3id.org/qkg/ontology#.> ."
    )
    parsed = ox.parse(nasty.encode(), ox.RdfFormat.TRIG)
    return canonical(ox.serialize(parsed, format=ox.RdfFormat.N_QUADS) or b"")


def test_trig_reads_back_exactly() -> None:
    """Every kind of literal, name and graph survives."""
    assert set(ox.parse(trig(quads()), ox.RdfFormat.TRIG)) == set(quads())


def test_turtle_reads_back_exactly() -> None:
    """The triples survive without their graphs."""
    read = {quad.triple for quad in ox.parse(turtle(quads()), ox.RdfFormat.TURTLE)}
    assert read == {quad.triple for quad in quads()}


def test_layout() -> None:
    """Prefixes in order and only those used; the type first; one predicate a line."""
    text = turtle([quad for quad in quads() if "baotou" in str(quad.subject)]).decode()
    lines = text.splitlines()
    assert lines[:2] == [
        "@prefix qkg: <https://w3id.org/qkg/ontology#> .",
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
    ]
    assert lines[3] == "<https://w3id.org/qkg/id/place/baotou> a qkg:Jurisdiction ;"
    assert lines[4].startswith("    qkg:note ")
