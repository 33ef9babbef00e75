"""Each kind of page in a real browser: nothing for axe-core to find, nothing on the console."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import violations

PATHS = ("/", "/sparql")
Open = Callable[..., Page]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_accessible(visit: Open, path: str, language: str, theme: str) -> None:
    """WCAG 2.2 AA and the best practices of axe-core, in both languages and themes."""
    assert violations(visit(f"/{language}{path}", color_scheme=theme)) == []


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_the_screen(visit: Open, path: str, width: int) -> None:
    """No page scrolls sideways; wide tables scroll in their own box."""
    page = visit(path, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_code_can_be_copied(live: Open) -> None:
    """The button of a code block puts its text on the clipboard and says so."""
    page = live("/en/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("curl 'http://")
