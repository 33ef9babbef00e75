"""The page of the review: its gate, without script, and for everyone."""

import httpx
import pytest
from playwright.sync_api import expect
from tests.browser.conftest import violations
from tests.browser.review.conftest import HUNDRED, NAME, TOKEN, Open, candidate
from tests.conftest import Server


@pytest.mark.parametrize(("theme", "language"), [("light", "zh"), ("dark", "en")])
def test_accessible(
    visit: Open, server: Server, under_review: httpx.Client, theme: str, language: str
) -> None:
    """axe-core finds nothing at the gate, in the list, at the desk, while one corrects."""
    page = visit(server, f"/{language}/review", color_scheme=theme)
    page.locator(".gate").wait_for()
    assert violations(page) == []
    page.locator("input[type=password]").fill(TOKEN)
    page.locator("input[autocomplete=name]").fill("甲乙")
    page.locator(".gate button").click()
    page.locator(".drafts a").wait_for()
    assert violations(page) == []
    page.locator(".drafts a").click()
    figure = candidate(page, HUNDRED)
    figure.locator(".line").click()
    assert violations(page) == []
    figure.locator(".acts button").nth(2).click()
    page.locator(".making, .ends [aria-expanded]").last.click()
    assert violations(page) == []


def test_a_wrong_token_and_no_script(visit: Open, server: Server, under_review: httpx.Client) -> None:
    """The page says that the token is not taken, and asks again; without script it says what to do."""
    page = visit(server, "/en/review")
    page.locator("input[type=password]").fill("wrong")
    page.locator("input[autocomplete=name]").fill("甲")
    page.locator(".gate button").click()
    expect(page.get_by_role("alert")).to_contain_text("does not take this token")
    expect(page.locator(".gate")).to_be_visible()
    assert page.evaluate("document.cookie") == ""
    plain = visit(server, "/zh/review", java_script_enabled=False)
    expect(plain.locator("main")).to_contain_text("核对需要脚本")
    expect(plain.locator("main li code")).to_have_text(NAME)
