"""What is taken away from the query page: code that runs elsewhere, files in every format, the history."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
ROWS = (
    """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?x ?name WHERE { # 'quoted' `ticks` ${gap} \\ """
    + '"""'
    + """
  ?x a <https://w3id.org/qkg/ontology#Agency> ; rdfs:label ?name FILTER(?name != "it's \\\\")
} ORDER BY ?x ?name LIMIT 5"""
)
GRAPH = "PREFIX qkg: <https://w3id.org/qkg/ontology#> CONSTRUCT WHERE { ?x a qkg:Agency }"
SHARED = {"permissions": ["clipboard-read", "clipboard-write"]}
RESULTS = "{http://www.w3.org/2005/sparql-results#}"
GRAPHS = {
    "Turtle": ox.RdfFormat.TURTLE,
    "N-Triples": ox.RdfFormat.N_TRIPLES,
    "JSON-LD": ox.RdfFormat.JSON_LD,
    "RDF/XML": ox.RdfFormat.RDF_XML,
    "TriG": ox.RdfFormat.TRIG,
    "N-Quads": ox.RdfFormat.N_QUADS,
    "N3": ox.RdfFormat.N3,
}


def opened(live: Open, query: str, **options: object) -> Page:
    """The page with the answer to a query."""
    page = live(f"/en/sparql#query={quote(query)}", **options)
    page.locator("section.answer tbody tr").first.wait_for()
    expect(page.locator(".measures")).to_contain_text("no limit added")
    return page


def copied(page: Page, tongue: str) -> str:
    """The code in a language, as the clipboard has it."""
    page.get_by_role("button", name=tongue, exact=True).click()
    page.locator("#sparql-panel").get_by_role("button", name="Copy").click()
    page.locator("#sparql-panel").get_by_role("button", name="Copied").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def run(command: list[str], program: str | None = None) -> str:
    """What a program prints, without any proxy of this machine."""
    surroundings = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    done = subprocess.run(
        command,
        input=program,
        capture_output=True,
        encoding="utf-8",
        env=surroundings,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("query", [ROWS, GRAPH], ids=["rows", "graph"])
def test_the_code_runs(live: Open, query: str) -> None:
    """What is copied for a shell, Python and JavaScript prints the same answer, whatever is to be quoted."""
    page = opened(live, query, **SHARED)
    page.get_by_role("button", name="Code").click()
    node, _ = compute_driver_executable()
    shell = run(["sh", "-c", copied(page, "curl").replace("curl ", "curl -sS ", 1)])
    python = run([sys.executable, "-"], copied(page, "Python"))
    script = run([node, "--input-type=module", "-"], copied(page, "JavaScript"))
    expected = page.request.post(
        "/sparql",
        data=query.encode(),
        headers={
            "Content-Type": "application/sparql-query",
            "Accept": "text/turtle" if query == GRAPH else "text/csv",
        },
    ).text()
    assert expected.count("agency/") > 2
    lines = [sorted(one.split()) for one in (shell, python, script, expected)]
    assert lines == [lines[-1]] * 4


def saved(page: Page, name: str, folder: Path) -> Path:
    """The file in a format."""
    with page.expect_download() as coming:
        page.locator(".downloads").get_by_role("button", name=name, exact=True).click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def test_files_of_rows(live: Open, tmp_path: Path) -> None:
    """Each format opened again has all rows of the page."""
    page = opened(live, ROWS)
    expect(page.locator("section.answer tbody tr")).to_have_count(5)
    for name, separator in (("CSV", ","), ("TSV", "\t")):
        with saved(page, name, tmp_path).open(encoding="utf-8", newline="") as file:
            assert len(list(csv.reader(file, delimiter=separator))) == 6
    held = json.loads(saved(page, "JSON", tmp_path).read_text(encoding="utf-8"))
    assert len(held["results"]["bindings"]) == 5
    root = ElementTree.parse(saved(page, "XML", tmp_path)).getroot()  # noqa: S314 - our own file
    assert len(root.findall(f"{RESULTS}results/{RESULTS}result")) == 5


def test_files_of_triples(live: Open, tmp_path: Path) -> None:
    """Each of the seven formats opened again has the same triples."""
    page = opened(live, GRAPH)
    rows = page.locator("section.answer tbody tr").count()
    assert page.locator(".downloads button").all_inner_texts() == list(GRAPHS)
    for name, format in GRAPHS.items():
        path = saved(page, name, tmp_path)
        assert len({quad.triple for quad in ox.parse(path=path, format=format)}) == rows, name


def test_the_history_stays_in_the_browser(live: Open) -> None:
    """What was run is offered at the next visit, in no request and no other profile, and goes when told."""
    page = opened(live, "# kept-here\n" + ROWS)
    page.goto("/en/about")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data}"))
    page.goto("/en/sparql")
    page.locator(".cm-content").wait_for()
    page.get_by_role("button", name="History").click()
    entry = page.locator("#sparql-panel li")
    expect(entry).to_have_count(1)
    expect(entry).to_contain_text("5 rows")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("textbox", name="Share").wait_for()
    assert asked
    assert not [one for one in asked if "kept-here" in one]
    page.get_by_role("button", name="History").click()
    entry.get_by_role("button").click()
    expect(page.locator("section.answer tbody tr")).to_have_count(5)
    expect(page.locator(".measures")).to_contain_text("no limit added")
    other = live("/en/sparql")
    other.get_by_role("button", name="History").click()
    expect(other.locator("#sparql-panel")).to_contain_text("Nothing was run in this browser yet.")
    page.get_by_role("button", name="History").click()
    page.get_by_role("button", name="Clear history").click()
    expect(page.locator("#sparql-panel")).to_contain_text("Nothing was run in this browser yet.")
    assert page.evaluate("localStorage.length") == 0
