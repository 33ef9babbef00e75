"""``qkg.graphview.neighbours``: counts by predicate and direction, and pages of one branch."""

from typing import Any

from tests.graphview.conftest import EX, Ask, qkg

from qkg.graphview.neighbours import Branch, expand, neighbours


def test_counts_by_predicate_and_direction(ask: Ask[Any]) -> None:
    """The town is in the region, and two are in the town; nothing else."""
    found = ask(lambda view: neighbours(view, EX + "town", plumbing=False))
    counted = {(group.predicate, group.direction, group.count) for group in found.groups}
    assert counted == {(EX + "in", "in", 2), (EX + "in", "out", 1)}
    assert found.names[EX + "in"] == {"zh": "位于", "en": "in"}


def test_plumbing_is_listed_last_and_marked(ask: Ask[Any]) -> None:
    """Typing and evidence are there when asked for, after all else."""
    found = ask(lambda view: neighbours(view, EX + "conferral"))
    marks = [group.plumbing for group in found.groups]
    assert marks == sorted(marks)
    hidden = {(group.predicate.rpartition("#")[2], group.count) for group in found.groups if group.plumbing}
    assert hidden == {("evidence", 2), ("type", 2), ("statementSubject", 1)}


def test_an_unknown_node_is_not_known(ask: Ask[Any]) -> None:
    """The graph says nothing about it."""
    assert not ask(lambda view: neighbours(view, EX + "nobody")).known
    assert ask(lambda view: neighbours(view, EX + "alone")).known


def test_a_branch_comes_in_pages_with_its_total(ask: Ask[Any]) -> None:
    """Two are in the town: one on each page, and the total on both."""
    branch = Branch(EX + "in", "in")
    first = ask(lambda view: expand(view, EX + "town", branch, 1))
    second = ask(lambda view: expand(view, EX + "town", branch, 1, 1))
    assert [edge.source for edge in (*first.edges, *second.edges)] == [EX + "firm", EX + "office"]
    assert [(one.extent.total, one.extent.complete) for one in (first, second)] == [(2, False), (2, True)]


def test_edges_point_as_the_triple_does(ask: Ask[Any]) -> None:
    """Expanding outward makes the node the source."""
    found = ask(lambda view: expand(view, EX + "conferral", Branch(qkg("recipient"), "out"), 10))
    assert [edge.triple for edge in found.edges] == [(EX + "conferral", qkg("recipient"), EX + "firm")]


def test_nothing_on_a_branch_is_a_total_of_nothing(ask: Ask[Any]) -> None:
    """The node alone."""
    found = ask(lambda view: expand(view, EX + "alone", Branch(EX + "in", "out"), 10))
    assert ([node.id for node in found.nodes], found.edges, found.extent.total) == ([EX + "alone"], (), 0)
