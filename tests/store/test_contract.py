"""What every store must do when it is read; run on each implementation in ``conftest.IMPLEMENTATIONS``."""

import asyncio
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from qkg.errors import (
    BadParameter,
    InputError,
    NoSuchGeneration,
    NoSuchGraph,
    ServiceRefused,
    SyntaxProblem,
    TooDeep,
    UnknownFormat,
    UnknownPrefix,
)
from qkg.media import GRAPH_FORMATS, ROW_FORMATS, by_name
from qkg.store.answer import collect
from qkg.store.contract import Request, Store

EX = "https://example.org/"
CSV = by_name("csv", ROW_FORMATS)
NT, NQ, TTL = (by_name(name, GRAPH_FORMATS) for name in ("nt", "nq", "ttl"))
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NAMED = "SELECT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
Csv = Callable[..., list[str]]


@pytest.fixture
def csv(store: Store, runner: asyncio.Runner) -> Csv:
    """Asks the store; the lines of a CSV answer."""

    async def ask(text: str, **more: object) -> bytes:
        return await collect(await store.query(Request(text, rows=CSV, **more)))  # type: ignore

    return lambda text, **more: runner.run(ask(text, **more)).decode().splitlines()


def test_default_graph_is_the_union(csv: Csv) -> None:
    """A plain pattern sees all four triples."""
    assert csv(COUNT) == ["n", "4"]


def test_strict_default_graph_is_the_unnamed_one(csv: Csv) -> None:
    """As SPARQL has it: nothing stands in the unnamed graph."""
    assert csv(COUNT, strict=True) == ["n", "0"]
    assert csv(NAMED, strict=True)[1:] == [EX + "one"] * 3 + [EX + "two"]


def test_from_is_obeyed(csv: Csv) -> None:
    """FROM narrows the default graph, whatever the union setting."""
    assert csv(f"SELECT (COUNT(*) AS ?n) FROM <{EX}two> {{ ?s ?p ?o }}") == ["n", "1"]


def test_dataset_of_the_protocol(csv: Csv) -> None:
    """Default and named graphs given with the request replace the store's own."""
    assert csv(COUNT, default_graphs=(EX + "one",)) == ["n", "3"]
    assert csv(COUNT, named_graphs=(EX + "one",)) == ["n", "0"]
    assert csv(NAMED, named_graphs=(EX + "two",)) == ["g", EX + "two"]
    assert csv(NAMED, default_graphs=(EX + "two",)) == ["g"]
    narrowed = f"SELECT (COUNT(*) AS ?n) FROM <{EX}one> {{ ?s ?p ?o }}"
    assert csv(narrowed, default_graphs=(EX + "two",)) == ["n", "1"]


def test_bindings_are_terms(csv: Csv) -> None:
    """A bound variable is a value, never text."""
    text = "SELECT ?s ?name { ?s <https://example.org/name> ?name }"
    assert csv(text, bindings={"name": ox.Literal("甲", language="zh")}) == ["s,name", f"{EX}a,甲"]
    hostile = ox.Literal('"} DROP ALL #')
    assert csv(text, bindings={"name": hostile}) == ["s,name"]
    assert csv("SELECT ?o { ?s ?p ?o }", bindings={"o": ox.Literal(2)}) == ["o", "2"]


def test_binding_a_variable_that_is_no_column(csv: Csv) -> None:
    """The engine binds result columns only; this is said, not swallowed."""
    with pytest.raises(BadParameter, match="p is not among the result columns"):
        csv("SELECT ?s { ?s ?p ?o }", bindings={"p": ox.NamedNode(EX)})


def test_triples(store: Store, runner: asyncio.Runner) -> None:
    """CONSTRUCT answers in the graph format, and says of which generation."""
    text = f"CONSTRUCT {{ ?s a <{EX}T> }} WHERE {{ ?s <{EX}size> 2 }}"
    answer = runner.run(store.query(Request(text, rows=CSV, graph=NT)))
    assert answer.format is NT
    assert answer.generation == runner.run(store.health()).generation
    expected = f"<{EX}b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{EX}T> .\n"
    assert runner.run(collect(answer)).decode() == expected


def test_turtle_declares_only_the_prefixes_that_it_needs(store: Store, runner: asyncio.Runner) -> None:
    """A short answer stays short."""
    text = "CONSTRUCT { ?s a <http://www.w3.org/2002/07/owl#Thing> } WHERE { ?s ?p 2 }"
    answer = runner.run(collect(runner.run(store.query(Request(text, graph=TTL))))).decode()
    assert "@prefix owl:" in answer
    assert "skos" not in answer


def test_the_format_must_fit_the_answer(store: Store, runner: asyncio.Runner) -> None:
    """Rows cannot be Turtle and triples cannot be CSV."""
    with pytest.raises(UnknownFormat):
        runner.run(store.query(Request(COUNT, graph=NT)))
    with pytest.raises(UnknownFormat):
        runner.run(store.query(Request("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", rows=CSV)))


