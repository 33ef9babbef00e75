"""From the picture to a query and back, and into the picture from the pages that tell of things."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.browser.conftest import stands

THING = "https://w3id.org/qkg/id/"
Open = Callable[..., Page]


def shown(page: Page) -> tuple[int, int]:
    """Nodes and edges that the picture has."""
    stands(page)
    expect(page.locator(".explorer .state")).to_have_text(re.compile(r"\d.*\d"))
    page.locator(".explorer .node").first.wait_for()
    return page.locator(".explorer .node").count(), page.locator(".explorer .edge").count()


def test_from_a_picture_to_its_query_and_back(live: Open) -> None:
    """The query gives as many rows as there are edges; drawn there and opened here, it has the same edges."""
    page = live("/en/explore")
    _, edges = shown(page)
    page.get_by_role("link", name="As a query").click()
    stands(page)
    expect(page.locator(".measures strong")).to_have_text(f"{edges} rows", timeout=30_000)
    page.get_by_role("button", name="Graph").click()
    page.get_by_role("link", name="Explore these things in the graph view").click()
    page.wait_for_url("**/en/explore#*")
    page.locator(".explorer").wait_for()
    expect(page.locator(".explorer .edge")).to_have_count(edges, timeout=30_000)
    places = page.locator(".explorer .node").evaluate_all(
        "all => new Set(all.map(one => one.parentElement.getAttribute('transform'))).size"
    )
    assert places > 1


def test_from_a_thing(live: Open) -> None:
    """The page of a place leads to it with its neighbours."""
    page = live("/en/page/place/baotou")
    page.get_by_role("link", name="Open in the graph view").click()
    page.wait_for_url("**/en/explore?node=*")
    nodes, _ = shown(page)
    assert nodes > 1
    expect(page.locator(f'[data-node="{THING}place/baotou"]')).to_be_attached()


def test_from_an_answer(live: Open) -> None:
    """The first question's things are drawn: the place, the honour and the document of the answer."""
    page = live("/zh/questions/cq01")
    page.get_by_role("link", name="在图谱中打开").click()
    page.wait_for_url("**/zh/explore?node=*")
    shown(page)
    expect(page.locator(f'[data-node="{THING}place/baotou"]')).to_be_attached()


def test_from_an_article(live: Open) -> None:
    """The article's own overview opens."""
    page = live("/en/article/cqn-2021-05-13")
    page.get_by_role("link", name="Open in the graph view").click()
    page.wait_for_url("**/en/explore?article=*")
    assert shown(page)[0] > 50
