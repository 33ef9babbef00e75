"""Two curators at one draft, and work that outlives server and browser."""

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect
from tests.browser.review.conftest import HUNDRED, NAME, TOKEN, Open, at_desk, candidate, decisions, is_saved
from tests.conftest import Server

from qkg.web.pages import environment as templates


def test_two_curators_do_not_overwrite_one_another(
    visit: Open, server: Server, under_review: httpx.Client
) -> None:
    """The later one is told, and takes the other's decisions or puts the own ones on top."""
    one, other = at_desk(visit, server), at_desk(visit, server)
    fact = f"statement/{NAME}-s001"
    for page, verdict in ((one, "Accept"), (other, "Reject")):
        candidate(page, fact).locator(".line").click()
        candidate(page, fact).get_by_role("button", name=verdict, exact=True).click()
        if page is one:
            is_saved(one)
    box = other.locator(".conflict")
    expect(box).to_contain_text("Someone else has decided")
    assert decisions(under_review) == {fact: {"verdict": "accepted"}}
    box.get_by_role("button", name="Take theirs").click()
    expect(candidate(other, fact)).to_have_attribute("data-verdict", "accepted")
    expect(box).to_have_count(0)
    candidate(one, HUNDRED).locator(".line").click()
    candidate(one, HUNDRED).get_by_role("button", name="Reject").click()
    is_saved(one)
    candidate(other, fact).locator(".line").click()
    candidate(other, fact).get_by_role("button", name="Reject").click()
    box.get_by_role("button", name="Keep mine on top of theirs").click()
    expect(box).to_have_count(0)
    is_saved(other)
    assert decisions(under_review) == {fact: {"verdict": "rejected"}, HUNDRED: {"verdict": "rejected"}}
    expect(candidate(other, HUNDRED)).to_have_attribute("data-verdict", "rejected")


def test_work_outlives_server_and_browser(
    visit: Open, environment: dict[str, str], tmp_path: Path, draft: bytes
) -> None:
    """Decided, both ended, both begun again: verdicts and corrections are there."""
    settings = {**environment, "QKG_WRITE_TOKEN": TOKEN}
    if not templates().globals["islands"]:
        pytest.skip("the islands were not built: nothing is live")
    for turn in range(2):
        server = Server(settings, "--store", str(tmp_path / "store"))
        if not turn:
            headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
            address = server.address + "review/drafts"
            httpx.post(
                address, content=draft, headers=headers, trust_env=False, timeout=60
            ).raise_for_status()
        page = at_desk(visit, server)
        if not turn:
            candidate(page, HUNDRED).locator(".line").click()
            candidate(page, HUNDRED).get_by_role("button", name="Reject").click()
            is_saved(page)
        expect(candidate(page, HUNDRED)).to_have_attribute("data-verdict", "rejected")
        page.context.close()
        assert server.stop() == ""
