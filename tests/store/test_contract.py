"""What every store must do; run on each implementation."""

import threading

import pyoxigraph as ox
import pytest

from qkg.errors import BadParameter, InputError, ServiceRefused, SyntaxProblem, UnknownFormat, UnknownPrefix
from qkg.media import GRAPH_FORMATS, ROW_FORMATS, by_name
from qkg.store.contract import Request, Store

EX = "https://example.org/"
CSV = by_name("csv", ROW_FORMATS)
NT = by_name("nt", GRAPH_FORMATS)
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NAMED = "SELECT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def csv(store: Store, text: str, **more: object) -> list[str]:
    """The lines of a CSV answer."""
    answer = store.query(Request(text, rows=CSV, **more)).result()  # type: ignore
    return answer.read().decode().splitlines()


def test_default_graph_is_the_union(store: Store) -> None:
    """A plain pattern sees all four triples."""
    assert csv(store, COUNT) == ["n", "4"]


def test_from_is_obeyed(store: Store) -> None:
    """FROM narrows the default graph, whatever the union setting."""
    assert csv(store, f"SELECT (COUNT(*) AS ?n) FROM <{EX}two> {{ ?s ?p ?o }}") == ["n", "1"]


def test_dataset_of_the_protocol(store: Store) -> None:
    """Default and named graphs given with the request replace the store's own."""
    assert csv(store, COUNT, default_graphs=(EX + "one",)) == ["n", "3"]
    assert csv(store, COUNT, named_graphs=(EX + "one",)) == ["n", "0"]
    assert csv(store, NAMED, named_graphs=(EX + "two",)) == ["g", EX + "two"]
    assert csv(store, NAMED, default_graphs=(EX + "two",)) == ["g"]
    narrowed = f"SELECT (COUNT(*) AS ?n) FROM <{EX}one> {{ ?s ?p ?o }}"
    assert csv(store, narrowed, default_graphs=(EX + "two",)) == ["n", "1"]


def test_bindings_are_terms(store: Store) -> None:
    """A bound variable is a value, never text."""
    text = "SELECT ?s ?name { ?s <https://example.org/name> ?name }"
    assert csv(store, text, bindings={"name": ox.Literal("甲", language="zh")}) == ["s,name", f"{EX}a,甲"]
    hostile = ox.Literal('"} DROP ALL #')
    assert csv(store, text, bindings={"name": hostile}) == ["s,name"]


def test_binding_a_variable_that_is_no_column(store: Store) -> None:
    """The engine binds result columns only; this is said, not swallowed."""
    with pytest.raises(BadParameter, match="p is not among the result columns"):
        csv(store, "SELECT ?s { ?s ?p ?o }", bindings={"p": ox.NamedNode(EX)})


def test_triples(store: Store) -> None:
    """CONSTRUCT answers in the graph format."""
    text = f"CONSTRUCT {{ ?s a <{EX}T> }} WHERE {{ ?s <{EX}size> 2 }}"
    answer = store.query(Request(text, graph=NT)).result()
    assert answer.format is NT
    assert answer.read().decode() == f"<{EX}b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{EX}T> .\n"


def test_the_format_must_fit_the_answer(store: Store) -> None:
    """Rows cannot be Turtle and triples cannot be CSV."""
    with pytest.raises(UnknownFormat):
        store.query(Request(COUNT, graph=NT)).result()
    with pytest.raises(UnknownFormat):
        store.query(Request("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", rows=CSV)).result()


def test_errors_have_a_place(store: Store) -> None:
    """Line and column are those of the text that was given."""
    with pytest.raises(SyntaxProblem) as caught:
        csv(store, "SELECT *\nWHERE { ?s ?p }")
    assert caught.value.place.line == 2
    with pytest.raises(
        UnknownPrefix, match=r"query:2:9: the prefix qkgg: is not declared \(did you mean qkg:"
    ):
        csv(store, "SELECT *\n{ ?s ?p qkgg:x }")


def test_known_prefixes_need_no_declaration(store: Store) -> None:
    """A request may bring prefixes; a declaration in the text wins."""
    assert csv(store, "SELECT ?o { ex:b ex:size ?o }", prefixes={"ex": EX}) == ["o", "2"]
    own = f"PREFIX ex: <{EX}> SELECT ?o {{ ex:b ex:size ?o }}"
    assert csv(store, own, prefixes={"ex": "urn:other:"}) == ["o", "2"]


@pytest.mark.parametrize("text", ["DROP ALL", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "", "SELECT", "é"])
def test_what_is_no_query_is_refused(store: Store, text: str) -> None:
    """An update or nonsense is one of our errors, and changes nothing."""
    with pytest.raises(InputError):
        csv(store, text)
    assert csv(store, COUNT) == ["n", "4"]


def test_service_is_refused(store: Store) -> None:
    """No query leaves this machine."""
    with pytest.raises(ServiceRefused, match="query:1:12"):
        csv(store, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_deep_nesting_answers(store: Store) -> None:
    """Five thousand levels neither end the process nor fail."""
    nested = "CONCAT(" * 5000 + '"x"' + ")" * 5000
    assert csv(store, f"SELECT ({nested} AS ?x) {{}}") == ["x", "x"]


def test_many_threads_at_once(store: Store) -> None:
    """Callers on any thread get their own answer."""
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(csv(store, COUNT))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["n", "4"]] * 20


def test_dump_and_sizes(store: Store) -> None:
    """All quads, or those of the graphs named."""
    assert store.graphs().result() == {EX + "one": 3, EX + "two": 1}
    assert len(store.dump().result().splitlines()) == 4
    only = store.dump([EX + "two"]).result().decode()
    assert only.split()[-2] == f"<{EX}two>"
    assert len(only.splitlines()) == 1
