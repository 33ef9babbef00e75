"""The query page as a person uses it: by mouse, by keys alone, by touch; typed, run, cancelled, kept."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import everywhere

Open = Callable[..., Page]
ALL = "Control+A"
AGENCIES = "SELECT ?x WHERE { ?x a <https://w3id.org/qkg/ontology#Agency> } ORDER BY ?x"


def opened(live: Open, query: str = "", language: str = "en", **options: object) -> Page:
    """The page with the editor ready; a query is in the address and runs."""
    page = live(f"/{language}/sparql" + (f"#query={quote(query)}" if query else ""), **options)
    page.locator(".cm-content").wait_for()
    return page


def typed(page: Page, text: str) -> None:
    """Replace what is in the editor, key by key."""
    page.locator(".cm-content").click()
    page.keyboard.press(ALL)
    page.keyboard.type(text, delay=2)


def test_a_query_is_run_and_its_rows_lead_to_pages(live: Open) -> None:
    """By mouse: what the page proposes runs, names stand for IRIs, and a name leads to its page."""
    page = opened(live)
    page.get_by_role("button", name="Run").click()
    page.get_by_role("link", name="State Administration for Market Regulation").first.click()
    page.wait_for_url("**/en/page/agency/samr")


def test_keys_alone(live: Open) -> None:
    """Tab reaches the editor and goes on from it, Ctrl+Enter runs, Escape leaves for the Run button."""
    page = opened(live)
    page.locator("nav.languages a").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Control+Enter")
    page.locator("section.answer tbody tr").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Run")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Run")).to_be_focused()


def test_properties_of_the_class_are_offered(live: Open) -> None:
    """After ``?x a qkg:Measure ;`` come its properties with counts, and the prefix is added."""
    page = opened(live)
    typed(page, "SELECT * WHERE { ?x a qkg:Measure ; unit")
    option = page.get_by_role("option", name="sdmx-attribute:unitMeasure")
    option.wait_for()
    expect(option).to_contain_text("18×")
    option.click()
    expect(page.locator(".cm-content")).to_contain_text("; sdmx-attribute:unitMeasure")
    declared = "PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>"
    expect(page.locator(".cm-line").first).to_have_text(declared)


def test_the_server_s_parser_marks_the_place(live: Open) -> None:
    """An undeclared prefix is underlined; the repair that is offered declares it."""
    page = opened(live)
    typed(page, "SELECT * WHERE { ?x rdfs:label ?name }")
    page.keyboard.press("Escape")
    mark = page.locator(".cm-lintRange-error")
    mark.wait_for()
    expect(mark).to_have_text("rdfs:label")
    mark.hover()
    page.get_by_role("button", name="Add PREFIX rdfs:").click()
    mark.wait_for(state="detached")
    declared = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
    expect(page.locator(".cm-line").first).to_have_text(declared)


@pytest.mark.parametrize(("language", "said"), [("en", "SPARQL syntax error"), ("zh", "不合 SPARQL 语法")])
def test_a_refusal_is_told_in_the_server_s_words(live: Open, language: str, said: str) -> None:
    """The page says what the server says, in its language."""
    page = opened(live, "SELECT WHERE", language)
    expect(page.get_by_role("alert")).to_contain_text(said)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_accessible_in_every_state(live: Open, language: str) -> None:
    """Each view of an answer, each panel, a list of completions, a marked place, a refusal, nothing."""
    drawn = "CONSTRUCT WHERE { ?s a <https://w3id.org/qkg/ontology#Agency> ; ?p ?o }"
    page = opened(live, drawn, language, reduced_motion="reduce")
    page.locator("section.answer tbody tr").first.wait_for()
    found = everywhere(page)
    for index, part in ((1, "svg.graph"), (2, ".chart svg"), (3, "pre.raw")):
        page.locator(".views button[aria-pressed]").nth(index).click()
        page.locator(part).wait_for()
        found += everywhere(page)
    for index, part in ((0, ".examples"), (1, "#sparql-panel ul"), (3, "#sparql-panel pre")):
        page.locator(".bar [aria-controls=sparql-panel]").nth(index).click()
        page.locator(part).wait_for()
        found += everywhere(page)
    typed(page, "SELECT * WHERE { ?x a qkg:Measure ; ")
    page.get_by_role("option").first.wait_for()
    found += everywhere(page)
    page.keyboard.press("Escape")
    page.locator(".cm-lintRange-error").wait_for()
    page.keyboard.press("Control+Enter")
    page.get_by_role("alert").wait_for()
    found += everywhere(page)
    typed(page, "SELECT * { <urn:x> ?p ?o")
    page.keyboard.press("Control+Enter")
    page.locator("section.answer").wait_for()
    assert found + everywhere(page) == []
