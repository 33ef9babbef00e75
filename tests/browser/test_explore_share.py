"""What is passed on: the view in the address, a short one kept by the server, a path with its words."""

import re
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import expect
from tests.browser.conftest import everywhere
from tests.browser.explorer import BAOTOU, ROUNDED, SAMR, THING, Open, choose, counts, node, opened, settled

YILI = THING + "enterprise/yili"
SHORT = re.compile(r"http://127\.0\.0\.1:\d+/zh/q/[a-z2-7]{12}")


def test_a_short_address_gives_the_same_picture(live: Open, client: httpx.Client) -> None:
    """Filter, layout and what is looked at come back in a fresh profile; the panel passes axe-core."""
    page = opened(live, "/zh/explore")
    page.locator(".legend label", has_text="度量").first.get_by_role("checkbox").uncheck()
    page.locator(".tools select").first.select_option("radial")
    choose(page, BAOTOU)
    page.locator(".branches").wait_for()
    settled(page)
    page.get_by_role("button", name="分享", exact=True).click()
    box = page.get_by_role("textbox", name="分享")
    expect(box).to_have_value(SHORT)
    kept = urlsplit(box.input_value()).path
    found = everywhere(page)
    page.set_viewport_size({"width": 1280, "height": 720})
    again = opened(live, kept)
    expect(again).to_have_url(re.compile(r"/zh/explore\?picture=[a-z2-7]{12}#1"))
    assert again.evaluate(ROUNDED) == page.evaluate(ROUNDED)
    expect(again.locator(".panel h2")).to_have_text("包头市")
    expect(again.locator(".chips")).to_contain_text("已隐藏：度量")
    name = kept.rpartition("/")[2]
    listed = client.get("/graph/subgraph", params={"picture": name}).json()["nodes"]
    assert BAOTOU in {one["id"] for one in listed}
    assert "包头市" in client.get(f"/zh/explore?picture={name}", headers={"Accept": "text/html"}).text
    assert found == []


def test_a_path_is_told_step_by_step(live: Open) -> None:
    """The way is lit, each step opens its words; the address holds it."""
    page = opened(live, f"/en/explore?node={BAOTOU}")
    choose(page, BAOTOU)
    page.get_by_role("button", name="Path from here").click()
    expect(page.locator(".state")).to_contain_text("Path from Baotou: now choose the other end")
    page.locator(".finder input").fill("State Administration for Market")
    page.locator(".finder [role=option]").first.click()
    steps = page.locator(".route li")
    expect(steps.last.get_by_role("link")).to_have_text(re.compile("State Administration"))
    expect(steps.first.get_by_role("link")).to_have_text("Baotou")
    settled(page)
    expect(page.locator(".node.chosen")).to_have_count(steps.count())
    address = page.evaluate("location.pathname + location.search + location.hash")
    again = opened(live, address)
    expect(again.locator(".route li")).to_have_count(steps.count())
    expect(again.locator(".node.chosen")).to_have_count(steps.count())
    steps.first.get_by_role("button").first.click()
    expect(page.locator(".panel .triple")).to_be_visible()
    expect(page.locator(".panel h3")).to_be_visible()


def test_where_there_is_no_path_it_is_said(live: Open) -> None:
    """In words, with both ends; the picture stays as it was, and nothing of it is amiss for axe-core."""
    page = opened(live)
    before = counts(page)
    choose(page, BAOTOU)
    page.get_by_role("button", name="Path from here").click()
    page.locator(".finder input").fill("Yili")
    page.locator(".finder [role=option]").first.click()
    told = page.locator(".explorer .state")
    expect(told).to_have_text(re.compile(r"^No path (?:of up to \d+ steps )?joins Baotou and Yili Group"))
    assert page.locator(".explorer .node").count() == before[0]
    assert everywhere(page) == []


def test_the_language_stands_in_the_address(live: Open) -> None:
    """An address without a language gets that of the reader, so that others see the same words."""
    page = live("/explore", locale="zh-CN")
    page.locator(".explorer .node").first.wait_for()
    expect(page).to_have_url(re.compile(r"/zh/explore#1"))
    assert node(page, SAMR).get_attribute("aria-label")
