"""How tests handle the graph view: open it, wait for it, count it, choose in it."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import stands

THING = "https://w3id.org/qkg/id/"
BAOTOU, SAMR = THING + "place/baotou", THING + "agency/samr"
PLACES = """() => [...document.querySelectorAll('.explorer .node')].map(
    one => one.parentElement.getAttribute('transform'))"""
ROUNDED = """() => Object.fromEntries([...document.querySelectorAll('.explorer .node')].map(one => [
    one.dataset.node,
    one.parentElement.getAttribute('transform').match(/-?[\\d.]+/g).map(number => Math.round(number))]))"""
MIDDLE = """one => { const path = one.querySelector('.hand');
  const {x, y} = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
  return [x, y]; }"""
Open = Callable[..., Page]


def node(page: Page, iri: str) -> Locator:
    """A node of the picture."""
    return page.locator(f'[data-node="{iri}"]')


def opened(live: Open, path: str = "/en/explore", **options: object) -> Page:
    """The view once its picture stands."""
    page = live(path, **options)
    stands(page)
    expect(page.locator(".explorer .node").first).to_be_visible(timeout=15_000)
    settled(page)
    return page


def settled(page: Page) -> None:
    """Wait until nothing is asked, nothing moves and the address has been written."""
    seen: list[str] = []
    for _ in range(120):
        expect(page.locator(".explorer")).to_have_attribute("aria-busy", "false")
        page.wait_for_timeout(500)
        seen.append(page.evaluate(f"({PLACES})().join() + location.hash"))
        if len(seen) > 2 and len(set(seen[-3:])) == 1:
            return
    raise AssertionError("the picture does not come to rest")


def counts(page: Page) -> tuple[int, int]:
    """Nodes and edges as the page says."""
    told = page.locator(".explorer .state").inner_text()
    found = re.fullmatch(r"(\d+) nodes, (\d+) edges", told)
    assert found, told
    return int(found[1]), int(found[2])


def choose(page: Page, iri: str) -> None:
    """Click a node's sign."""
    node(page, iri).locator(".sign").click(force=True)
