"""A real browser before the real server. Skipped with the reason where there is no Chromium.

Every page that a test opens is watched: a message on the console or a request to another host makes the test
fail at its end.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from qkg.web.pages import environment as templates

NAMES = ("chromium", "chromium-browser", "google-chrome")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
expect.set_options(timeout=30_000)  # machines are shared: a page may be slow without being wrong
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium; closed with this folder's last test: its event loop lames all others."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: install the package chromium to test in a browser")
    with sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=found, args=OPTIONS)
        yield opened
        opened.close()


@dataclass
class Watch:
    """What a page should not do."""

    address: str
    faults: list[str] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)

    def over(self, page: Page) -> None:
        """Listen to a page."""
        page.on("console", lambda message: self.hear(message, page))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", self.check)

    def hear(self, message: ConsoleMessage, page: Page) -> None:
        """Note what is said; the browser itself says so when the page asked for is a problem in words."""
        own = message.text.startswith("Failed to load resource") and message.location["url"] in self.opened
        if not own:
            self.faults.append(f"console {message.type}: {message.text}")

    def check(self, request: Request) -> None:
        """Note a request that leaves the host, and the addresses of pages."""
        if request.is_navigation_request():
            self.opened.add(request.url)
        if not request.url.startswith((self.address, "blob:", "data:")):
            self.faults.append(f"request to {request.url}")


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, served: str) -> Iterator[Open]:
    """Opens an address of the server in a fresh profile; options are those of a browser context."""
    watch, contexts = Watch(served), []

    def visit(path: str = "/", **options: object) -> Page:
        context: BrowserContext = browser.new_context(base_url=served, **{"locale": "en", **options})
        contexts.append(context)
        page = context.new_page()
        watch.over(page)
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert watch.faults == []


@pytest.fixture
def live(visit: Open) -> Open:
    """Like ``visit``; skipped where the islands were not built."""
    if not templates().globals["islands"]:
        pytest.skip("the islands were not built (QKG_SKIP_UI, or no npm registry): nothing is live")
    return visit


def stands(page: Page) -> None:
    """Wait until every island of the page is live, so that its controls are all there."""
    if templates().globals["islands"]:
        expect(page.locator("[data-island]:not([data-live], [data-when])")).to_have_count(0, timeout=60_000)


def violations(page: Page, rules: Sequence[str] = (), kind: str = "tag") -> list[str]:
    """What axe-core finds, a line a rule with the first place; ``rules`` of a kind instead of all."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    found = page.evaluate(
        "only => axe.run({runOnly: only, resultTypes: ['violations'], selectors: false})",
        {"type": kind, "values": [*(rules or RULES)]},
    )["violations"]
    return [f"{one['id']}: {one['help']} - {one['nodes'][0]['html'][:200]}" for one in found]


def everywhere(page: Page) -> list[str]:
    """What axe-core finds in the page as it stands, in both themes and widths, and what is too wide."""
    found = []
    for width, theme in ((1440, "light"), (1440, "dark"), (360, "dark"), (360, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"wider than {width}")
        found += [f"{width} {theme} {one}" for one in violations(page)]
    return found
