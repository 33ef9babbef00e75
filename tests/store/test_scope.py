"""Queries that see the union graph instead of every graph: the same answers as over the graphs themselves."""

from dataclasses import replace
from datetime import UTC, datetime

import pyoxigraph as ox
import pytest

from qkg.store.contract import Generation, Request
from qkg.store.remote.catalogue import META, STAGING, UNION, Catalogue, Holding, term
from qkg.store.remote.dataset import NOTHING
from qkg.store.remote.profile import UNNAMED
from qkg.store.remote.scope import scoped

ONE = "<urn:a> <urn:p> 1 , 2 ; <urn:q> <urn:b> ."
TWO = "<urn:b> <urn:p> 4 ; <urn:q> <urn:c> . <urn:c> <urn:q> <urn:d> ."
PLAIN = "<urn:d> <urn:p> 5 ."
PUBLISHED = {"urn:one": ONE, "urn:two": TWO}
HIDDEN = {
    META: f'<urn:one> {term("size")} "3" . <urn:two> {term("size")} "3" . <{UNNAMED}> {term("size")} "1" .',
    STAGING + "x/0": "<urn:a> <urn:p> 99 .",
    "urn:foreign": "<urn:a> <urn:p> 98 .",
    UNNAMED: PLAIN,
    UNION: ONE + TWO + PLAIN,
}
STATE = Catalogue(
    Generation(7, datetime.now(UTC)),
    "n",
    {"urn:one": Holding(3), "urn:two": Holding(3), UNNAMED: Holding(1)},
    union=True,
)


def engine(graphs: dict[str, str]) -> ox.Store:
    """A store with these graphs."""
    made = ox.Store()
    for name, turtle in graphs.items():
        made.load(turtle.encode(), ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(name))
    return made


def rows(found: object) -> list[str]:
    """An answer, as text in order."""
    if isinstance(found, ox.QueryTriples):
        return sorted(map(str, found))
    if isinstance(found, ox.QueryBoolean):
        return [str(bool(found))]
    assert isinstance(found, ox.QuerySolutions)
    return sorted(str([one[name] for name in found.variables]) for one in found)


def asked(query: str, strict: bool = False) -> list[str]:
    """The answer of an engine with all graphs to the query as it is sent."""
    text, pairs = scoped(query, Request(query, strict=strict), STATE)
    said = {
        key: [ox.NamedNode(value) for name, value in pairs if name == key]
        for key in ("default-graph-uri", "named-graph-uri")
    }
    data = engine({**PUBLISHED, **HIDDEN})
    if not pairs:
        return rows(data.query(text))
    return rows(
        data.query(text, default_graph=said["default-graph-uri"], named_graphs=said["named-graph-uri"])
    )


def wanted(query: str, strict: bool = False) -> list[str]:
    """What the published graphs alone answer, their union or the unnamed graph as the default graph."""
    data = engine(PUBLISHED)
    data.load(PLAIN.encode(), ox.RdfFormat.TURTLE)
    return rows(data.query(query, use_default_graph_as_union=not strict))


QUERIES = [
    "SELECT * { ?s ?p ?o }",
    "SELECT ?x { <urn:a> <urn:q>+ ?x }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g",
    "SELECT * { ?s <urn:p> ?o GRAPH ?g { ?s <urn:q> ?x } OPTIONAL { GRAPH $h { ?x <urn:p> ?y } } }",
    "SELECT ?s { { GRAPH ?g { ?s <urn:p> 1 } } UNION { GRAPH <urn:two> { ?s <urn:p> 4 } } }",
    "SELECT * { GRAPH <urn:one> { ?s ?p ?o } }",
    "PREFIX u: <urn:> SELECT * { graph u:two { ?s ?p ?o } }",
    f"SELECT * {{ GRAPH <{META}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ GRAPH <{UNION}> {{ ?s ?p ?o }} GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * { GRAPH <urn:foreign> { ?s ?p ?o } }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g HAVING (COUNT(*) > 2)",
    "SELECT ?g { VALUES ?g { <urn:one> <urn:foreign> } GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s <urn:p> 1 } } }",
    "SELECT ?s { ?s ?p ?o MINUS { GRAPH ?g { ?s <urn:p> ?x } } }",
    "SELECT ?s ?n { { SELECT ?s (COUNT(?g) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s } ?s <urn:p> ?o }",
    "SELECT ?s { SELECT DISTINCT ?s { GRAPH ?g { ?s ?p ?o } } }",
    "ASK { GRAPH ?g { ?s <urn:p> 98 } }",
    "CONSTRUCT { ?s <urn:in> ?g } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "CONSTRUCT WHERE { ?s <urn:q> ?o }",
    "SELECT ('GRAPH ?g { }' AS ?x) { ?s <urn:p> 1 } # GRAPH ?g { ?s ?p ?o }",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("strict", [False, True])
def test_the_same_answer_as_over_the_graphs(query: str, strict: bool) -> None:
    """Nothing of ours, nothing staged, nothing unpublished is seen; nothing published is missing."""
    assert asked(query, strict) == wanted(query, strict)


def test_no_query_names_many_graphs() -> None:
    """However many are published; the union graph alone is said, or nothing."""
    many = replace(STATE, holdings={f"urn:g{number}": Holding(1) for number in range(1000)})
    for query in QUERIES:
        assert len(scoped(query, Request(query), many)[1]) <= 2


def test_without_the_union_graph_or_with_graphs_of_their_own_all_are_named() -> None:
    """A catalogue of the first layout; FROM; a dataset of the protocol; EXISTS outside the pattern."""
    plain = replace(STATE, union=False)
    text = "SELECT * { GRAPH ?g { ?s ?p ?o } }"
    assert scoped(text, Request(text), plain) == (
        text,
        [
            ("default-graph-uri", "urn:one"),
            ("default-graph-uri", "urn:two"),
            ("default-graph-uri", UNNAMED),
            ("named-graph-uri", "urn:one"),
            ("named-graph-uri", "urn:two"),
        ],
    )
    said = Request(text, default_graphs=["urn:one"], named_graphs=[])
    assert scoped(text, said, STATE) == (
        text,
        [("default-graph-uri", "urn:one"), ("named-graph-uri", NOTHING)],
    )
    assert scoped(text, replace(Request(text), text="SELECT * FROM <urn:two> { ?s ?p ?o }"), STATE)[1] == [
        ("default-graph-uri", "urn:two"),
        ("named-graph-uri", NOTHING),
    ]
    having = "SELECT ?g { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g HAVING (EXISTS { ?x <urn:p> 1 })"
    assert len(scoped(having, Request(having), STATE)[1]) == 5
