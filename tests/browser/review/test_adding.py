"""Words of the text made a fact: selected by mouse or touch, or written by keyboard alone."""

import httpx
from playwright.sync_api import Page, expect
from tests.browser.conftest import violations
from tests.browser.review.conftest import (
    NAME,
    SLOW,
    TEXT,
    Open,
    at_desk,
    candidate,
    decisions,
    is_saved,
)
from tests.conftest import Server

ENDS = """words => {
  const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const whole = nodes.map(node => node.data).join("");
  const first = whole.indexOf(words);
  const spot = place => {
    for (const node of nodes) {
      if (place <= node.length) return [node, place];
      place -= node.length;
    }
  };
  return [spot(first + 0.5), spot(first + words.length)].map(([node, offset]) => [node, Math.floor(offset)]);
}"""
EDGES = f"""words => {{
  const edges = ({ENDS})(words);
  edges[0][0].parentElement.scrollIntoView({{ block: "center", behavior: "instant" }});
  return edges.map(([node, offset], end) => {{
    const range = document.createRange();
    range.setStart(node, end ? offset - 1 : offset);
    range.setEnd(node, end ? offset : offset + 1);
    const box = range.getBoundingClientRect();
    return [end ? box.right - 2 : box.left + 2, (box.top + box.bottom) / 2];
  }});
}}"""
HANDLES = f"""words => {{
  const [[first, start], [last, end]] = ({ENDS})(words);
  document.getSelection().setBaseAndExtent(first, start, last, end);
}}"""


def named(kind: str, words: str) -> str:
    """What a candidate made of these words is called."""
    start = TEXT.index(words)
    return f"{kind}/{NAME}-h{start}-{start + len(words)}"


def dragged(page: Page, words: str) -> None:
    """Select words as a mouse does; again where the page moved below it."""
    for _ in range(20):
        (left, top), (right, bottom) = page.evaluate(EDGES, words)
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move(right, bottom, steps=8)
        page.mouse.up()
        if page.evaluate("String(document.getSelection())") == words:
            return
    raise AssertionError(page.evaluate("String(document.getSelection())"))


def added(service: httpx.Client) -> dict[str, dict[str, object]]:
    """What the server has of it."""
    found = service.get(f"/review/drafts/{NAME}").raise_for_status().json()
    return dict(found["decisions"].get("added", {}))


def test_by_mouse(visit: Open, server: Server, under_review: httpx.Client) -> None:
    """Selected, added as an action, accepted; it would be published with these words and passes the check."""
    page, words = at_desk(visit, server), "企业参加"
    dragged(page, words)
    page.get_by_role("button", name="Add a fact …").click()
    expect(page.get_by_label("Words of the text")).to_have_value(words)
    page.get_by_label("What they are").select_option("action")
    assert violations(page) == []
    page.get_by_role("button", name="Add", exact=True).click()
    fact = candidate(page, named("action", words))
    expect(fact.locator("blockquote")).to_have_text(words)
    page.get_by_role("button", name="Done").click()
    expect(fact).to_have_attribute("data-verdict", "accepted")
    is_saved(page)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".outcome")).to_have_text("Nothing stands against publishing.", timeout=SLOW)
    page.get_by_text("What would be published").click()
    expect(page.locator(".finish pre")).to_contain_text(f'"{words}"')


def test_by_keyboard(visit: Open, server: Server, under_review: httpx.Client) -> None:
    """Written instead of selected; words that are not in the text are refused; the fields follow at once."""
    page, words = at_desk(visit, server), "11月8日"
    page.keyboard.press("w")
    expect(page.get_by_label("Words of the text")).to_be_focused()
    page.keyboard.type("没有这些")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("do not stand in the text")
    page.get_by_label("Words of the text").press("Control+a")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Value")).to_be_focused()
    page.get_by_label("Value").press("Control+a")
    page.keyboard.type("8")
    page.keyboard.press("Control+Enter")
    name = named("measure", words)
    expect(candidate(page, name)).to_have_attribute("data-verdict", "accepted")
    is_saved(page)
    start = TEXT.index(words)
    assert added(under_review) == {name: {"kind": "figure", "start": start, "end": start + len(words)}}
    assert dict(decisions(under_review)[name]["figure"])["value"] == 8  # type: ignore[call-overload]
    page.keyboard.press("w")
    page.keyboard.press("Escape")
    expect(page.locator(".adding")).to_have_count(0)


def test_by_touch(visit: Open, server: Server, under_review: httpx.Client) -> None:
    """What the handles select is taken; nothing is wider than the screen."""
    small = {"has_touch": True, "is_mobile": True, "viewport": {"width": 360, "height": 740}}
    page, words = at_desk(visit, server, "/zh/review", **small), "企业参加"
    page.evaluate(HANDLES, words)
    page.get_by_role("button", name="补充事实……").tap()
    expect(page.get_by_label("原文词句")).to_have_value(words)
    page.locator(".adding select").first.select_option("statement")
    page.locator(".adding select").nth(1).select_option("plannedBy")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="补充", exact=True).tap()
    expect(candidate(page, named("statement", words) + "-plannedby")).to_be_visible()
