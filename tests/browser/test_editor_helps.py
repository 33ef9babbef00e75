"""What the query page does for those who do not know the vocabulary: terms by name, repairs, questions."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
QKG = "PREFIX qkg: <https://w3id.org/qkg/ontology#>"


def opened(live: Open, language: str = "en", **options: object) -> Page:
    """The page with an empty editor."""
    page = live(f"/{language}/sparql", **options)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    return page


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("typed", "option", "put"),
    [
        ("?x a agen", "qkg:Agency", "?x a qkg:Agency"),
        ("?x a 行政机", "qkg:Agency", "?x a qkg:Agency"),
        ("?x a qkg:Agency ; 管辖", "qkg:areaOfCompetence", "; qkg:areaOfCompetence"),
        ("?x qkg:recipient 包头市", "包头市 ", "<https://w3id.org/qkg/id/place/baotou>"),
    ],
)
def test_names_in_both_languages_find_the_term(
    live: Open, language: str, typed: str, option: str, put: str
) -> None:
    """A class, a property and a thing are found by what they are called, whatever the page's language."""
    page = opened(live, language)
    page.keyboard.insert_text("SELECT * WHERE { ")
    page.keyboard.type(typed)
    page.get_by_role("option", name=option).first.click()
    expect(page.locator(".cm-content")).to_contain_text(put)


def test_by_keys_from_the_first_letter_to_the_file(live: Open, tmp_path: Path) -> None:
    """A term is taken by Enter, the query runs, Tab reaches the views and the download, without a mouse."""
    page = live("/en/sparql")
    page.locator(".cm-content").wait_for()
    page.locator("nav.languages a").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT ?x WHERE { ?x a qkg:Agenc")
    expect(page.get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("option", name="qkg:Agency")).to_have_attribute("aria-selected", "true")
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    expect(page.locator(".cm-line").first).to_have_text(QKG)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".measures")).to_contain_text("rows, no limit added")
    page.keyboard.press("Escape")
    for name in ("Examples", "History", "Share", "Code", "Table", "Chart"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".answer .chart svg").first).to_be_visible()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="CSV")).to_be_focused()
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    coming.value.save_as(tmp_path / "answer.csv")
    assert (tmp_path / "answer.csv").read_text(encoding="utf-8").splitlines()[0] == "x"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "prefix rdfs: is not declared"), ("zh", "前缀 rdfs: 没有声明")]
)
def test_the_place_says_what_is_wrong(live: Open, language: str, said: str) -> None:
    """In the language of the page, at the words that are wrong, on a line below Chinese ones."""
    page = opened(live, language)
    page.keyboard.insert_text("# 包头市的名称\nSELECT * WHERE { ?x rdfs:label '包头市' }")
    mark = page.locator(".cm-line").nth(1).locator(".cm-lintRange-error")
    expect(mark).to_have_text("rdfs:label")
    mark.hover()
    expect(page.locator(".cm-diagnostic")).to_contain_text(said)


def test_the_thirty_questions_are_examples(live: Open) -> None:
    """All are there in both languages; one with a value asked for is narrowed down by it."""
    page = live("/zh/sparql")
    page.get_by_role("button", name="示例").click()
    items = page.locator(".examples > li")
    expect(items).to_have_count(30)
    expect(items.first).to_contain_text("哪个地方因推进质量工作受到督查激励")
    expect(items.first.locator("[lang=en]")).to_contain_text("Which place was commended")
    hedged = items.filter(has_text="哪些数字带有模糊表述")
    hedged.get_by_role("button").click()
    hedged.get_by_role("textbox").fill("nearly")
    hedged.get_by_role("button", name="使用").click()
    expect(page.locator("section.answer tbody tr")).to_have_count(2)
    expect(page.locator(".measures")).to_contain_text("2 行, 未另加限制")
