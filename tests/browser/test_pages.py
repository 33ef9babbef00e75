"""Each kind of page in a real browser: for axe-core, on two screens, by keyboard alone, on paper.

The pages are those of the program's own table of places, so that a new one is looked at without being named.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import stands, violations
from tests.browser.places import pages

PATHS = tuple(pages())
Open = Callable[..., Page]
SCREENS = ((360, 740), (1440, 900))
COLOURS = ("color-contrast", "link-in-text-block")
"""Rules of axe-core that depend on the theme."""
PAPER = {"width": 794, "height": 1123}
"""A4 in CSS pixels."""

CONTROLS = """() => {
  const reached = new Set();
  document.addEventListener("focusin", event => reached.add(event.target));
  window.missed = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(one => one.checkVisibility() && one.type !== "hidden" && !one.disabled && one.tabIndex >= 0)
    .filter(one => !reached.has(one)).map(one => one.outerHTML.slice(0, 120));
  return window.missed().length;
}"""
SHEET = """() => {
  const shown = [...document.querySelectorAll("body > header nav, form, .skip")]
    .filter(one => one.checkVisibility());
  const {color, backgroundColor} = getComputedStyle(document.body);
  const cut = [...document.querySelectorAll("main *")].filter(one => one.checkVisibility() &&
    one.getBoundingClientRect().width > 1 && one.getBoundingClientRect().right > innerWidth + 1);
  return [shown.length, color, backgroundColor, cut.slice(0, 2).map(one => one.outerHTML.slice(0, 80))];
}"""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_accessible(visit: Open, path: str, language: str) -> None:
    """WCAG 2.2 AA and the best practices of axe-core in both themes and widths, and no sideways scroll.

    All eight combinations with the language: at each width all rules in one theme, those of colour in the
    other.
    """
    page, found = visit(f"/{language}{path}", reduced_motion="reduce"), []
    themes = ("light", "dark") if language == "zh" else ("dark", "light")
    for (width, height), theme, other in zip(SCREENS, themes, reversed(themes), strict=True):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"wider than {width}")
        found += [f"{width} {theme} {one}" for one in violations(page)]
        page.emulate_media(color_scheme=other)
        found += [f"{width} {other} {one}" for one in violations(page, COLOURS, "rule")]
    assert found == []


@pytest.mark.parametrize("path", PATHS)
def test_by_keyboard(visit: Open, path: str) -> None:
    """Tab begins at the link past the head, which leads to the content, and reaches every control."""
    page = visit(f"/en{path}")
    stands(page)
    controls = page.evaluate(CONTROLS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(controls):
        page.keyboard.press("Tab")
    for _ in range(controls):
        if not page.evaluate("missed().length"):
            break
        page.keyboard.press("Tab")
    assert page.evaluate("missed()") == []
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_printed(visit: Open) -> None:
    """On paper: ink on white whatever the theme, no menus and forms, nothing beyond the edge of a sheet."""
    page = visit(viewport=PAPER)
    page.emulate_media(media="print", color_scheme="dark")
    wrong = []
    for path in PATHS:
        page.goto(f"/zh{path}")
        if (found := page.evaluate(SHEET)) != [0, "rgb(0, 0, 0)", "rgb(255, 255, 255)", []]:
            wrong.append(f"{path}: {found}")
    assert wrong == []


@pytest.mark.parametrize(("language", "title"), [("zh", "这里没有内容"), ("en", "There is nothing here")])
def test_a_problem_is_told_in_the_language_of_the_page(visit: Open, language: str, title: str) -> None:
    """Heading and advice; what only the service knows stays English, and says so."""
    page = visit(f"/{language}/nothing-of-this-name")
    assert page.locator("h1").inner_text() == title
    assert page.locator("main p[lang=en]").inner_text() == "There is nothing at /nothing-of-this-name."
    assert page.locator("main p.lead").count() == 1


def test_code_can_be_copied(live: Open) -> None:
    """The button of a code block puts its text on the clipboard and says so."""
    page = live("/en/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("curl 'http://")
