"""Answers on the query page: large ones, cancelled ones, files of them, and text that is composed."""

import csv
import re
from collections.abc import Callable
from urllib.parse import quote

import httpx
from playwright.sync_api import Page, expect
from tests.conftest import Server

Open = Callable[..., Page]
PRODUCT = "SELECT ?a ?b WHERE { ?a ?p ?o . ?b ?q ?r } LIMIT 100000"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def opened(live: Open, query: str, **options: object) -> Page:
    """The page while it runs a query of its address."""
    page = live(f"/en/sparql#query={quote(query)}", **options)
    page.locator(".cm-content").wait_for()
    return page


def until(holds: Callable[[], bool], page: Page) -> None:
    """Wait until something holds that is not on the page."""
    for _ in range(300):
        if holds():
            return
        page.wait_for_timeout(200)
    raise AssertionError("it does not come to hold")


def test_a_hundred_thousand_rows_stay_usable(live: Open) -> None:
    """All rows are there without a limit, a hundred at a time, and the page answers at once."""
    page = opened(live, PRODUCT)
    expect(page.locator(".measures")).to_contain_text("100,000 rows, no limit added", timeout=60_000)
    page.get_by_role("button", name="Last").first.click()
    expect(page.locator("td.place").last).to_have_text("100,000")
    expect(page.locator("tbody tr")).to_have_count(100)


def test_a_cancelled_query_is_gone_from_the_server(live: Open, serve: Callable[..., Server]) -> None:
    """The button ends the evaluation, not only the wait for it."""
    server = serve(**{"QKG_ADMIN_TOKEN": "proof"})
    page = live("/en/")
    operator = httpx.Client(
        base_url=server.address, headers={"Authorization": "Bearer proof"}, trust_env=False, timeout=30
    )
    other = page.context.new_page()
    other.goto(f"{server.address}en/sparql#query={quote(ENDLESS)}")
    until(lambda: len(operator.get("/queries").json()["queries"]) == 1, other)
    other.get_by_role("button", name="Cancel").click()
    other.get_by_role("alert").get_by_text("Cancelled").wait_for()
    until(lambda: operator.get("/queries").json()["queries"] == [], other)
    operator.close()


def test_a_download_holds_every_row(live: Open) -> None:
    """The file is opened again and counted."""
    page = opened(live, PRODUCT.replace("100000", "2500"))
    page.locator("tbody tr").first.wait_for()
    with page.expect_download() as given:
        page.get_by_role("button", name="CSV").click()
    with open(given.value.path(), encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == 2501


def test_text_is_composed_in_the_editor(live: Open) -> None:
    """An input method composes 包头, and the editor has it once."""
    page = opened(live, "")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    session = page.context.new_cdp_session(page)
    for part in ("b", "bao", "bao'tou"):
        session.send(
            "Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)}
        )
    session.send("Input.insertText", {"text": "包头"})
    expect(page.locator(".cm-line").first).to_have_text("包头")


def test_by_touch(live: Open) -> None:
    """On a small screen a tap opens the examples, a tap takes one, and its answer comes."""
    page = live("/zh/sparql", viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.locator(".cm-content").wait_for()
    page.get_by_role("button", name="示例").tap()
    page.locator(".examples li > button:not([aria-expanded])").first.tap()
    page.locator("section.answer tbody tr").first.wait_for()
    expect(page.get_by_role("heading", name="结果")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_shared_address_opens_elsewhere(live: Open) -> None:
    """A query too long for an address is kept by the server, and a fresh profile sees and runs it."""
    query = "# " + "很长" * 4000 + "\nSELECT (1 AS ?one) WHERE {}"
    page = live("/en/sparql", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(query)
    page.get_by_role("button", name="Share").click()
    field = page.get_by_role("textbox", name="Share")
    expect(field).to_have_value(re.compile(r"^http://[^/]+/en/q/\w+$"))
    address = field.input_value()
    other = live(address[address.index("/en/") :])
    expect(other.locator("section.answer tbody td").last).to_have_text("1")