def test_errors_have_a_place(csv: Csv) -> None:
    """Line and column are those of the text that was given."""
    with pytest.raises(SyntaxProblem) as caught:
        csv("SELECT *\nWHERE { ?s ?p }")
    assert caught.value.place.line == 2
    with pytest.raises(
        UnknownPrefix, match=r"mine:2:9: the prefix qkgg: is not declared \(did you mean qkg:"
    ):
        csv("SELECT *\n{ ?s ?p qkgg:x }", source="mine")


def test_known_prefixes_need_no_declaration(csv: Csv) -> None:
    """A request may bring prefixes; a declaration in the text wins."""
    assert csv("SELECT ?o { ex:b ex:size ?o }", prefixes={"ex": EX}) == ["o", "2"]
    own = f"PREFIX ex: <{EX}> SELECT ?o {{ ex:b ex:size ?o }}"
    assert csv(own, prefixes={"ex": "urn:other:"}) == ["o", "2"]


@pytest.mark.parametrize("text", ["DROP ALL", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "", "SELECT", "é"])
def test_what_is_no_query_is_refused(csv: Csv, text: str) -> None:
    """An update or nonsense is one of our errors, and changes nothing."""
    with pytest.raises(InputError):
        csv(text)
    assert csv(COUNT) == ["n", "4"]


def test_service_is_refused(csv: Csv) -> None:
    """No query leaves this machine."""
    with pytest.raises(ServiceRefused, match="query:1:12"):
        csv("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_deep_nesting_answers(csv: Csv, distant: bool) -> None:
    """Five thousand levels neither end the process nor fail; an engine whose process they end is spared."""
    nested = "CONCAT(" * 5000 + '"x"' + ")" * 5000
    if distant:
        with pytest.raises(TooDeep, match="may end its process"):
            csv(f"SELECT ({nested} AS ?x) {{}}")
        nested = "CONCAT(" * 40 + '"x"' + ")" * 40
    assert csv(f"SELECT ({nested} AS ?x) {{}}") == ["x", "x"]


def test_many_at_once(store: Store, runner: asyncio.Runner) -> None:
    """Ten who ask together each get their own answer."""

    async def ask(number: int) -> str:
        text = f"SELECT ({number} AS ?n) {{}}"
        return (await collect(await store.query(Request(text, rows=CSV)))).decode()

    async def together() -> list[str]:
        return await asyncio.gather(*(ask(number) for number in range(10)))

    assert runner.run(together()) == [f"n\r\n{number}\r\n" for number in range(10)]


def test_dump_and_sizes(store: Store, runner: asyncio.Runner) -> None:
    """All quads, or those of the graphs named; without graphs in the format, triples."""

    def dumped(*more: object) -> list[str]:
        return runner.run(collect(runner.run(store.dump(*more)))).decode().splitlines()  # type: ignore

    assert runner.run(store.graphs()) == {EX + "one": 3, EX + "two": 1}
    assert len(dumped(NQ)) == 4
    assert [line.split()[-2] for line in dumped(NQ, [EX + "two"])] == [f"<{EX}two>"]
    assert dumped(NQ, []) == []
    assert len(dumped(NT)) == 4
    assert not any(EX + "two>" in line for line in dumped(NT))


def test_one_graph(store: Store, runner: asyncio.Runner) -> None:
    """Its triples; a graph that is not there is said to be missing, the default graph never is."""
    answer = runner.run(collect(runner.run(store.graph(EX + "two", NT)))).decode()
    assert answer.startswith(f"<{EX}b> <{EX}size> ")
    assert runner.run(collect(runner.run(store.graph(None, NT)))) == b""
    with pytest.raises(NoSuchGraph):
        runner.run(store.graph(EX + "none", NT))
    assert [runner.run(store.has_graph(name)) for name in (None, EX + "one", EX + "none")] == [
        True,
        True,
        False,
    ]


def test_generations(store: Store, csv: Csv, runner: asyncio.Runner) -> None:
    """The newest can be asked for by its number; one that is not kept is an error of its own."""
    newest = runner.run(store.generations())[-1]
    assert csv(COUNT, generation=newest.number) == ["n", "4"]
    for number in (0, newest.number + 1):
        with pytest.raises(NoSuchGeneration):
            csv(COUNT, generation=number)


def test_health(store: Store, runner: asyncio.Runner) -> None:
    """A store that has started is ready and says its size."""
    runner.run(store.start())
    health = runner.run(store.health())
    assert (health.ready, health.quads, health.busy) == (True, 4, 0)
    assert health.idle > 0


def test_closing_twice(store: Store, runner: asyncio.Runner) -> None:
    """The second time nothing happens."""
    runner.run(store.start())
    runner.run(store.aclose())
    runner.run(store.aclose())
