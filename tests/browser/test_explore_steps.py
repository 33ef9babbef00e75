"""The graph view by mouse: each thing that can be done to a picture, done once and seen."""

import re

from playwright.sync_api import expect
from tests.browser.explorer import BAOTOU, MIDDLE, THING, Open, choose, counts, node, opened, settled

REGION = THING + "place/inner-mongolia"


def test_expand_by_relation_collapse_and_hide(live: Open) -> None:
    """Relations in both directions with their counts; a step brings what the button says; then back again."""
    page = opened(live, f"/en/explore?node={BAOTOU}&node={REGION}")
    assert counts(page)[0] == 2
    branches = page.locator(".branches li")
    choose(page, BAOTOU)
    branches.first.wait_for()
    assert {way.inner_text().strip() for way in branches.locator(".way").all()} == {"→", "←"}
    choose(page, REGION)
    areas = branches.filter(has_text="reference area")
    expect(areas.locator(".count")).to_have_text(re.compile(r"0 of \d+"))
    total = int(areas.locator(".count").inner_text().split()[-1])
    areas.get_by_role("button").click()
    expect(areas.locator(".count")).to_have_text(f"{total} of {total}")
    expect(areas.get_by_role("button")).to_be_disabled()
    settled(page)
    assert counts(page)[0] == 2 + total
    expect(page.locator(".relation", has_text="reference area").first).to_be_attached()
    page.locator("details.legend summary").click()
    page.locator("details.legend label", has_text="reference area").get_by_role("checkbox").uncheck()
    expect(page.locator(".chips")).to_contain_text("hidden: reference area")
    assert page.locator(".edge").count() == counts(page)[1] < total
    page.get_by_role("button", name="hidden: reference area").click()
    choose(page, REGION)
    page.get_by_role("button", name="Collapse", exact=True).click()
    settled(page)
    assert counts(page)[0] == 1, "all hung on the region alone"


def test_focus_and_back(live: Open) -> None:
    """Only a node and its neighbours; the chip above says so and lifts it."""
    page = opened(live)
    whole = counts(page)
    choose(page, BAOTOU)
    page.get_by_role("button", name="Focus here").click()
    settled(page)
    assert 1 < counts(page)[0] < whole[0]
    assert page.locator(f'[data-edge*="{BAOTOU}"]').count() >= counts(page)[0] - 1
    page.get_by_role("button", name="only around Baotou").click()
    settled(page)
    assert counts(page) == whole


def test_an_edge_is_clicked_and_a_node_is_dragged(live: Open) -> None:
    """In the picture: the words of the edge open; the node stays where it was put, until it is let go."""
    page = opened(live, f"/en/explore?node={BAOTOU}")
    x, y = page.locator(".edge.proven").first.evaluate(MIDDLE)
    page.mouse.click(x, y)
    expect(page.locator(".panel .triple")).to_be_visible()
    expect(page.locator(".panel blockquote").first).to_be_visible()
    box = node(page, BAOTOU).locator(".sign").bounding_box()
    assert box
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    page.mouse.up()
    expect(page.locator(".node.pinned")).to_have_count(1)
    choose(page, BAOTOU)
    page.get_by_role("button", name="Let go").click()
    expect(page.locator(".node.pinned")).to_have_count(0)


def test_what_is_shown_is_searched_and_the_rest_of_the_article_drawn(live: Open) -> None:
    """What fits stands out and is counted; the page says how much of the article it drew, and draws all."""
    page = opened(live)
    page.locator(".finder input").fill("Baotou")
    marked = page.locator(".node.match")
    expect(marked.first).to_be_attached()
    expect(page.locator(".explorer .state")).to_have_text(
        f"{marked.count()} of what is shown has “Baotou” in its name."
    )
    page.locator(".finder input").fill("zzzz")
    expect(page.locator(".missed")).to_have_text("Nothing is found.")
    page.locator(".finder input").fill("")
    part = page.locator(".chips")
    total = int((re.search(r"of (\d+) things", part.inner_text()) or [0, 0])[1])
    page.get_by_role("button", name="Draw the rest").click()
    expect(page.locator(".explorer .node")).to_have_count(total)
