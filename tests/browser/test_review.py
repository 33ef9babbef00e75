"""The review as curators use it: by mouse, keys and touch, two at a time, after a restart; the whole way."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect
from tests.browser.conftest import Watch, violations
from tests.conftest import Run, Server

from qkg.web.pages import environment as templates

NAME, TOKEN, PUBLISHER = "hubei-2021-11-10", "write-secret", "青川日报"
SETTINGS = {"QKG_WRITE_TOKEN": TOKEN, "QKG_REVIEW_TEXTS": "1"}
GRAPH, THING = "https://w3id.org/qkg/graph/", "https://w3id.org/qkg/id/"
TEXT = """湖北省开展家电质量提升行动
本报讯 11月8日，湖北省市场监管局印发《关于开展家电质量提升行动的通知》。
截至目前，全省已有近120家企业参加，合格率提高2—3个百分点。活动成效显著。
"""
PAPER = "关于开展家电质量提升行动的通知"
HUNDRED, RANGE = f"measure/{NAME}-f001", f"measure/{NAME}-f002"
SLOW = 60_000
"""Milliseconds that a reading or a check may take on a machine with much other work."""


class Ours(Watch):
    """What a page should not do; the browser itself says so where the service refuses a request of ours."""

    def hear(self, message: ConsoleMessage, page: Page) -> None:
        """Note what is said by anything else."""
        if not (message.text.startswith("Failed to load") and "/review/drafts" in message.location["url"]):
            super().hear(message, page)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the store and for the draft that ``qkg ingest`` makes."""
    return tmp_path_factory.mktemp("review")


@pytest.fixture(scope="module")
def server(place: Path, environment: dict[str, str]) -> Iterator[Server]:
    """A server over a store of its own, with a token."""
    if not templates().globals["islands"]:
        pytest.skip("the islands were not built (QKG_SKIP_UI, or no npm registry): nothing is live")
    made = Server({**environment, **SETTINGS}, "--store", str(place / "store"))
    yield made
    assert made.stop() == "", "the server wrote to standard error"


@pytest.fixture(scope="module")
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


def found(page: Page, words: str) -> None:
    """The search knows the words, once its index has been built again."""
    for _ in range(120):
        page.goto(f"/zh/search?q={words}")
        if page.locator("main").get_by_role("link", name=words).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(page.locator("main").inner_text())


def test_the_whole_way_of_a_text(
    visit: Open, server: Server, service: httpx.Client, qkg: Run, place: Path
) -> None:
    """Brought, reviewed, published, found, drawn, read, exported, withdrawn: as a new user would."""
    (place / "text.txt").write_text(TEXT, encoding="utf-8")
    page = entered(visit, server)
    page.get_by_label("Text, web page").set_input_files(place / "text.txt")
    page.get_by_label("Name", exact=True).fill("hubei")
    page.get_by_label("Day of publication").fill("2021-11-10")
    page.get_by_label("Newspaper or site").fill(PUBLISHER)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".candidate.current")).to_be_visible(timeout=SLOW)
    expect(page).to_have_url(re.compile(f"#{NAME}$"))
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
    page.get_by_role("button", name="Accept all undecided").click()
    is_saved(page)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".outcome")).to_have_text("Nothing stands against publishing.", timeout=SLOW)
    assert service.get(f"/graph/{NAME}").status_code == 404
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".is-published")).to_be_visible(timeout=SLOW)
    way = page.get_by_role("link", name="See it drawn").get_attribute("href")
    page.get_by_role("link", name="Read the article").click()
    expect(page.locator("a.span", has_text="近120家").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("截至目前，全省已有近120家企业参加，")
    page.goto(str(way))
    expect(page.locator(f'[data-node="{THING}{HUNDRED}"]')).to_be_attached(timeout=SLOW)
    found(page, PAPER)
    dump = service.get(f"/dump/{NAME}.nt").raise_for_status().content
    said = {(one.subject, one.predicate.value.rpartition("#")[2], one.object) for one in triples(dump)}
    values = {obj.value for subject, name, obj in said if subject == ox.NamedNode(THING + HUNDRED) and name}
    assert {"130", "近120家", THING + "approximation/at-most", THING + "place/hubei"} <= values
    gone = qkg("retract", NAME, "--server", server.address, QKG_WRITE_TOKEN=TOKEN)
    assert (gone.returncode, gone.stderr) == (0, "")
    answer = page.goto(f"/en/graph/{NAME}")
    assert answer is not None
    assert answer.status == 410


def triples(dump: bytes) -> list[ox.Triple]:
    """The triples of a dump, their objects named or literal."""
    return [one.triple for one in ox.parse(dump, ox.RdfFormat.N_TRIPLES)]


def test_by_keyboard_alone(visit: Open, server: Server, under_review: httpx.Client) -> None:
    """From the token to the verdicts: move, accept, reject, undo, correct; each step reaches the server."""
    page = visit(server, "/en/review")
    page.locator("input[type=password]").focus()
    page.keyboard.type(TOKEN)
    page.keyboard.press("Tab")
    page.keyboard.type("甲乙")
    page.keyboard.press("Enter")
    page.locator(".drafts a").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".candidate.current .line")).to_be_focused()
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
