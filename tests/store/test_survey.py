"""The store's description of itself: its numbers are those that queries give, at every commit."""

from typing import Any

import pyoxigraph as ox

from qkg.namespaces import PREFIXES
from qkg.store.survey import DATASET, DESCRIPTION, describe, forget

HEAD = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
DATA = """
graph:one { id:a a qkg:Agency , qkg:Action ; rdfs:label "A" , "B" .
  id:a skos:closeMatch <https://elsewhere.org/x#y> . }
graph:two { id:b a qkg:Agency ; skos:closeMatch id:a , <https://elsewhere.org/x#z> . }
graph:inferred { id:b a qkg:Action ; <urn:own> 1 . }
"""


def made(trig: str = DATA) -> ox.Store:
    """A store with its description."""
    engine = ox.Store()
    engine.load((HEAD + trig).encode(), ox.RdfFormat.TRIG)
    describe(engine, [])
    return engine


def asked(engine: ox.Store, pattern: str) -> list[tuple[str, ...]]:
    """The rows of ``?a ?b ?n`` in the description, sorted."""
    query = f"SELECT * {{ GRAPH {DESCRIPTION} {{ {pattern} }} }}"
    answer: Any = engine.query(query, prefixes=dict(PREFIXES))
    names = sorted(one.value for one in answer.variables if one.value in "abn")
    return sorted(tuple(str(row[name].value).rpartition("#")[2] for name in names) for row in answer)


def test_the_whole() -> None:
    """Triples, classes and properties of all graphs but this one, counted by hand in the text above."""
    query = "?d void:triples ?a ; void:classes ?b ; void:properties ?n"
    assert asked(made(), query) == [("10", "2", "4")]


def test_partitions() -> None:
    """By class, by property, and by property within a class, wherever the class is stated."""
    engine = made()
    classes = asked(engine, "?d void:classPartition [ void:class ?a ; void:entities ?n ]")
    assert classes == [("Action", "2"), ("Agency", "2")]
    properties = asked(engine, f"{DATASET} void:propertyPartition [ void:property ?a ; void:triples ?n ]")
    assert properties == [("closeMatch", "3"), ("label", "2"), ("type", "4"), ("urn:own", "1")]
    inner = "[] void:class ?a ; void:propertyPartition [ void:property ?b ; void:triples ?n ]"
    assert ("Action", "closeMatch", "3") in asked(engine, inner)
    assert ("Agency", "label", "2") in asked(engine, inner)


def test_linksets() -> None:
    """Links to other people's things by predicate and target; links inside are none."""
    pattern = """?l a void:Linkset ; void:linkPredicate ?a ; void:triples ?n ; void:subjectsTarget ?d ;
        void:objectsTarget/void:uriSpace ?b . ?d void:subset ?l"""
    assert asked(made(), pattern) == [("closeMatch", "", "2")]


def test_the_description_counts_nothing_of_itself() -> None:
    """Made again, it is the same."""
    engine = made()
    before = set(engine)
    forget(engine)
    describe(engine, [])
    assert set(engine) == before


def test_no_published_graph_no_description() -> None:
    """A store of other graphs is left alone, and so is one with nothing but inferences."""
    for trig in (
        "<urn:g> { id:a a qkg:Agency }",
        "graph:inferred { id:a a qkg:Agency }",
        "id:a a qkg:Agency .",
    ):
        engine = ox.Store()
        engine.load((HEAD + trig).encode(), ox.RdfFormat.TRIG)
        describe(engine, [ox.Triple(DATASET, DATASET, DATASET)])
        assert DESCRIPTION not in set(engine.named_graphs())


def test_no_blank_nodes() -> None:
    """Each part has an IRI below the graph's own."""
    nodes = {term for quad in made().quads_for_pattern(None, None, None, DESCRIPTION) for term in quad.triple}
    assert not [node for node in nodes if isinstance(node, ox.BlankNode)]
