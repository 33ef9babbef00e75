"""``qkg.graphview.paths``: the shortest paths, and an honest word on where the search stopped."""

from typing import Any

from pyoxigraph import NamedNode
from tests.graphview.conftest import EX, Ask, qkg

from qkg.graphview.frontier import Rails
from qkg.graphview.paths import Bounds, Found, paths
from qkg.graphview.plumbing import CLASSIFYING, PLUMBING

RAILS = Rails(without=PLUMBING | CLASSIFYING)


def between(ask: Ask[Any], start: str, end: str, rails: Rails = RAILS, bounds: Bounds | None = None) -> Found:
    """The paths between two things of the town."""
    return ask(lambda view: paths(view, EX + start, EX + end, rails, bounds or Bounds()))


def short(found: Found) -> list[str]:
    """The paths by the names of their nodes."""
    return [" ".join(node.removeprefix(EX) for node in path) for path in found.paths]


def test_paths_come_shortest_first(ask: Ask[Any]) -> None:
    """From the award to the region: over office or figure in three steps, over the town in four."""
    found = between(ask, "award", "region", bounds=Bounds(paths=4))
    assert short(found) == [
        "award conferral figure region",
        "award conferral office region",
        "award conferral firm town region",
        "award conferral office town region",
    ]
    assert (found.stopped, found.searched) == ("enough", 4)


def test_edges_are_walked_both_ways_and_drawn_as_they_are(ask: Ask[Any]) -> None:
    """From the firm back over the conferral."""
    found = between(ask, "firm", "award", bounds=Bounds(paths=1))
    assert short(found) == ["firm conferral award"]
    assert {edge.triple for edge in found.picture.edges} == {
        (EX + "conferral", qkg("recipient"), EX + "firm"),
        (EX + "conferral", qkg("conferredAward"), EX + "award"),
    }


def test_only_chosen_predicates_are_walked(ask: Ask[Any]) -> None:
    """Through ``in`` alone the firm reaches the office by the town."""
    rails = Rails(through=[NamedNode(EX + "in")])
    assert short(between(ask, "firm", "office", rails)) == ["firm town office"]


def test_a_node_can_be_avoided(ask: Ask[Any]) -> None:
    """Without the town the office is two steps away over the conferral."""
    rails = Rails(through=[NamedNode(EX + "in")], avoid=[NamedNode(EX + "town")])
    found = between(ask, "firm", "office", rails)
    assert (short(found), found.stopped) == ([], "exhausted")


def test_plumbing_joins_nothing(ask: Ask[Any]) -> None:
    """Two places are of one kind; that is no path, unless one walks over kinds."""
    assert short(between(ask, "alone", "town")) == []
    typed = Rails(through=[NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")])
    assert between(ask, "alone", "town", typed).paths == ((EX + "alone", qkg("Jurisdiction"), EX + "town"),)


def test_the_bounds_are_told(ask: Ask[Any]) -> None:
    """Too short a length, too few edges, a hub in the way."""
    assert between(ask, "award", "region", bounds=Bounds(length=2)).stopped == "length"
    assert between(ask, "award", "region", bounds=Bounds(edges=2)).stopped == "edges"
    hub = between(ask, "award", "region", Rails(without=PLUMBING | CLASSIFYING, hub=3))
    assert (hub.paths, hub.hubs) == ((), (EX + "conferral",))


def test_a_node_is_no_step_from_itself(ask: Ask[Any]) -> None:
    """A path of one node."""
    found = between(ask, "town", "town")
    assert (short(found), found.picture.edges) == (["town"], ())
