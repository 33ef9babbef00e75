"""``python -m bench.browser``: what a reader's browser loads and how soon it is ready, page by page.

Needs Debian's ``chromium`` and the extra ``test``. Writes ``docs/performance/browser.json`` and
``docs/performance-browser.md``. Script bytes are those that crossed the wire, compressed; *ready* is when
every island of the page is live, or when the page is loaded where it has none.
"""

import argparse
import base64
import gzip
import json
import os
import platform
import re
import shutil
import statistics
import sys
import tempfile
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench import browser_report
from bench.engines.qkg import Qkg
from bench.generate import packaged, write
from bench.server import Server
from bench.workload import ROOT

PAGES = (
    "/en/",
    "/en/page/place/baotou",
    "/en/article/cqn-2021-05-13",
    "/en/figures",
    "/en/figures?view=chart",
    "/en/explore",
    "/en/sparql",
)
READY = """
const seen = setInterval(() => {
  if (document.readyState !== "complete") return;
  if (document.querySelector("[data-island]:not([data-live], [data-when])")) return;
  clearInterval(seen);
  window.ready = performance.now();
}, 5);
"""
FRAMES = """count => new Promise(done => {
  const times = [];
  const step = now => (times.push(now) <= count ? requestAnimationFrame(step) : done(times));
  requestAnimationFrame(step);
})"""
THINGS = 'SELECT DISTINCT ?x { ?x a ?c FILTER(STRSTARTS(STR(?x), "https://w3id.org/qkg/id/")) } LIMIT 2000'
SPACE = "https://w3id.org/qkg/"
DIGEST = re.compile(r"-[\w-]{8}$")
"""What the build puts behind the name of a file."""


def main() -> None:
    """Measure, write, say."""
    parser = argparse.ArgumentParser(prog="python -m bench.browser", description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="fresh profiles for each page [%(default)s]")
    parser.add_argument("--articles", type=int, default=30, help="for the large picture [%(default)s]")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "docs" / "performance", help="folder [%(default)s]"
    )
    options = parser.parse_args()
    os.environ.setdefault("PYTHONPATH", f"{ROOT / 'src'}{os.pathsep}{ROOT}")
    found = measure(options.rounds, options.articles)
    target = options.out / "browser.json"
    target.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    page = options.out.parent / "performance-browser.md"
    page.write_text(browser_report.document(found), encoding="utf-8")
    sys.stdout.write(f"written: {page}\n")


def measure(rounds: int, articles: int) -> dict[str, Any]:
    """All figures: machine, pages, islands, and the large picture."""
    chromium = shutil.which("chromium") or sys.exit("no chromium on this machine")
    qkg = Qkg([sys.executable, "-m", "qkg"])
    with tempfile.TemporaryDirectory(prefix="qkg-browser-") as name, sync_playwright() as engine:
        place = Path(name)
        base = packaged([sys.executable, "-m", "qkg"], place / "base.nq")
        write(base, place / "data.nq", articles, 1)
        qkg.load(place / "data.nq", place)
        browser = engine.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with Server(qkg.command(base, place), place / "log", 60) as server:
            address = f"http://127.0.0.1:{server.port}"
            pages = {path: visits(browser, address + path, rounds) for path in PAGES}
            large = picture(browser, address)
        facts = {"processors": os.cpu_count(), "load": os.getloadavg()[0], "machine": platform.machine()}
        facts["browser"] = browser.version
        browser.close()
    return {"facts": facts, "pages": pages, "chunks": chunks(), "picture": large}


def visits(browser: Browser, address: str, rounds: int) -> dict[str, float]:
    """The median visit of several, each in a fresh profile."""
    each = [visit(browser, address) for _ in range(rounds)]
    return {name: round(statistics.median(one[name] for one in each), 1) for name in each[0]}


def visit(browser: Browser, address: str) -> dict[str, float]:
    """One visit: milliseconds and bytes."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(READY)
    page.goto(address)
    page.wait_for_function("() => window.ready")
    found: dict[str, float] = page.evaluate(
        """() => ({
          paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
          ready: window.ready,
          script: performance.getEntriesByType("resource").filter(one => one.name.endsWith(".js"))
            .reduce((sum, one) => sum + one.encodedBodySize, 0),
          requests: performance.getEntriesByType("resource").length + 1,
        })"""
    )
    context.close()
    return found


def chunks() -> dict[str, dict[str, int]]:
    """Each file of the islands by its name without the digest: bytes as they are and under gzip."""
    folder = ROOT / "src" / "qkg" / "web" / "static" / "ui"
    files = sorted(folder.glob("*.js"))
    sizes = {DIGEST.sub("", one.stem): one.read_bytes() for one in files}
    return {name: {"raw": len(body), "gzip": len(gzip.compress(body, 9))} for name, body in sizes.items()}


def picture(browser: Browser, address: str) -> dict[str, float]:
    """Two thousand nodes in the graph view: frames while they are laid out, at rest, and under a zoom."""
    page = browser.new_page()
    page.goto(f"{address}/en/about")
    rows = page.evaluate(
        "async query => (await (await fetch('/sparql', {method: 'POST', body: query, headers:"
        " {'content-type': 'application/sparql-query', accept: 'application/sparql-results+json'}})).json())"
        ".results.bindings.map(one => one.x.value)",
        THINGS,
    )
    page.goto(f"{address}/en/explore#{view(rows)}")
    page.wait_for_selector(".explorer .node", timeout=120_000)
    nodes, edges = page.locator(".explorer .node").count(), page.locator(".explorer .edge").count()
    moving = frames(page, 60)
    rest(page)
    still = frames(page, 60)
    page.get_by_role("button", name="Zoom in").click()
    zoomed = frames(page, 10)
    page.close()
    return {
        "nodes": nodes,
        "edges": edges,
        "laying out, median": statistics.median(moving),
        "laying out, longest": max(moving),
        "at rest, median": statistics.median(still),
        "zoom, longest": max(zoomed),
    }


def rest(page: Page) -> None:
    """Wait until nothing moves."""
    where = "() => [...document.querySelectorAll('.node')].map(one => one.parentElement.outerHTML)+''"
    before = ""
    for _ in range(60):
        page.wait_for_timeout(2000)
        if (now := page.evaluate(where)) == before:
            return
        before = now


def frames(page: Page, count: int) -> list[float]:
    """Milliseconds of so many frames."""
    times: list[float] = page.evaluate(FRAMES, count)
    return [round(later - sooner, 1) for sooner, later in pairwise(times)]


def view(iris: Sequence[str]) -> str:
    """The address part of a view of these things, as the graph view writes it."""
    told = [[[iri.removeprefix(SPACE), 0, 0] for iri in iris], [], [], 0, "", []]
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(json.dumps(told).encode()) + packer.flush()
    return "1" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


if __name__ == "__main__":
    main()
