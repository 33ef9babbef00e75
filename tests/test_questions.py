"""The thirty questions: each gives the answer that a reader of the article expects, in two engines.

Expected answers are in ``cq/*.tsv`` and name the columns that they judge; ``cq/*.bend.ru`` puts one mistake
into a copy of the data. pyoxigraph gets the graph from the program's own loader, rdflib parses the same
files and applies the same rules by itself.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from qkg.dataset.assets import Assets
from qkg.dataset.load import fill, plan
from qkg.dataset.rules import infer
from qkg.sparql.prepare import bindings
from qkg.sparql.question import Question, read_all
from qkg.store.inference import INFERRED
from qkg.terms import Term

ROOT = Path(__file__).parents[1]
ANSWERS = Path(__file__).parent / "cq"
ASSETS = Assets(ROOT)
QUESTIONS = {question.id: question for question in read_all(ASSETS.queries)}
IDS = [f"cq{number:02}" for number in range(1, 31)]
PERSONAS = {"journalist": 9, "analyst": 10, "quality-officer": 7, "developer": 4}
UNKNOWN = {"iri": "https://example.org/unknown", "string": "unknown"}
NUMBERS = {"integer", "decimal", "double"}
PARAMETERS = [(id_, one.name) for id_, question in QUESTIONS.items() for one in question.parameters]

Row = dict[str, str]


class Oxigraph:
    """The graph in pyoxigraph, as the program loads it."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def ask(self, text: str, bound: Mapping[str, Term] | None = None) -> list[Row]:
        """The rows, cells as text; an unbound cell is empty."""
        terms: dict[ox.Variable, Term] = {ox.Variable(name): term for name, term in (bound or {}).items()}
        found = self.store.query(text, use_default_graph_as_union=True, substitutions=terms or None)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [{name: self.cell(solution[name]) for name in names} for solution in found]

    @staticmethod
    def cell(term: object) -> str:
        """A term as a cell."""
        if isinstance(term, ox.Literal):
            return written(term.value, term.datatype.value)
        return term.value if isinstance(term, ox.NamedNode) else ""


class Rdflib:
    """The same files in rdflib, merged into one graph."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self.graph = graph

    def ask(self, text: str, bound: Mapping[str, Term] | None = None) -> list[Row]:
        """The rows, cells as text; an unbound cell is empty."""
        terms = {name: self.term(term) for name, term in (bound or {}).items()}
        found = self.graph.query(text, initBindings=terms)
        variables = found.vars or []
        return [{str(one): self.cell(row.get(one)) for one in variables} for row in found.bindings]

    @contextmanager
    def changed(self, gone: set[ox.Triple], new: set[ox.Triple]) -> Iterator[None]:
        """The graph without and with these triples, for a while."""
        removed = [found for one in gone for found in self.found(one)]
        added = [self.triple(one) for one in new]
        assert len(removed) == len(gone)
        for one in removed:
            self.graph.remove(one)
        for one in added:
            self.graph.add(one)
        try:
            yield
        finally:
            for one in added:
                self.graph.remove(one)
            for one in removed:
                self.graph.add(one)

    def found(self, triple: ox.Triple) -> list[Any]:
        """The same triple as parsed here: numbers are compared by value, since pyoxigraph rewrites them."""
        subject, predicate, value = self.triple(triple)
        return [(subject, predicate, one) for one in self.graph.objects(subject, predicate) if one.eq(value)]

    def triple(self, triple: ox.Triple) -> Any:
        """The engine's triple as one of rdflib."""
        value = triple.object
        if isinstance(value, ox.Literal):
            tag = value.language
            datatype = None if tag else rdflib.URIRef(value.datatype.value)
            return (
                self.node(triple.subject),
                self.node(triple.predicate),
                rdflib.Literal(value.value, tag, datatype),
            )
        return self.node(triple.subject), self.node(triple.predicate), self.node(value)

    @staticmethod
    def node(term: object) -> rdflib.URIRef:
        """A named node; twins bend nothing else."""
        assert isinstance(term, ox.NamedNode)
        return rdflib.URIRef(term.value)

    @staticmethod
    def term(term: Term) -> rdflib.URIRef | rdflib.Literal:
        """The program's term as one of rdflib."""
        assert isinstance(term, ox.NamedNode | ox.Literal)
        return rdflib.URIRef(term.value) if isinstance(term, ox.NamedNode) else rdflib.Literal(term.value)

    @staticmethod
    def cell(term: object) -> str:
        """A term as a cell."""
        if isinstance(term, rdflib.Literal):
            return written(str(term), str(term.datatype or ""))
        return "" if term is None else str(term)


