"""The graph view as people use it: by mouse, by keys, by touch; what it saves is opened again."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import everywhere
from tests.browser.explorer import (
    BAOTOU,
    PLACES,
    ROUNDED,
    SAMR,
    THING,
    Open,
    choose,
    counts,
    node,
    opened,
    settled,
)

CUT = """() => { const all = document.querySelector('.canvas').getBoundingClientRect();
  return [...document.querySelectorAll('.node text:not(.unwritten)')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.left < all.left || box.right > all.right || box.top < all.top || box.bottom > all.bottom;
  }).map(one => one.textContent); }"""


def test_it_opens_on_the_article(live: Open) -> None:
    """Agencies, actions, awards and figures are there, as links with names; the numbers are true."""
    page = opened(live)
    nodes, edges = counts(page)
    assert nodes == page.locator(".explorer .node").count() > 50
    assert edges == page.locator(".explorer .edge").count() > 50
    assert node(page, BAOTOU).get_attribute("href") == "/en/page/place/baotou"
    assert (node(page, BAOTOU).get_attribute("aria-label") or "").startswith("Baotou, jurisdiction, ")


@pytest.mark.parametrize("width", [360, 1440])
def test_no_label_is_cut_at_the_edge(live: Open, width: int) -> None:
    """Of the first picture and of every layout, as fitted: what is written lies inside the picture."""
    page = opened(live, "/zh/explore", viewport={"width": width, "height": 900}, reduced_motion="reduce")
    for layout in ("force", "radial", "layered", "timeline"):
        page.locator(".tools select").first.select_option(layout)
        settled(page)
        assert page.locator(".node text:not(.unwritten)").count() > 0
        assert page.evaluate(CUT) == [], layout


def test_without_script_it_is_a_list(visit: Open) -> None:
    """What the picture shows is there to read, with links."""
    page = visit("/zh/explore", java_script_enabled=False)
    expect(page.get_by_role("link", name="包头市", exact=True).first).to_be_visible()
    assert page.locator("main li").count() > 50


def test_an_edge_opens_to_its_words(live: Open) -> None:
    """A relation chosen in the table shows the quote, who says it, and the way to its place."""
    page = opened(live)
    page.get_by_role("button", name="As a table").click()
    row = page.locator("tr", has_text="Baotou becomes an International").filter(has_text="recipient").first
    row.get_by_role("button").click()
    panel = page.locator(".panel")
    expect(panel.locator("blockquote").first).to_contain_text("包头市成功创建")
    expect(panel).to_contain_text("said by China Quality News")
    link = panel.get_by_role("link", name="in the article").first
    assert re.fullmatch(r"/en/article/cqn-2021-05-13#ev-[\w-]+", link.get_attribute("href") or "")


def test_expand_collapse_undo_redo(live: Open) -> None:
    """From one node by a relation with its count; each step can be taken back and again."""
    page = opened(live, f"/en/explore?node={SAMR}")
    begun = counts(page)[0]
    choose(page, SAMR)
    page.locator(".panel").get_by_role("button", name=re.compile("appraiser")).wait_for()
    appraisal = THING + "appraisal/cqn-2021-05-13-by-samr"
    expect(node(page, appraisal)).to_be_attached()
    choose(page, appraisal)
    page.locator(".panel").get_by_role("button", name="Expand").click()
    settled(page)
    more = counts(page)[0]
    assert more > begun
    page.get_by_role("button", name="Undo").click()
    settled(page)
    assert counts(page)[0] == begun
    page.get_by_role("button", name="Redo").click()
    settled(page)
    assert counts(page)[0] == more
    choose(page, SAMR)
    page.locator(".panel").get_by_role("button", name="Remove").click()
    expect(node(page, SAMR)).not_to_be_attached()


def test_the_legend_is_the_filter(live: Open) -> None:
    """A class put out takes its nodes and their edges away, and comes back."""
    page = opened(live)
    nodes, _ = counts(page)
    box = page.locator(".legend label", has_text="measure").first
    figures = int(box.locator(".count").inner_text())
    box.get_by_role("checkbox").uncheck()
    settled(page)
    assert counts(page)[0] == nodes - figures
    box.get_by_role("checkbox").check()
    settled(page)
    assert counts(page)[0] == nodes


@pytest.mark.parametrize("layout", ["radial", "layered", "timeline"])
def test_layouts(live: Open, layout: str) -> None:
    """Each puts the nodes elsewhere, none upon another."""
    page = opened(live)
    before = page.evaluate(PLACES)
    page.locator(".tools select").first.select_option(layout)
    settled(page)
    after = page.evaluate(PLACES)
    assert after != before
    assert len(set(after)) == len(after)


def test_a_shared_address_gives_the_same_picture(live: Open) -> None:
    """In a fresh profile: same nodes at the same places, same filter, same layout."""
    page = opened(live)
    page.locator(".legend label", has_text="measure").first.get_by_role("checkbox").uncheck()
    settled(page)
    first = page.evaluate(ROUNDED)
    address = page.evaluate("location.pathname + location.search + location.hash")
    again = opened(live, address)
    assert again.evaluate(ROUNDED) == first
    assert counts(again) == counts(page)


def test_a_path_between_two_things(live: Open) -> None:
    """From Baotou, by search, to the ministry: the server finds the way and it is drawn."""
    page = opened(live, f"/en/explore?node={BAOTOU}")
    choose(page, BAOTOU)
    page.get_by_role("button", name="Path from here").click()
    finder = page.locator(".finder input")
    finder.fill("State Administration for Market")
    page.locator(".finder [role=option]").first.click()
    expect(page.locator(".explorer .state")).to_have_text(re.compile(r"A path of \d steps\."), timeout=15_000)
    expect(node(page, SAMR)).to_be_attached()


def test_search_waits_for_the_input_method(live: Open) -> None:
    """While 包头 is being composed nothing is asked; then it is found and comes into the picture."""
    page = opened(live, f"/zh/explore?node={SAMR}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest" in request.url else None)
    finder = page.locator(".finder input")
    finder.focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "baotou", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(400)
    assert asked == []
    session.send("Input.insertText", {"text": "包头"})
    page.locator(".finder [role=option]", has_text="包头市").first.wait_for()
    page.keyboard.press("Enter")
    expect(node(page, BAOTOU)).to_be_attached()


def test_by_keyboard_alone(live: Open) -> None:
    """Tab reaches the nodes, Enter chooses, Delete removes, Ctrl-Z brings back."""
    page = opened(live, f"/en/explore?node={SAMR}")
    nodes = counts(page)[0]
    page.locator(".tools a").last.focus()
    page.keyboard.press("Tab")
    reached = page.evaluate("document.activeElement.dataset.node")
    assert reached
    page.keyboard.press("Enter")
    expect(page.locator(".panel h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(node(page, reached)).to_be_focused()
    page.keyboard.press("Delete")
    expect(node(page, reached)).not_to_be_attached()
    page.keyboard.press("Control+z")
    expect(page.locator(".explorer .node")).to_have_count(nodes)


def test_by_touch(live: Open) -> None:
    """A tap opens what stands under the finger."""
    page = opened(live, f"/zh/explore?node={BAOTOU}", has_touch=True, viewport={"width": 390, "height": 844})
    node(page, BAOTOU).locator(".sign").tap(force=True)
    expect(page.locator(".panel h2")).to_have_text("包头市")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def looked_at(page: Page) -> list[str]:
    """What is amiss in any look of the page, which is then as wide as it was."""
    before, found = page.viewport_size, everywhere(page)
    assert before
    page.set_viewport_size(before)
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_accessible_in_every_state(live: Open, language: str) -> None:
    """Nothing for axe-core: chosen, searched, asked for a path, as a table, empty; in all looks."""
    page = opened(live, f"/{language}/explore", reduced_motion="reduce")
    found = looked_at(page)
    choose(page, BAOTOU)
    page.locator(".branches").wait_for()
    page.locator(".panel .does button").nth(3).click()
    page.locator("details.legend summary").click()
    found += looked_at(page)
    page.locator(".finder input").fill("包头")
    page.locator(".finder [role=option]").first.wait_for()
    found += looked_at(page)
    page.keyboard.press("Escape")
    page.locator(".tools button[aria-pressed]").click()
    page.locator(".tables table button").last.click()
    page.locator(".panel .triple").wait_for()
    found += looked_at(page)
    page.locator(".tools button[aria-pressed]").click()
    for box in page.locator("fieldset.legend > label input").all():
        box.evaluate("one => one.click()")
    expect(page.locator(".explorer .node")).to_have_count(0)
    assert found + looked_at(page) == []


def test_zoom_and_pan(live: Open) -> None:
    """By wheel, by buttons and by keys; the place under the pointer stays under it."""
    page = opened(live)
    box = node(page, BAOTOU).locator(".sign").bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(200)
    after = node(page, BAOTOU).locator(".sign").bounding_box()
    assert after
    assert abs(after["x"] + after["width"] / 2 - middle[0]) < 3
    frame = page.locator(".explorer .canvas svg > g").first
    near = str(frame.get_attribute("transform"))
    page.get_by_role("button", name="Zoom out").click()
    expect(frame).not_to_have_attribute("transform", near)
    page.get_by_role("button", name="Fit", exact=True).click()
    page.wait_for_timeout(500)
    fitted = str(frame.get_attribute("transform"))
    node(page, BAOTOU).focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(frame).not_to_have_attribute("transform", fitted)
