"""The page of figures as people use it: sorted, charted, shared, embedded; by mouse, keys and touch."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import stands, violations

Open = Callable[..., Page]
KEPT = "window.kept = true"


def opened(live: Open, path: str = "/en/figures", **options: object) -> Page:
    """The page once it is live."""
    page = live(path, **options)
    stands(page)
    page.evaluate(KEPT)
    return page


def asks(page: Page, *parts: str) -> None:
    """Wait until the address asks for these; the browser tells it later than what it shows."""
    for part in parts:
        expect(page).to_have_url(re.compile(rf"{part}(&|$)"))


def test_sorted_and_filtered_in_place(live: Open) -> None:
    """The page stays, the table changes, the address says so, the count is told, and back leads back."""
    page = opened(live)
    tonnes = page.get_by_role("link", name="tonne 2")
    tonnes.click()
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("2 figures")
    expect(tonnes).to_be_focused()
    page.get_by_role("columnheader", name="Amount").get_by_role("link").click()
    expect(page.locator(".amount").first).to_have_text("down more than 26,000 t")
    asks(page, "sort=value", "unit=[^&]*TONNE")
    page.go_back()
    expect(page.locator(".amount").first).to_have_text("down more than 77,500 t")
    page.go_back()
    expect(page.locator("tbody tr")).to_have_count(18)
    asks(page, "/en/figures")
    assert page.evaluate("window.kept")


def test_the_newest_of_two_clicks_wins(live: Open) -> None:
    """The answer to the first arrives after that to the second, and is not taken; nor is its address."""
    page = opened(live)
    late: list[Route] = []

    def keep(route: Route) -> None:
        late.append(route)

    page.route("**/figures?*TONNE*", keep)
    page.get_by_role("link", name="tonne 2").click()
    page.get_by_role("link", name="nearly 2").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    asks(page, "hedge=[^&]*nearly")
    late[0].fulfill(body="<div data-island=figures><p>late</p></div>", content_type="text/html")
    page.unroute_all()
    page.get_by_role("link", name="nearly 2").click()
    expect(page.locator("tbody tr")).to_have_count(18)
    assert "late" not in page.locator("[data-island=figures]").inner_text()
    page.go_back()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.go_back()
    asks(page, "/en/figures")


def test_the_other_language_and_the_data_follow(live: Open) -> None:
    """After a filter in place, the links beside lead to the same figures."""
    page = opened(live)
    page.get_by_role("link", name="tonne 2").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_role("link", name="中文").click()
    asks(page, "unit=[^&]*TONNE")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("tbody tr")).to_have_count(2)


def test_a_shared_address_shows_the_same_chart(live: Open) -> None:
    """By keys alone: to the chart, to one unit; a fresh profile sees the same; a bar leads to its words."""
    page = opened(live)
    page.get_by_role("link", name="Chart", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chart .row")).to_have_count(18)
    page.get_by_role("link", name="tonne 2").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chart .row")).to_have_count(2)
    expect(page.locator(".chart .row .ring")).to_have_count(2)
    asks(page, "view=chart", "unit=[^&]*TONNE")
    other = opened(live, page.url)
    expect(other.locator(".chart .row")).to_have_count(2)
    other.locator(".chart .row").first.focus()
    other.keyboard.press("Enter")
    other.wait_for_url("**/en/article/cqn-2021-05-13#ev-cqn-2021-05-13-e099")
    expect(other.locator(":target")).to_be_visible()


def test_embedded_elsewhere(live: Open) -> None:
    """The code that is offered shows the chart as an image."""
    page = opened(live, "/en/figures?view=chart&unit=unit:TONNE")
    page.get_by_text("Embed").click()
    code = page.locator(".embed code").inner_text()
    page.evaluate("code => document.querySelector('main').insertAdjacentHTML('beforeend', code)", code)
    image = page.locator("main > img")
    expect(image).to_have_js_property("naturalWidth", 360)


def test_on_paper(visit: Open) -> None:
    """A chart is printed in black with hedges, numbers and names; menus, filters and embeddings are not."""
    page = visit("/en/figures?view=chart", viewport={"width": 794, "height": 1123})
    page.emulate_media(media="print", color_scheme="dark")
    for kept in (".chart .row .said", ".chart .row .ring", ".chart .row .fade", ".charts h2", ".legend"):
        expect(page.locator(kept).first).to_be_visible()
    expect(page.locator(".chart .row .said", has_text="nearly 1,000 enterprises")).to_be_visible()
    for left in ("nav.menu", "nav.facet", ".embed", "header form", ".twins"):
        expect(page.locator(left).first).to_be_hidden()
    assert (
        page.locator(".chart .row .said").first.evaluate("one => getComputedStyle(one).fill")
        == "rgb(0, 0, 0)"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 794


def test_without_script(visit: Open) -> None:
    """Table and chart are there, and links change them."""
    page = visit("/zh/figures", java_script_enabled=False)
    page.get_by_role("link", name="图表").click()
    expect(page.locator(".chart .row")).to_have_count(18)
    page.locator(".chart .row").nth(4).click()
    page.wait_for_url("**/zh/article/**#ev-*")


def test_by_touch(live: Open) -> None:
    """On a small screen a tap filters, and a tap on a bar opens its words."""
    page = opened(live, "/zh/figures?view=chart", viewport={"width": 360, "height": 740}, has_touch=True)
    page.get_by_role("link", name="近 2").tap()
    expect(page.locator(".chart .row")).to_have_count(2)
    page.locator(".chart .row .said", has_text="近1000家").tap()
    page.wait_for_url("**/zh/article/cqn-2021-05-13#ev-cqn-2021-05-13-e091")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_chart_is_accessible(live: Open, language: str) -> None:
    """Nothing for axe-core with an embedding open, in both themes and widths, and nothing too wide."""
    page, found = opened(live, f"/{language}/figures?view=chart", reduced_motion="reduce"), []
    page.locator(".embed summary").first.click()
    for width, theme in ((360, "light"), (360, "dark"), (1440, "light"), (1440, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"wider than {width}")
        found += [f"{width} {theme} {one}" for one in violations(page)]
    assert found == []