Engine = Oxigraph | Rdflib


def written(value: str, datatype: str) -> str:
    """A literal as a cell: numbers without trailing zeros, everything else as it stands."""
    if datatype.rpartition("#")[2] in NUMBERS:
        return format(Decimal(value).normalize(), "f")
    return value


def expected(id_: str) -> tuple[list[str], Counter[tuple[str, ...]]]:
    """Columns and rows of an expected answer."""
    header, *rows = (ANSWERS / f"{id_}.tsv").read_text(encoding="utf-8").splitlines()
    return header.split("\t"), Counter(tuple(row.split("\t")) for row in rows)


def picked(rows: list[Row], columns: list[str]) -> Counter[tuple[str, ...]]:
    """The rows cut down to these columns, as a multiset."""
    return Counter(tuple(row[column] for column in columns) for row in rows)


@pytest.fixture(scope="module")
def oxigraph() -> Oxigraph:
    """The graph in pyoxigraph."""
    store = ox.Store()
    fill(store, plan(ASSETS), ASSETS.rules)
    return Oxigraph(store)


@pytest.fixture(scope="module")
def merged() -> Rdflib:
    """The graph in rdflib, with what the rules infer there."""
    graph = rdflib.Graph()
    for placement in plan(ASSETS):
        graph.parse(placement.path)
    rules = [rule.read_text(encoding="utf-8") for rule in ASSETS.rules]
    size = -1
    while size != len(graph):
        size = len(graph)
        for rule in rules:
            graph += graph.query(rule).graph or rdflib.Graph()
    return Rdflib(graph)


