"""The quick look before the validator clears no node that the validator would report."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef

from qkg.check import shacl
from qkg.check.facts import Facts
from qkg.check.shapes import Shapes
from qkg.check.suspects import Suspects
from qkg.dataset.assets import Assets
from qkg.dataset.load import fill, plan
from qkg.dataset.source import read_quads
from qkg.namespaces import PREFIXES

ASSETS = Assets(Path(__file__).parents[2])
HEAD = "".join(
    f"@prefix {name}: <{space}> . "
    for name, space in {"sh": PREFIXES["sh"], "xsd": PREFIXES["xsd"], "": "urn:"}.items()
)
ARTICLE = "https://w3id.org/qkg/graph/cqn-2021-05-13"


def bent(quads: list[ox.Quad], every: int) -> Iterator[ox.Quad]:
    """The quads with each so many-th left out, doubled with a text, or pointed at another thing."""
    for number, quad in enumerate(quads):
        turn = number % (3 * every)
        if turn != 0:
            yield quad
        if turn == every:
            yield ox.Quad(quad.subject, quad.predicate, ox.Literal(""), quad.graph_name)
        elif turn == 2 * every:
            yield ox.Quad(quad.subject, quad.predicate, quads[number // 2].subject, quad.graph_name)


def test_a_bent_article_is_judged_as_without_it() -> None:
    """Thousands of mistakes of all kinds: the same breaches as by the validator alone."""
    store = ox.Store()
    fill(store, plan(ASSETS), ASSETS.rules)
    shapes = Shapes.of_quads(
        [one for path in ASSETS.shapes if path.stem != "style" for one in read_quads(path)]
    )
    asleep = {one.shape for one in shapes.wholes}
    article = sorted((one for one in store if one.graph_name == ox.NamedNode(ARTICLE)), key=str)
    data = [*(one for one in store if one.graph_name != ox.NamedNode(ARTICLE)), *bent(article, 5)]
    nodes = {one.subject.value for one in article if isinstance(one.subject, ox.NamedNode)}
    alone = {one for one in shacl.breaches(data, shapes.quads, asleep, None) if one.node in nodes}
    assert set(shacl.breaches(data, shapes.quads, asleep, nodes)) == alone
    assert len({one.shape for one in alone}) > 40, "the mistakes are of many kinds"


CLEARED = {
    "minCount, maxCount": (
        "sh:property [ sh:path :p ; sh:minCount 1 ; sh:maxCount 1 ]",
        ":n :p 1",
        ":n :p 1 , 2",
    ),
    "class through a subclass": (
        "sh:property [ sh:path :p ; sh:class :C ]",
        ":n :p :x . :x a :D . :D <http://www.w3.org/2000/01/rdf-schema#subClassOf> :C",
        ":n :p :x",
    ),
    "datatype, ill-formed": (
        "sh:property [ sh:path :p ; sh:datatype xsd:integer ]",
        ":n :p 5",
        ':n :p "five"^^xsd:integer',
    ),
    "language": (
        "sh:property [ sh:path :p ; sh:datatype <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> ]",
        ':n :p "a"@en',
        ':n :p "a"',
    ),
    "inverse path": ("sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ]", ":m :p :n", ":n :p :m"),
    "sequence path, each value once": (
        "sh:property [ sh:path ( :p [ sh:inversePath :q ] ) ; sh:minCount 1 ; sh:maxCount 1 ]",
        ":n :p :a , :b . :z :q :a , :b",
        ":n :p :a , :b . :z :q :a . :y :q :b",
    ),
    "or": ("sh:or ( [ sh:class :C ] [ sh:class :D ] )", ":n a :D", ":n a :E"),
    "not": ("sh:not [ sh:class :C ]", ":n a :D", ":n a :C"),
    "qualified": (
        "sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMaxCount 1 ]",
        ":n :p :x , :y . :x a :C",
        ":n :p :x , :y . :x a :C . :y a :C",
    ),
    "lessThan": ("sh:property [ sh:path :p ; sh:lessThan :q ]", ":n :p 1 ; :q 2", ":n :p 2 ; :q 2.0"),
    "pattern": ('sh:property [ sh:path :p ; sh:pattern "^a" ]', ':n :p "ab"', ':n :p "ba"'),
    "in": ("sh:property [ sh:path :p ; sh:in ( 1 2 ) ]", ":n :p 2", ":n :p 3"),
    "minInclusive": ("sh:property [ sh:path :p ; sh:minInclusive 2 ]", ":n :p 2.0", ':n :p 3 , "3"'),
    "uniqueLang": (
        "sh:property [ sh:path :p ; sh:uniqueLang true ]",
        ':n :p "a"@en , "b"',
        ':n :p "a"@en , "b"@en',
    ),
}


def looked_at(shape: str, data: str) -> bool:
    """Whether the node ``:n`` is a suspect."""
    rules = Graph().parse(data=f"{HEAD} :shape a sh:NodeShape ; {shape} .", format="turtle")
    facts = Facts(Graph().parse(data=f"{HEAD} {data} .", format="turtle"))
    return Suspects(rules, facts).may_break(URIRef("urn:shape"), URIRef("urn:n"))


@pytest.mark.parametrize(("shape", "sound", "broken"), CLEARED.values(), ids=CLEARED.keys())
def test_a_component(shape: str, sound: str, broken: str) -> None:
    """What conforms is cleared, what does not is a suspect."""
    assert (looked_at(shape, sound), looked_at(shape, broken)) == (False, True)


@pytest.mark.parametrize(
    "shape",
    [
        "sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; sh:maxCount 5 ]",
        "sh:property [ sh:path ( :p [ sh:alternativePath ( :q :r ) ] ) ; sh:maxCount 5 ]",
        "sh:closed true",
        "sh:not [ sh:pattern 'x' ]",
        "sh:property [ sh:path :p ; sh:pattern 'a' ; sh:flags 'i' ]",
        "sh:xone ( [ sh:class :C ] )",
    ],
)
def test_what_is_not_known_is_suspect(shape: str) -> None:
    """Other paths, other components, negations of what is judged too strictly."""
    assert looked_at(shape, ":n a :C")
