"""Walks: which queries are such, that they give what the engine gives, and that their bounds hold."""

import json
from typing import Any

import pyoxigraph as ox
import pytest

from qkg.media import ROW_FORMATS
from qkg.store import walking
from qkg.store.contract import Request
from qkg.store.walk import walk
from qkg.store.walking import Foreign, Late, TooFar, walked

JSON = ROW_FORMATS[0]
DATA = """
PREFIX : <urn:x:>
:a :p :b, :c ; :q "one", "eins"@de, 1.5, "tab\\t\\"quote\\" \\u0001 é" ; a :Thing .
:b :r [ :s "blank" ] ; :p :a .
:c :r _:other . _:other :s "other" .
GRAPH :g { :a :p :b . :b :q true . :d :p :b }
GRAPH :h { :e :direction "x"@en--ltr . :f :says <<( :a :p :b )>> }
"""
WALKS = [
    "SELECT ?x { <urn:x:f> <urn:x:says> ?t . ?t <urn:x:p> ?x }",
    "SELECT ?x ?y { <urn:x:a> <urn:x:q> ?v . <urn:x:d> ?v ?x . ?x ?z ?y }",
    "SELECT ?o ?v { <urn:x:a> <urn:x:p> ?o . ?o <urn:x:q> ?v }",
    "PREFIX : <urn:y:> PREFIX x: <urn:x:>\nselect $v where { x:a x:p ?m . ?m x:r ?n. ?n x:s ?v . }",
    "SELECT ?v ?w { <urn:x:a> <urn:x:q> ?v . <urn:x:a> <urn:x:p> ?w }",
    "SELECT ?x ?p ?y { ?x <urn:x:p> ?y . ?x ?p <urn:x:b> . <urn:x:a> <urn:x:p> ?y }",
    "SELECT ?o ?unknown { <urn:x:a> a <urn:x:Thing> . <urn:x:a> <urn:x:p> ?o . ?o <urn:x:p> <urn:x:a> }",
    "SELECT ?s { ?s <urn:x:p> <urn:x:b> . ?s <urn:x:q> ?v . ?v <urn:x:q> ?never }",
    "SELECT ?t { <urn:x:a> <urn:x:p> ?o . ?o <urn:x:nothing> ?t }",
    "SELECT ?p ?v { <urn:x:a> ?p ?v.<urn:x:a> <urn:x:p> <urn:x:b>.}",
]
OTHERS = [
    "SELECT ?a { ?a <urn:p> ?b . ?b <urn:p> ?c }",
    "SELECT ?a { <urn:s> <urn:p> ?a . ?x <urn:p> ?y }",
    "SELECT ?a { <urn:s> <urn:p> ?a . ?a ?b ?b }",
    "SELECT ?a ?a { <urn:s> <urn:p> ?a . ?a <urn:p> ?b }",
    "SELECT * { <urn:s> <urn:p> ?a . ?a <urn:p> ?b }",
    "SELECT DISTINCT ?a { <urn:s> <urn:p> ?a . ?a <urn:p> ?b }",
    "SELECT ?a { <urn:s> <urn:p> ?a . ?a <urn:p> ?b } LIMIT 1",
    "SELECT ?a { <urn:s> <urn:p> ?a . FILTER(?a > 1) }",
    "SELECT ?a { <urn:s> <urn:p> ?a . OPTIONAL { ?a <urn:p> ?b } }",
    "SELECT ?a { <urn:s> <urn:p>+ ?a . ?a <urn:p> ?b }",
    'SELECT ?a { <urn:s> <urn:p> ?a . ?a <urn:p> "b" }',
    "SELECT ?a { <urn:s> A ?a . ?a <urn:p> ?b }",
    "PREFIX x: <urn:x:> SELECT ?a { x:s x:p x:o.x:s x:p ?a }",
    "SELECT ?a { y:s y:p ?a . ?a y:p ?b }",
    "SELECT ?a { <s> <p> ?a . ?a <p> ?b }",
    "SELECT ?a FROM <urn:g> { <urn:s> <urn:p> ?a . ?a <urn:p> ?b }",
    "SELECT ?a { " + ". ".join(f"<urn:s> <urn:p{n}> ?a" for n in range(9)) + " }",
]


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here depends on how fast the machine is."""
    monkeypatch.setattr(walking, "MOST_SECONDS", 600.0)


@pytest.fixture(scope="module")
def engine() -> ox.Store:
    """A few quads, some of them in two graphs."""
    made = ox.Store()
    made.load(DATA, ox.RdfFormat.TRIG)
    return made


def rows(told: bytes) -> tuple[list[str], list[Any]]:
    """The variables, and the rows in an order of their own."""
    read = json.loads(told)
    return read["head"]["vars"], sorted(map(json.dumps, read["results"]["bindings"]))


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("text", WALKS)
def test_a_walk_gives_what_the_engine_gives(engine: ox.Store, text: str, strict: bool) -> None:
    """As many rows, with the same terms; a triple in two graphs counts twice."""
    found = walk(Request(text, JSON))
    assert found is not None
    told = engine.query(text, use_default_graph_as_union=not strict).serialize(
        format=ox.QueryResultsFormat.JSON
    )
    assert told is not None
    assert rows(walked(engine, found, strict, 16_384)) == rows(told)


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_walk(text: str) -> None:
    """Parts that hang in the air, anything but plain patterns, texts that the engine refuses."""
    assert walk(Request(text, JSON)) is None


def test_terms_that_only_the_engine_writes(engine: ox.Store) -> None:
    """A direction of text and a triple term are left to it."""
    for start in ("<urn:x:e> <urn:x:direction>", "<urn:x:f> <urn:x:says>"):
        found = walk(Request(f"SELECT ?o {{ {start} ?o . {start} ?o }}", JSON))
        assert found is not None
        with pytest.raises(Foreign):
            walked(engine, found, strict=False, most=16_384)


def test_bounds_of_a_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps that give no row are counted too; bytes and time end it as well."""
    engine = ox.Store()
    thing, step = ox.NamedNode("urn:s"), ox.NamedNode("urn:p")
    engine.extend(ox.Quad(thing, step, ox.NamedNode(f"urn:{n}")) for n in range(walking.MOST_QUADS + 1))
    found = walk(Request("SELECT ?b { <urn:s> <urn:p> ?a . ?a <urn:p> ?b }", JSON))
    assert found is not None
    with pytest.raises(TooFar) as counted:
        walked(engine, found, strict=False, most=16_384)
    assert counted.type is TooFar
    engine.remove(ox.Quad(thing, step, ox.NamedNode("urn:0")))
    assert rows(walked(engine, found, strict=False, most=16_384)) == (["b"], [])
    with pytest.raises(TooFar):
        walked(engine, found, strict=False, most=10)
    monkeypatch.setattr(walking, "MOST_SECONDS", -1.0)
    with pytest.raises(Late):
        walked(engine, found, strict=False, most=16_384)