@pytest.fixture(params=["oxigraph", "merged"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    found: Engine = request.getfixturevalue(request.param)
    return found


def test_there_are_thirty_questions_each_with_answer_and_twin() -> None:
    """Ids run from cq01 to cq30, file names start with them, nothing is missing or left over."""
    assert list(QUESTIONS) == IDS
    assert len(ASSETS.queries) == 30
    assert all(re.fullmatch(rf"{id_}-[a-z0-9-]+\.rq", one.path.name) for id_, one in QUESTIONS.items())
    assert sorted(path.name for path in ANSWERS.glob("*.tsv")) == [f"{id_}.tsv" for id_ in IDS]
    assert sorted(path.name for path in ANSWERS.glob("*.bend.ru")) == [f"{id_}.bend.ru" for id_ in IDS]


def test_personas_share_the_questions_as_designed() -> None:
    """Nine for journalists, ten for analysts, seven for quality officers, four for developers."""
    assert Counter(question.persona for question in QUESTIONS.values()) == PERSONAS


@pytest.mark.parametrize("id_", IDS)
def test_header_speaks_both_languages(id_: str) -> None:
    """Title and every parameter's help are Chinese in the one place and start in English in the other."""
    question = QUESTIONS[id_]
    pairs = [(question.titles["zh"], question.titles["en"])]
    pairs += [(one.help_zh, one.help_en) for one in question.parameters]
    for chinese, english in pairs:
        assert re.search(r"[\u4e00-\u9fff]", chinese), chinese
        assert re.match(r"[A-Za-z]", english), english


@pytest.mark.parametrize("id_", IDS)
def test_expected_answer_is_well_formed(id_: str) -> None:
    """Named columns, at least one row, as many cells as columns, rows in order of code points, none twice."""
    header, *rows = (ANSWERS / f"{id_}.tsv").read_text(encoding="utf-8").splitlines()
    assert rows
    assert rows == sorted(set(rows))
    assert {row.count("\t") for row in rows} == {header.count("\t")}


@pytest.mark.parametrize("id_", IDS)
def test_answer_is_what_the_reader_expects(id_: str, engine: Engine) -> None:
    """The query gives the expected rows, no more and no fewer."""
    columns, rows = expected(id_)
    assert picked(engine.ask(QUESTIONS[id_].text), columns) == rows


@pytest.mark.parametrize("id_", IDS)
def test_engines_agree_on_every_column(id_: str, oxigraph: Oxigraph, merged: Rdflib) -> None:
    """Columns that the expected answer does not judge are the same too."""
    ours, theirs = (engine.ask(QUESTIONS[id_].text) for engine in (oxigraph, merged))
    assert picked(ours, list(ours[0])) == picked(theirs, list(ours[0]))


def bend(id_: str, store: ox.Store) -> ox.Store:
    """A copy of the store after the twin's update, inferred anew."""
    stated = [quad for quad in store if quad.graph_name != INFERRED]
    bent = ox.Store()
    bent.extend(stated)
    bent.update((ANSWERS / f"{id_}.bend.ru").read_text(encoding="utf-8"))
    assert set(bent) != set(stated), "the update found nothing to bend"
    infer(bent, ASSETS.rules)
    return bent


@pytest.mark.parametrize("id_", IDS)
def test_bent_data_changes_the_answer(id_: str, oxigraph: Oxigraph, merged: Rdflib) -> None:
    """One realistic mistake in the data, and the judged columns no longer agree, in either engine."""
    bent = bend(id_, oxigraph.store)
    columns, rows = expected(id_)
    text = QUESTIONS[id_].text
    assert picked(Oxigraph(bent).ask(text), columns) != rows
    with merged.changed(triples(oxigraph.store) - triples(bent), triples(bent) - triples(oxigraph.store)):
        assert picked(merged.ask(text), columns) != rows


def triples(store: ox.Store) -> set[ox.Triple]:
    """The union of the store's graphs, as a set."""
    return {quad.triple for quad in store}


@pytest.mark.parametrize(("id_", "name"), PARAMETERS)
def test_parameter_keeps_the_rows_that_hold_its_value(id_: str, name: str, engine: Engine) -> None:
    """Bound to each value that occurs, the answer is the matching part of the unbound one."""
    question = QUESTIONS[id_]
    every = engine.ask(question.text)
    for value in {row[name] for row in every}:
        kept = engine.ask(question.text, bound(question, name, value))
        wanted = [row for row in every if row[name] == value]
        assert picked(kept, list(every[0])) == picked(wanted, list(every[0]))


@pytest.mark.parametrize(("id_", "name"), PARAMETERS)
def test_parameter_with_an_unknown_value_gives_no_rows(id_: str, name: str, engine: Engine) -> None:
    """A value that nothing has leaves nothing, rather than everything."""
    question = QUESTIONS[id_]
    kind = next(one.type for one in question.parameters if one.name == name)
    assert engine.ask(question.text, bound(question, name, UNKNOWN[kind])) == []


def bound(question: Question, name: str, value: str) -> Mapping[str, Term]:
    """The term that the program makes of ``--param name=value``."""
    return bindings([f"{name}={value}"], question.parameters, question.text)


def test_each_figure_stands_in_the_quote_that_proves_it(engine: Engine) -> None:
    """The expected answer leaves the quotes out; each contains the figure's own words."""
    rows = engine.ask(QUESTIONS["cq04"].text)
    assert rows
    assert all(row["figure"] in row["quote"] for row in rows)


def test_provenance_covers_well_over_a_hundred_facts(engine: Engine) -> None:
    """The count of facts is left out of the expected answer, since it grows with the data."""
    (row,) = engine.ask(QUESTIONS["cq30"].text)
    assert int(row["facts"]) > 120
