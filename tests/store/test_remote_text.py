"""Queries written anew for an engine that only takes text, and what is never sent."""

from dataclasses import replace

import pyoxigraph as ox
import pytest

from qkg.errors import BadParameter, EngineUnavailable, ServiceRefused, TooDeep, UnsupportedQuery
from qkg.store.contract import Request
from qkg.store.remote import address, text
from qkg.store.remote.breaker import FAILURES, Breaker
from qkg.store.remote.dataset import NOTHING, dataset, without_from
from qkg.store.remote.naming import without_escapes
from qkg.store.remote.profile import FUSEKI, UNNAMED, VIRTUOSO, by_server
from qkg.store.remote.values import with_values

DATA = """
<urn:a> <urn:p> 1 , 2 , 3 ; <urn:q> <urn:b> .
<urn:b> <urn:p> 4 .
"""
A = {"s": ox.NamedNode("urn:a")}


def asked(query: str, **more: object) -> set[str]:
    """The answer of our own engine, as text."""
    engine = ox.Store()
    engine.load(DATA.encode(), ox.RdfFormat.TURTLE)
    found = engine.query(query, **more)  # type: ignore
    if isinstance(found, ox.QueryTriples):
        return {str(one) for one in found}
    assert isinstance(found, ox.QuerySolutions)
    return {str([one[name] for name in found.variables]) for one in found}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?o { ?s <urn:p> ?o }",
        "SELECT ?s ?o WHERE { { SELECT ?s ?o { ?s <urn:p> ?o } LIMIT 9 } OPTIONAL { ?s <urn:q> ?x } }",
        "SELECT ?s ?o { { ?s <urn:p> ?o } UNION { ?s <urn:q> ?o } FILTER(?o != 2) }",
        "SELECT ?s (COUNT(*) AS ?n) { ?s <urn:p> ?o } GROUP BY ?s",
        "SELECT ?s ?n { SELECT ?s (COUNT(*) AS ?n) { ?s <urn:p> ?o } GROUP BY ?s }",
    ],
)
def test_values_bind_as_our_own_engine_does(query: str) -> None:
    """The text with its values has the answer that the engine gives when it binds."""
    bound = asked(query, substitutions={ox.Variable(name): term for name, term in A.items()})
    assert asked(with_values(query, A)) == bound
    assert bound


def test_values_are_never_text() -> None:
    """What would break out of a literal is escaped; a blank node has no name elsewhere."""
    hostile = {"o": ox.Literal('"} DROP ALL #')}
    assert asked(with_values("SELECT ?o { ?s ?p ?o }", hostile)) == set()
    with pytest.raises(UnsupportedQuery):
        with_values("SELECT ?o { ?s ?p ?o }", {"o": ox.BlankNode()})


@pytest.mark.parametrize(
    "query",
    [
        "DESCRIBE <urn:a>",
        "DESCRIBE ?x WHERE { ?y <urn:q> ?x }",
        "DESCRIBE ?y <urn:b> { ?y <urn:q> ?x }",
        "PREFIX u: <urn:> DESCRIBE u:a u:b",
        "DESCRIBE * { ?y <urn:q> ?x }",
    ],
)
def test_describe_is_a_construct(query: str) -> None:
    """With the answer that our own engine gives to DESCRIBE."""
    made = text.constructed(query)
    assert "DESCRIBE" not in made
    assert asked(made) == asked(query)


def test_lateral_is_a_join_where_it_may_be() -> None:
    """The same answer without the word; with a LIMIT inside it is refused."""
    query = "SELECT ?s ?x { ?s <urn:p> 4 LATERAL { OPTIONAL { ?y <urn:q> ?s BIND(1 AS ?x) } } }"
    assert asked(text.without_lateral(query)) == asked(query)
    with pytest.raises(UnsupportedQuery):
        text.without_lateral("SELECT * { ?s ?p ?o LATERAL { SELECT ?s { ?s ?q ?r } LIMIT 1 } }")


def test_the_dataset_is_said_beside_the_text() -> None:
    """The union with the unnamed graph; FROM goes out of the text; our own graphs are never named."""
    request = Request("SELECT * { ?s ?p ?o }")
    assert dataset(request, ["urn:g"]) == [
        ("default-graph-uri", "urn:g"),
        ("default-graph-uri", UNNAMED),
        ("named-graph-uri", "urn:g"),
    ]
    query = "PREFIX u: <urn:> SELECT * FROM u:g FROM NAMED <https://w3id.org/qkg/engine> { ?s ?p 'FROM' }"
    assert dataset(replace(request, text=query), ["urn:h"]) == [
        ("default-graph-uri", "urn:g"),
        ("named-graph-uri", NOTHING),
    ]
    assert "FROM u:g" not in without_from(query)
    assert "'FROM'" in without_from(query)


def test_names_with_escapes_are_said_as_iris() -> None:
    """Virtuoso knows no backslash in names; strings and other names stay."""
    head = "PREFIX u: <urn:a/> PREFIX : <urn:b> SELECT * "
    query = head + "{ u:x\\-y\\/z :\\~p ?o , u:plain , 'u:x\\\\' }"
    wanted = (
        "PREFIX u: <urn:a/> PREFIX : <urn:b> SELECT * { <urn:a/x-y/z> <urn:b~p> ?o , u:plain , 'u:x\\\\' }"
    )
    assert without_escapes(query) == wanted


@pytest.mark.parametrize("name", ["bif:sys_stat", "SQL:x", "\\u0062if:x"])
def test_functions_of_the_engine_are_refused(name: str) -> None:
    """However they are written."""
    with pytest.raises(ServiceRefused):
        text.refuse(f"SELECT (<{name}>(1) AS ?x) {{}}", 50)


def test_deep_nesting_is_not_sent() -> None:
    """An engine may die of it."""
    with pytest.raises(TooDeep):
        text.refuse("SELECT (" + "(" * 60 + "1" + ")" * 60 + " AS ?x) {}", 50)


def test_addresses() -> None:
    """Three addresses from one; no credentials in any, and nothing that is not known."""
    found = FUSEKI.endpoints(address.read("sparql+http://127.0.0.1:3030/ds"))
    assert (found.query, found.update) == (
        "http://127.0.0.1:3030/ds/sparql",
        "http://127.0.0.1:3030/ds/update",
    )
    said = VIRTUOSO.endpoints(address.read("sparql+https://h/sparql?update=/other"))
    assert (said.query, said.update) == ("https://h/sparql", "https://h/other")
    for wrong in ("http://h/", "sparql+http://u:secret@h/", "sparql+http://h/?password=x"):
        with pytest.raises(BadParameter) as caught:
            address.read(wrong)
        assert "secret" not in str(caught.value)
    assert by_server("Virtuoso/07.20.3229 (Linux)") is VIRTUOSO


def test_the_breaker_lets_one_try() -> None:
    """It opens after failures in a row, says when to come back, and closes with a success."""
    now = [0.0]
    breaker = Breaker("an engine", lambda: now[0])
    for _ in range(FAILURES):
        breaker.enter()
        breaker.failed("refused")
    with pytest.raises(EngineUnavailable, match="an engine is not reached: refused"):
        breaker.enter()
    now[0] += breaker.retry_after
    breaker.enter()
    with pytest.raises(EngineUnavailable):
        breaker.enter()
    breaker.succeeded()
    breaker.enter()
    assert not breaker.open
