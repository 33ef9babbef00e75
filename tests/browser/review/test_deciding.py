"""Deciding about candidates: by keys, by mouse, by touch."""

import re

import httpx
from playwright.sync_api import Page, expect
from tests.browser.review.conftest import (
    HUNDRED,
    RANGE,
    SLOW,
    TOKEN,
    Open,
    at_desk,
    candidate,
    decisions,
    is_saved,
)
from tests.conftest import Server


def entered_by_keys(page: Page) -> None:
    """Token, name and draft, without a mouse."""
    page.locator("input[type=password]").focus()
    page.keyboard.type(TOKEN)
    page.keyboard.press("Tab")
    page.keyboard.type("甲乙")
    page.keyboard.press("Enter")
    page.locator(".drafts a").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".candidate.current .line")).to_be_focused()


def test_by_keyboard_alone(visit: Open, server: Server, under_review: httpx.Client) -> None:
    """From the token to the verdicts: move, accept, reject, undo, correct; each step reaches the server."""
    page = visit(server, "/en/review")
    entered_by_keys(page)
    ids = [str(one.get_attribute("data-id")) for one in page.locator(".candidate").all()]
    start = ids.index(str(page.locator(".candidate.current").get_attribute("data-id")))
    page.keyboard.press("j")
    expect(candidate(page, ids[start + 1])).to_have_class(re.compile("current"))
    page.keyboard.press("k")
    expect(candidate(page, ids[start])).to_have_class(re.compile("current"))
    page.keyboard.press("r")
    expect(page.get_by_role("status")).to_contain_text("rejected")
    page.keyboard.press("u")
    expect(candidate(page, ids[start])).to_have_class(re.compile("current"))
    expect(candidate(page, ids[start])).not_to_have_attribute("data-verdict", "rejected")
    page.keyboard.press("a")
    is_saved(page)
    assert decisions(under_review)[ids[start]] == {"verdict": "accepted"}
    page.keyboard.press("?")
    expect(page.locator(".help")).to_be_visible()
    for _ in ids:
        if candidate(page, RANGE).locator("[aria-current=true]").count():
            break
        page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.get_by_label("Value")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".editor")).to_have_count(0)
    page.keyboard.press("e")
    expect(page.get_by_label("Value")).to_be_focused()
    page.get_by_label("Hedge").focus()
    page.keyboard.type("at least")
    page.keyboard.press("Control+Enter")
    expect(candidate(page, RANGE).locator(".line")).to_contain_text("at least 2 PERCENT")
    is_saved(page)
    kept = decisions(under_review)[RANGE]
    assert kept["verdict"] == "accepted"
    assert {"value": 2, "hedge": "at-least", "lower": 2}.items() <= dict(kept["figure"]).items()  # type: ignore[call-overload]


def test_a_name_is_linked_and_a_new_thing_made(
    visit: Open, server: Server, under_review: httpx.Client
) -> None:
    """A name gets its English, an end of a relation a new thing; both stand in what would be published."""
    page = at_desk(visit, server)
    paper = page.locator('.candidate[data-id^="document/"]')
    paper.locator(".line").click()
    paper.get_by_role("button", name="Correct").click()
    page.get_by_label("Name in English").first.fill("Notice on household appliances")
    page.get_by_role("button", name="Done").click()
    expect(paper.locator(".line")).to_contain_text("Notice on household appliances")
    issuer = page.locator('.candidate[data-id^="statement/"]', has_text="issued by")
    issuer.locator(".line").click()
    issuer.get_by_role("button", name="Correct").click()
    end = page.get_by_role("group", name="To")
    end.get_by_role("button", name="New thing …").click()
    end.get_by_label("Name in Chinese").fill("湖北省质量局")
    end.get_by_label("Name in English").fill("Hubei Quality Bureau")
    end.get_by_role("button", name="Make it").click()
    page.get_by_role("button", name="Done").click()
    expect(issuer.locator(".more dl")).to_contain_text("Hubei Quality Bureau")
    is_saved(page)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".outcome")).to_have_text("Nothing stands against publishing.", timeout=SLOW)
    page.get_by_text("What would be published").click()
    for words in (
        '"Notice on household appliances"@en',
        '"Hubei Quality Bureau"@en',
        "id:agency/hubei-quality-bureau",
    ):
        assert words.removeprefix("id:") in page.locator(".finish pre").inner_text()


def test_by_touch_on_a_small_screen(visit: Open, server: Server, under_review: httpx.Client) -> None:
    """A tap on the words chooses, a tap accepts; nothing is wider than the screen."""
    small = {"has_touch": True, "is_mobile": True, "viewport": {"width": 360, "height": 740}}
    page = at_desk(visit, server, "/zh/review", **small)
    page.locator(".text .mark", has_text="近120家").tap()
    figure = candidate(page, HUNDRED)
    expect(figure).to_have_class(re.compile("current"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    figure.get_by_role("button", name="改正").tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="取消").tap()
    figure.get_by_role("button", name="接受").tap()
    is_saved(page)
    assert decisions(under_review) == {HUNDRED: {"verdict": "accepted"}}
