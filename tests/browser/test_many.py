"""Two thousand nodes at once: the picture stays usable, and says what it does not draw."""

import base64
import json
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.conftest import Served, serve_trig

SPACE = "https://w3id.org/qkg/"
MOST = 2000  # what the page promises to draw
MORE = 2100
FRAMES = """() => new Promise(done => {
  const times = [];
  const step = now => (times.push(now) < 31 ? requestAnimationFrame(step) : done(times));
  requestAnimationFrame(step);
})"""
Open = Callable[..., Page]


def tree() -> str:
    """So many actions, each part of the one whose number is a tenth of its own."""
    lines = [
        f'id:action/{n} a qkg:Action ; rdfs:label "行动{n}"@zh , "action {n}"@en .\n'.replace(
            f"id:action/{n}", f"<{SPACE}id/action/{n}>"
        )
        for n in range(MORE)
    ]
    lines += [f"<{SPACE}id/action/{n}> qkg:partOf <{SPACE}id/action/{n // 10}> .\n" for n in range(10, MORE)]
    head = f"@prefix qkg: <{SPACE}ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    return f"{head}<{SPACE}graph/made> {{ {''.join(lines)} }}"


def address(nodes: int) -> str:
    """A view of the first so many, as the explorer writes it."""
    view = [[[f"id/action/{n}", 0, 0] for n in range(nodes)], [], [], 0, "", []]
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(json.dumps(view).encode()) + packer.flush()
    return "1" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def test_two_thousand_nodes(live: Open, environment: dict[str, str], tmp_path: Path) -> None:
    """All are there, more are refused in words, and among them a node is reached, chosen and removed."""
    page = live("/en/about")
    served: Served = serve_trig(environment, tmp_path / "store", tree())
    try:
        other = page.context.new_page()
        other.goto(f"{served.address}en/explore#{address(MORE)}")
        expect(other.locator(".explorer .node")).to_have_count(MOST, timeout=120_000)
        expect(other.locator(".explorer .state")).to_have_text(
            f"Drawn are {MOST} of {MORE} nodes, which is the most. Remove some to add others."
        )
        times = other.evaluate(FRAMES)
        gaps = sorted(later - sooner for sooner, later in pairwise(times))
        print(f"2,000 nodes: median frame {gaps[len(gaps) // 2]:.0f} ms, longest {gaps[-1]:.0f} ms")
        other.get_by_role("button", name="Zoom in").click()
        other.locator(f'[data-node="{SPACE}id/action/7"]').focus()
        other.keyboard.press("Enter")
        expect(other.locator(".panel h2")).to_have_text("action 7", timeout=60_000)
        other.keyboard.press("Delete")
        expect(other.locator(".explorer .node")).to_have_count(MOST - 1, timeout=60_000)
    finally:
        served.stop()
