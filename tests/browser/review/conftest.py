"""A draft under review before a real browser, and what a curator does there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect
from tests.browser.conftest import Watch
from tests.conftest import Run, Server

from qkg.web.pages import environment as templates

NAME, TOKEN, PUBLISHER = "hubei-2021-11-10", "write-secret", "青川日报"
SETTINGS = {"QKG_WRITE_TOKEN": TOKEN, "QKG_REVIEW_TEXTS": "1"}
THING = "https://w3id.org/qkg/id/"
TEXT = """湖北省开展家电质量提升行动
本报讯 11月8日，湖北省市场监管局印发《关于开展家电质量提升行动的通知》。
截至目前，全省已有近120家企业参加，合格率提高2—3个百分点。活动成效显著。
"""
HUNDRED, RANGE = f"measure/{NAME}-f001", f"measure/{NAME}-f002"
SLOW = 60_000
"""Milliseconds that a reading or a check may take on a machine with much other work."""


class Ours(Watch):
    """What a page should not do; the browser itself says so where the service refuses a request of ours."""

    def hear(self, message: ConsoleMessage, page: Page) -> None:
        """Note what is said by anything else."""
        if not (message.text.startswith("Failed to load") and "/review/drafts" in message.location["url"]):
            super().hear(message, page)


@pytest.fixture(scope="package")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the store and for the draft that ``qkg ingest`` makes."""
    return tmp_path_factory.mktemp("review")


@pytest.fixture(scope="package")
def server(place: Path, environment: dict[str, str]) -> Iterator[Server]:
    """A server over a store of its own, with a token."""
    if not templates().globals["islands"]:
        pytest.skip("the islands were not built (QKG_SKIP_UI, or no npm registry): nothing is live")
    made = Server({**environment, **SETTINGS}, "--store", str(place / "store"))
    yield made
    assert made.stop() == "", "the server wrote to standard error"


@pytest.fixture(scope="package")
def draft(qkg: Run, place: Path) -> bytes:
    """The draft of the text, as the one file for its review."""
    (place / f"{NAME}.txt").write_text(TEXT, encoding="utf-8")
    done = qkg("ingest", str(place / f"{NAME}.txt"), "--out", str(place), "--publisher", PUBLISHER)
    assert done.returncode == 0, done.stderr
    return (place / f"{NAME}.review.json").read_bytes()


@pytest.fixture
def service(server: Server) -> Iterator[httpx.Client]:
    """The service with the token, and no draft under review."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=server.address, trust_env=False, timeout=120, headers=headers) as client:
        for one in client.get("/review/drafts").json()["drafts"]:
            client.delete(f"/review/drafts/{one['name']}", headers={"If-Match": "*"}).raise_for_status()
        yield client


@pytest.fixture
def under_review(service: httpx.Client, draft: bytes) -> httpx.Client:
    """The service with the draft under review."""
    sent = service.post("/review/drafts", content=draft, headers={"Content-Type": "application/json"})
    assert sent.status_code == 201, sent.text
    return service


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens an address of a server in a fresh profile."""
    watches: list[Watch] = []
    contexts: list[BrowserContext] = []

    def visit(server: Server, path: str, **options: object) -> Page:
        context = browser.new_context(base_url=server.address, **{"locale": "en", **options})
        contexts.append(context)
        watches.append(Ours(server.address))
        page = context.new_page()
        watches[-1].over(page)
        page.goto(path)
        return page

    yield visit
    for one in contexts:
        one.close()
    assert [fault for watch in watches for fault in watch.faults] == []


def entered(visit: Open, server: Server, path: str = "/en/review", **options: object) -> Page:
    """The page once the token was given."""
    page = visit(server, path, **options)
    page.locator("input[type=password]").fill(TOKEN)
    page.locator("input[autocomplete=name]").fill("甲乙")
    page.locator(".gate button").click()
    return page


def at_desk(visit: Open, server: Server, path: str = "/en/review", **options: object) -> Page:
    """The page with the draft open."""
    page = entered(visit, server, f"{path}#{NAME}", **options)
    expect(page.locator(".candidate.current")).to_be_visible()
    return page


def candidate(page: Page, id: str) -> Locator:
    """A candidate of the list."""
    return page.locator(f'.candidate[data-id="{id}"]')


def is_saved(page: Page) -> None:
    """Wait until the server has what was decided."""
    expect(page.locator("[data-saving=saved]")).to_be_attached(timeout=SLOW)


def decisions(service: httpx.Client) -> dict[str, dict[str, object]]:
    """What the server has."""
    found = service.get(f"/review/drafts/{NAME}").raise_for_status().json()["decisions"]
    return found.get("candidates", {})
