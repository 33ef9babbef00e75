"""The whole way of a text, as a new user goes it."""

import re
from pathlib import Path

import httpx
import pyoxigraph as ox
from playwright.sync_api import Page, expect
from tests.browser.review.conftest import (
    HUNDRED,
    NAME,
    PUBLISHER,
    SLOW,
    TEXT,
    THING,
    TOKEN,
    Open,
    candidate,
    entered,
    is_saved,
)
from tests.conftest import Run, Server

PAPER = "关于开展家电质量提升行动的通知"


def brought(page: Page, place: Path) -> None:
    """The text given to the server, which reads it."""
    (place / "text.txt").write_text(TEXT, encoding="utf-8")
    page.get_by_label("Text, web page").set_input_files(place / "text.txt")
    page.get_by_label("Name", exact=True).fill("hubei")
    page.get_by_label("Day of publication").fill("2021-11-10")
    page.get_by_label("Newspaper or site").fill(PUBLISHER)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".candidate.current")).to_be_visible(timeout=SLOW)
    assert page.evaluate("location.hash") == f"#{NAME}"


def corrected(page: Page) -> None:
    """A figure chosen by its words, and value, hedge and what it tells about put right."""
    page.locator(".text .mark", has_text="近120家").click()
    figure = candidate(page, HUNDRED)
    expect(figure).to_have_class(re.compile("current"))
    figure.get_by_role("button", name="Correct").click()
    page.get_by_label("Value").fill("130")
    page.get_by_label("Hedge").select_option("at-most")
    about = page.get_by_role("combobox", name="What it tells about: Find a thing")
    about.fill("湖北省")
    page.get_by_role("option").filter(has_text="Hubei").first.click()
    page.get_by_role("button", name="Done").click()
    expect(figure.locator(".line")).to_contain_text("at most 130 NUM")
    expect(figure.locator(".line")).to_contain_text("accepted · corrected")


def published(page: Page, service: httpx.Client) -> None:
    """All accepted, checked, and not before that in the graph."""
    page.get_by_role("button", name="Accept all undecided").click()
    is_saved(page)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".outcome")).to_have_text("Nothing stands against publishing.", timeout=SLOW)
    assert service.get(f"/graph/{NAME}").status_code == 404
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".is-published")).to_be_visible(timeout=SLOW)


def found(page: Page, words: str) -> None:
    """The search knows the words, once its index has been built again."""
    for _ in range(120):
        page.goto(f"/zh/search?q={words}")
        if page.locator("main").get_by_role("link", name=words).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(page.locator("main").inner_text())


def triples(dump: bytes) -> list[ox.Triple]:
    """The triples of a dump, their objects named or literal."""
    return [one.triple for one in ox.parse(dump, ox.RdfFormat.N_TRIPLES)]


def exported(service: httpx.Client, thing: str) -> set[str]:
    """What the dump of the article says of a thing."""
    dump = service.get(f"/dump/{NAME}.nt").raise_for_status().content
    return {one.object.value for one in triples(dump) if one.subject == ox.NamedNode(thing)}


def test_the_whole_way_of_a_text(
    visit: Open, server: Server, service: httpx.Client, qkg: Run, place: Path
) -> None:
    """Brought, reviewed, published, found, drawn, read, exported, withdrawn."""
    page = entered(visit, server)
    brought(page, place)
    corrected(page)
    published(page, service)
    way = page.get_by_role("link", name="See it drawn").get_attribute("href")
    page.get_by_role("link", name="Read the article").click()
    expect(page.locator("a.span", has_text="近120家").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("截至目前，全省已有近120家企业参加，")
    page.goto(str(way))
    expect(page.locator(f'[data-node="{THING}{HUNDRED}"]')).to_be_attached(timeout=SLOW)
    found(page, PAPER)
    expected = {"130", "近120家", THING + "approximation/at-most", THING + "place/hubei"}
    assert expected <= exported(service, THING + HUNDRED)
    gone = qkg("retract", NAME, "--server", server.address, QKG_WRITE_TOKEN=TOKEN)
    assert (gone.returncode, gone.stderr) == (0, "")
    answer = page.goto(f"/en/graph/{NAME}")
    assert answer is not None
    assert answer.status == 410
