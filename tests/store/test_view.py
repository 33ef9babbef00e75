"""A view asks one generation of any store and hands out terms."""

import asyncio

import pyoxigraph as ox
import pytest

from qkg.errors import NoSuchGeneration, Overloaded
from qkg.store.contract import Store, Update
from qkg.store.view import View

EX = "https://example.org/"
NAMES = "SELECT ?thing ?name { ?thing <https://example.org/name> ?name } ORDER BY ?name"


def test_rows_are_terms(store: Store, runner: asyncio.Runner, distant: bool) -> None:
    """Solutions come as terms by variable, in the order of the query; SPARQL orders no languages (§15.1)."""
    view = runner.run(View.newest(store))
    rows = runner.run(view.rows(NAMES))
    names = [row["name"] for row in rows]
    wanted = [ox.Literal("A", language="en"), ox.Literal("甲", language="zh")]
    assert names == wanted or (distant and names == wanted[::-1])


def test_values_are_bound(store: Store, runner: asyncio.Runner) -> None:
    """A bound variable narrows the solutions; what is unbound is absent."""
    view = runner.run(View.newest(store))
    query = "SELECT ?s ?p ?o ?no { ?s ?p ?o }"
    rows = runner.run(view.rows(query, s=ox.NamedNode(EX + "b")))
    assert [set(row) for row in rows] == [{"s", "p", "o"}]


def test_known_prefixes_need_no_declaration(store: Store, runner: asyncio.Runner) -> None:
    """The prefix table is at hand in every query of a view."""
    view = runner.run(View.newest(store))
    assert not runner.run(view.yes("ASK { ?s a qkg:Agency }"))


def test_triples(store: Store, runner: asyncio.Runner) -> None:
    """CONSTRUCT answers with triples."""
    view = runner.run(View.newest(store))
    made = runner.run(
        view.triples("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <https://example.org/two> { ?s ?p ?o } }")
    )
    assert [str(one.subject) for one in made] == [f"<{EX}b>"]


def test_a_view_counts_what_it_asks(store: Store, runner: asyncio.Runner) -> None:
    """Each question adds one."""
    view = runner.run(View.newest(store))
    runner.run(view.rows(NAMES))
    runner.run(view.yes("ASK {}"))
    assert view.asked == 2


def test_a_view_stays_at_its_generation(writable: Store, runner: asyncio.Runner, distant: bool) -> None:
    """A commit after the view was made does not show in it; on an engine the view has no state any more."""
    view = runner.run(View.newest(writable))
    runner.run(
        writable.update(Update("INSERT DATA { GRAPH <https://example.org/two> { <urn:x> <urn:p> 1 } }"))
    )
    query = "SELECT ?o { <urn:x> <urn:p> ?o }"
    if distant:
        with pytest.raises(NoSuchGeneration):
            runner.run(view.rows(query))
    else:
        assert runner.run(view.rows(query)) == []
    assert len(runner.run(runner.run(View.newest(writable)).rows(query))) == 1


def test_a_select_is_wanted_for_rows(store: Store, runner: asyncio.Runner) -> None:
    """A yes-or-no question has no rows; that is a fault of the caller."""
    view = runner.run(View.newest(store))
    with pytest.raises(TypeError):
        runner.run(view.rows("ASK {}"))


def test_many_questions_at_once_wait_for_their_turn(writable: Store, runner: asyncio.Runner) -> None:
    """More than the store's queue holds are all answered; without turns the store refuses some."""

    async def ask(turns: asyncio.Semaphore | None) -> list[object]:
        generation = (await writable.health()).generation
        views = [View(writable, generation, turns=turns) for _ in range(40)]
        asking = (view.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?t ?q ?r }") for view in views)
        return await asyncio.gather(*asking, return_exceptions=True)

    assert not [one for one in runner.run(ask(asyncio.Semaphore(2))) if isinstance(one, Exception)]
    refused = [one for one in runner.run(ask(None)) if isinstance(one, Exception)]
    assert {type(one) for one in refused} == {Overloaded}
