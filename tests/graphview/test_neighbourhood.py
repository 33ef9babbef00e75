"""``qkg.graphview.neighbourhood``: steps outward, with a limit that is shown."""

from typing import Any

from tests.graphview.conftest import EX, Ask

from qkg.graphview.neighbourhood import neighbourhood


def names(found: Any) -> set[str]:
    """The nodes by name."""
    return {node.id.removeprefix(EX) for node in found.nodes}


def test_one_step_and_two(ask: Ask[Any]) -> None:
    """Around the town: who is in it and what it is in; then what those are joined to."""
    one = ask(lambda view: neighbourhood(view, EX + "town", 1, 50))
    assert names(one) == {"town", "firm", "office", "region"}
    two = ask(lambda view: neighbourhood(view, EX + "town", 2, 50))
    assert names(two) == {"town", "firm", "office", "region", "conferral", "figure"}
    assert two.extent.complete


def test_a_cut_is_told(ask: Ask[Any]) -> None:
    """Two of four nodes, the centre first."""
    found = ask(lambda view: neighbourhood(view, EX + "town", 1, 2))
    assert (found.nodes[0].id, len(found.nodes), found.extent.total) == (EX + "town", 2, 4)
    assert not found.extent.complete
