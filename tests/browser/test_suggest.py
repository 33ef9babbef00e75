"""The search box of every page: suggestions by keys, mouse, touch and input method."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import violations

Open = Callable[..., Page]


def box(page: Page) -> Locator:
    """The search box in the head, with its island loaded."""
    found = page.locator("header input[type=search]")
    found.focus()
    page.locator("header form[data-live]").wait_for()
    return found


def options(page: Page) -> Locator:
    """What is suggested."""
    return page.locator("header [role=option]")


def test_nothing_loads_before_it_is_wanted(live: Open) -> None:
    """The script comes with the focus, not with the page."""
    page = live("/en/about")
    page.wait_for_load_state("networkidle")
    loaded = "performance.getEntriesByType('resource').some(one => one.name.includes('suggest'))"
    assert not page.evaluate(loaded)
    box(page)
    assert page.evaluate(loaded)


def test_by_keys(live: Open) -> None:
    """ARIA combobox: down chooses and up goes back to the box, Escape closes, Enter opens what is chosen."""
    page = live("/en/")
    field = box(page)
    page.keyboard.insert_text("baot")
    expect(options(page).first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("header [role=option][aria-selected=true]")
    expect(field).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    page.keyboard.press("ArrowUp")
    expect(chosen).to_have_count(0)
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(field).to_have_value("baot")
    page.keyboard.type("o")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_text(re.compile(r"^\s*Baotou"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/page/place/baotou")


def test_enter_searches_for_what_is_typed(live: Open) -> None:
    """Without a choice the form is sent as it always was."""
    page = live("/en/")
    box(page)
    page.keyboard.type("baotou")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search?q=baotou")


def test_an_input_method_is_not_disturbed(live: Open) -> None:
    """Nothing is asked while 包头 is composed; then it is, and a click opens the thing."""
    page = live("/zh/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest?" in request.url else None)
    box(page)
    session = page.context.new_cdp_session(page)
    for part in ("b", "bao", "bao'tou"):
        session.send(
            "Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)}
        )
    page.wait_for_timeout(400)
    assert asked == []
    session.send("Input.insertText", {"text": "包头"})
    options(page).filter(has_text="行政辖区").first.click()
    page.wait_for_url("**/zh/page/place/baotou")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_accessible_with_the_list_open(live: Open, language: str) -> None:
    """Nothing for axe-core while it is open, in both themes and widths, and nothing too wide."""
    page, found = live(f"/{language}/about", reduced_motion="reduce"), []
    box(page)
    page.keyboard.insert_text("包头")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    for width, theme in ((360, "light"), (360, "dark"), (1440, "light"), (1440, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"wider than {width}")
        found += [f"{width} {theme} {one}" for one in violations(page)]
    assert found == []


def test_by_touch(live: Open) -> None:
    """A tap on a suggestion opens its page."""
    page = live("/zh/", viewport={"width": 360, "height": 740}, has_touch=True)
    page.locator("header input[type=search]").tap()
    page.locator("header form[data-live]").wait_for()
    page.keyboard.insert_text("包头市")
    options(page).first.tap()
    page.wait_for_url("**/zh/page/place/baotou")
