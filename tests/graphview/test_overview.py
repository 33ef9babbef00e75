"""``qkg.graphview.overview``: an article at first sight."""

from typing import Any

import pytest
from tests.graphview.conftest import EX, Ask, qkg

from qkg.errors import BadParameter
from qkg.graphview.overview import overview


def test_the_newest_article_with_its_kinds_in_order(ask: Ask[Any]) -> None:
    """Agency, firm, places, conferral, award, figure; evidence is no node."""
    found = ask(lambda view: overview(view, None, 80))
    assert found.article == EX + "article"
    assert [(group.kind.rpartition("#")[2], group.total) for group in found.groups[1:]] == [
        ("Agency", 1),
        ("Enterprise", 1),
        ("Jurisdiction", 3),
        ("Action", 1),
        ("Award", 1),
        ("Measure", 1),
    ]
    assert (EX + "conferral", qkg("recipient"), EX + "firm") in {edge.triple for edge in found.picture.edges}
    assert not {EX + "e1", EX + "s1"} & {node.id for node in found.picture.nodes}


def test_what_stands_alone_is_cut_first(ask: Ask[Any]) -> None:
    """With room for seven, the lone place and the article give way."""
    found = ask(lambda view: overview(view, EX + "article", 7))
    shown = {node.id.removeprefix(EX) for node in found.picture.nodes}
    assert shown == {"office", "firm", "region", "town", "conferral", "award", "figure"}
    assert (found.picture.extent.total, found.picture.extent.shown) == (9, 7)
    assert {(group.total, group.shown) for group in found.groups if group.kind == qkg("Jurisdiction")} == {
        (3, 2)
    }


def test_no_such_article_is_refused(ask: Ask[Any]) -> None:
    """A place is no article."""
    with pytest.raises(BadParameter, match="no article"):
        ask(lambda view: overview(view, EX + "town", 80))
