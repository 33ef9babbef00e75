"""Two thousand nodes at once: the picture stays usable, says what it leaves out, and is passed on whole."""

import base64
import json
import re
import zlib
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect
from tests.browser.explorer import PLACES, ROUNDED
from tests.conftest import Served, serve_trig

SPACE = "https://w3id.org/qkg/"
MOST = 2000  # what the page promises to draw
MORE = 2100
CAMPAIGNS = len(range(0, MORE, 3))
BRANCH = 60
SLOW = 120_000
"""Milliseconds that a large picture may take on a machine with much other work."""
FRAMES = """() => new Promise(done => {
  const times = [];
  const step = now => (times.push(now) < 31 ? requestAnimationFrame(step) : done(times));
  requestAnimationFrame(step);
})"""
HEARD = """() => { window.waits = [];
  document.querySelector('.finder input').addEventListener('input', event =>
    window.waits.push(performance.now() - event.timeStamp)); }"""
Open = Callable[..., Page]


def tree() -> str:
    """So many actions, every third a campaign, each part of the one whose number is a tenth of its own."""
    lines = [
        f"<{SPACE}id/action/{n}> a qkg:{'Action' if n % 3 else 'Campaign'} ; "
        f'rdfs:label "行动{n}"@zh , "action {n}"@en .\n'
        for n in range(MORE)
    ]
    lines += [f"<{SPACE}id/action/{n}> qkg:partOf <{SPACE}id/action/{n // 10}> .\n" for n in range(10, MORE)]
    lines += [f"<{SPACE}id/action/{n}> qkg:subject <{SPACE}id/action/0> .\n" for n in range(1, BRANCH + 1)]
    lines += [
        f'qkg:{name} a owl:Class ; rdfs:label "{name.lower()}"@en .\n' for name in ("Action", "Campaign")
    ]
    lines.append('qkg:subject a owl:ObjectProperty ; rdfs:label "subject"@en .\n')
    head = (
        f"@prefix qkg: <{SPACE}ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    )
    return f"{head}<{SPACE}graph/made> {{ {''.join(lines)} }}"


def address(nodes: int, apart: int = 0) -> str:
    """A view of the first so many, as the explorer writes it; in rows that far apart, or not yet laid out."""
    view = [
        [[f"id/action/{n}", n % 40 * apart, n // 40 * apart] for n in range(nodes)],
        *([], [], 0, "", []),
    ]
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(json.dumps(view).encode()) + packer.flush()
    return "1" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


@pytest.fixture(scope="module")
def large(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over the tree."""
    served = serve_trig(environment, tmp_path_factory.mktemp("many") / "store", tree())
    yield served
    served.stop()


def at(live: Open, path: str) -> Page:
    """An address of another server in a fresh profile."""
    browser = live("/en/about").context.browser
    assert browser
    page = browser.new_context(locale="en").new_page()
    page.goto(path)
    return page


def test_two_thousand_nodes(live: Open, large: Served) -> None:
    """Typing is heard while they are laid out; among them a node is reached, chosen and removed."""
    page = at(live, f"{large.address}en/explore#{address(MOST)}")
    expect(page.locator(".explorer .node")).to_have_count(MOST, timeout=SLOW)
    page.evaluate(HEARD)
    page.locator(".finder input").press_sequentially("action 1234", timeout=SLOW)
    expect(page.locator(".finder [role=option]").first).to_contain_text("action 1234", timeout=SLOW)
    waits = page.evaluate("window.waits")
    assert len(waits) == len("action 1234")
    print(f"a letter is heard after {sorted(waits)[len(waits) // 2]:.0f} ms, at most {max(waits):.0f} ms")
    expect(page.locator(".node.match")).to_have_count(1)
    page.locator(".finder input").fill("")
    times = page.evaluate(FRAMES)
    gaps = sorted(later - sooner for sooner, later in pairwise(times))
    print(f"2,000 nodes: median frame {gaps[len(gaps) // 2]:.0f} ms, longest {gaps[-1]:.0f} ms")
    page.get_by_role("button", name="Zoom in").click()
    page.locator(f'[data-node="{SPACE}id/action/7"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(".panel h2")).to_have_text("action 7", timeout=SLOW)
    page.keyboard.press("Escape")
    page.keyboard.press("Delete")
    expect(page.locator(".explorer .node")).to_have_count(MOST - 1, timeout=SLOW)
    page.context.close()


def test_more_are_not_drawn_and_filters_are_offered(live: Open, large: Served) -> None:
    """It says so in words; one click on a class that is in the way lets all others in, and back."""
    page = at(live, f"{large.address}en/explore#{address(MORE, 90)}")
    many = page.get_by_role("alert")
    expect(many).to_contain_text(f"Drawn are {MOST} of {MORE} nodes, which is the most.", timeout=SLOW)
    expect(page.locator(".explorer .node")).to_have_count(MOST, timeout=SLOW)
    many.get_by_role("button", name=f"without action ({MORE - CAMPAIGNS})").click()
    expect(page.locator(".explorer .node")).to_have_count(CAMPAIGNS, timeout=SLOW)
    expect(many).to_have_count(0)
    last = f'[data-node="{SPACE}id/action/{(MORE - 1) // 3 * 3}"]'
    expect(page.locator(last)).to_have_count(1, timeout=SLOW)
    page.get_by_role("button", name="hidden: action").click()
    expect(page.locator(".explorer .node")).to_have_count(MOST, timeout=SLOW)
    page.context.close()


def test_a_large_branch_comes_in_steps(live: Open, large: Served) -> None:
    """So many at a time, as the button says, until all are there, though some were there by other ways."""
    others = "".join(f"&node={SPACE}id/action/{n}" for n in (*range(2, 9), 59))
    page = at(live, f"{large.address}en/explore?node={SPACE}id/action/0{others}")
    page.locator(f'[data-node="{SPACE}id/action/0"] .sign').click(force=True)
    branch = page.locator(".branches li", has_text="subject")
    count = branch.locator(".count")
    expect(count).to_have_text(f"8 of {BRANCH}", timeout=SLOW)
    steps = 0
    while branch.get_by_role("button").is_enabled():
        before = count.inner_text()
        if BRANCH - int(before.split()[0]) > 25:
            expect(branch.locator(".next")).to_have_text("next 25")
        branch.get_by_role("button").click()
        expect(count).not_to_have_text(before, timeout=SLOW)
        steps += 1
    expect(count).to_have_text(f"{BRANCH} of {BRANCH}")
    assert steps > 2
    page.context.close()


def test_hundreds_of_nodes_are_passed_on_in_a_short_address(live: Open, large: Served) -> None:
    """The address has a dozen letters; a fresh profile sees the same nodes at the same places."""
    page = at(live, f"{large.address}en/explore#{address(600, 110)}")
    expect(page.locator(".explorer .node")).to_have_count(600, timeout=SLOW)
    page.get_by_role("button", name="Share", exact=True).click()
    box = page.get_by_role("textbox", name="Share")
    expect(box).to_have_value(re.compile(r"/en/q/[a-z2-7]{12}$"), timeout=SLOW)
    again = at(live, box.input_value())
    expect(again.locator(".explorer .node")).to_have_count(600, timeout=SLOW)
    assert again.evaluate(ROUNDED) == page.evaluate(ROUNDED)
    assert len(set(again.evaluate(PLACES))) == 600
    page.context.close()
    again.context.close()
