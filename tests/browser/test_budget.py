"""What a page costs: under 20 kB of compressed script at first load, and a strict policy."""

from collections.abc import Callable

from playwright.sync_api import Page
from tests.browser.conftest import stands

Open = Callable[..., Page]
BUDGET = 20_000
PATHS = (
    "/en/",
    "/zh/page/place/baotou",
    "/en/article/cqn-2021-05-13",
    "/en/figures?view=chart",
    "/en/search?q=a",
)
SCRIPT = """() => performance.getEntriesByType("resource").filter(one => one.name.endsWith(".js"))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


def test_first_load(live: Open) -> None:
    """Pages to read stay under it with all that they load; graph and editor bring more."""
    for path in PATHS:
        page = live(path)
        stands(page)
        page.wait_for_load_state("networkidle")
        assert 0 < page.evaluate(SCRIPT) < BUDGET, path


def test_no_script_but_ours(live: Open) -> None:
    """The policy allows neither inline script nor inline style nor evaluation, anywhere."""
    page = live("/en/about")
    for path in ("/en/explore", "/en/sparql", "/en/figures"):
        answer = page.goto(path)
        assert answer
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self'" in policy
        assert "unsafe" not in policy
