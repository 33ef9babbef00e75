"""The graph view by keys alone: every node and control, the edges in the picture, and what proves them."""

import re

from playwright.sync_api import Page, expect
from tests.browser.explorer import BAOTOU, SAMR, THING, Open, node, opened

JOBS = THING + "measure/cqn-2021-05-13-employment"
FOCUSED = "() => document.activeElement.dataset.edge ?? ''"
REACHED = """() => { const here = document.activeElement;
  return here.dataset.node ?? (here.closest('.explorer') ? here.tagName : ''); }"""


def press(page: Page, *keys: str) -> None:
    """One key after another."""
    for key in keys:
        page.keyboard.press(key)


def test_an_edge_opens_to_its_words(live: Open) -> None:
    """From a node with the arrows to its edges, Enter to the words, Escape back, and to the other end."""
    page = opened(live)
    node(page, BAOTOU).focus()
    press(page, "ArrowRight")
    first = page.evaluate(FOCUSED)
    assert BAOTOU in first
    met = {first}
    for _ in range(12):
        press(page, "ArrowDown")
        met.add(page.evaluate(FOCUSED))
    assert len(met) == page.locator(f'[data-edge*="{BAOTOU}"]').count()
    while "#recipient" not in page.evaluate(FOCUSED):
        press(page, "ArrowDown")
    press(page, "Enter")
    panel = page.locator(".panel")
    expect(panel.locator("h2")).to_be_focused()
    expect(panel.locator("blockquote").first).to_be_visible()
    link = panel.get_by_role("link", name="in the article").first
    expect(link).to_have_attribute("href", re.compile(r"/en/article/cqn-2021-05-13#ev-[\w-]+"))
    expect(page.locator(".edge.chosen")).to_have_count(1)
    press(page, "Escape")
    assert "#recipient" in page.evaluate(FOCUSED)
    press(page, "ArrowRight")
    there = page.evaluate("document.activeElement.dataset.node")
    assert there not in (None, BAOTOU)
    press(page, "ArrowLeft", "ArrowRight", "ArrowLeft")
    expect(node(page, there)).to_be_focused()


def test_the_edge_of_a_figure_tells_its_hedge(live: Open) -> None:
    """近5万人 is said as it stands, with the bound that its hedge sets."""
    page = opened(live)
    node(page, JOBS).focus()
    press(page, "ArrowRight", "Enter")
    panel = page.locator(".panel")
    expect(panel.locator(".figure")).to_have_text("近5万人")
    expect(panel.locator(".hedge")).to_have_text("nearly: less than 50,000")
    expect(panel.locator("blockquote").last).to_contain_text("解决近5万人就业问题")


def test_tab_reaches_every_node_and_control(live: Open) -> None:
    """Once through: all nodes, all tools, the legend; then on to the end of the page."""
    page = opened(live, f"/en/explore?node={SAMR}")
    page.locator(".finder input").focus()
    nodes, tools = set[str](), 0
    for _ in range(120):
        press(page, "Tab")
        here = page.evaluate(REACHED)
        if here == "":
            break
        if here.startswith("https:"):
            nodes.add(here)
        else:
            tools += 1
    assert len(nodes) == page.locator(".explorer .node").count() > 1
    enabled = ".explorer :is(button, select, input, a:not(.node), summary):not(:disabled):visible"
    assert tools == page.locator(enabled).count() - 1, "the box where it began is not counted"


def test_the_menu_of_a_node(live: Open) -> None:
    """Enter opens it; a relation is expanded, a focus set and lifted, a node let go, all without a mouse."""
    page = opened(live, f"/en/explore?node={SAMR}")
    before = page.locator(".explorer .node").count()
    node(page, SAMR).focus()
    press(page, "Enter")
    expect(page.locator(".panel h2")).to_be_focused()
    page.locator(".branches").wait_for()
    press(page, "Tab", "Tab", "Tab", "Enter")
    expect(page.locator(".chips")).to_contain_text("only around State Administration")
    press(page, "Enter")
    expect(page.locator(".chips")).to_have_count(0)
    press(page, "Escape")
    expect(node(page, SAMR)).to_be_focused()
    press(page, "Delete")
    expect(page.locator(".explorer .node")).to_have_count(before - 1)
    press(page, "Control+z")
    expect(page.locator(".explorer .node")).to_have_count(before)
    press(page, "Control+Shift+Z")
    expect(page.locator(".explorer .node")).to_have_count(before - 1)
