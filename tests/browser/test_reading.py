"""The reading view as a person uses it: by mouse, by keyboard, by touch."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import violations

ARTICLE = "/en/article/cqn-2021-05-13"
LIT = """slug => [...document.querySelectorAll('.lit')]
  .every(one => one.dataset.evidence.split(' ').includes(slug))"""
Open = Callable[..., Page]


def opened(live: Open, **options: object) -> Page:
    """The view once it is live."""
    page = live(ARTICLE, **{"viewport": {"width": 1440, "height": 900}, **options})
    page.locator(".reading[data-live]").wait_for()
    return page


def back(page: Page, note: str) -> Locator:
    """The link of a note to its words."""
    return page.locator(f"#{note} .back")


def test_a_span_lights_its_notes(live: Open) -> None:
    """With the pointer over a span of one item, its note lights up beside it, and goes out again."""
    page = opened(live)
    span = page.locator("a.span.d1").nth(5)
    slug = span.get_attribute("data-evidence")
    span.hover()
    expect(page.locator(f"#note-{slug}.lit")).to_have_count(1)
    assert page.evaluate(LIT, slug)
    page.locator("h1").hover()
    expect(page.locator(".lit")).to_have_count(0)


def test_a_note_lights_its_words(live: Open) -> None:
    """With the focus on a note, all pieces of its words light up, and no other note."""
    page = opened(live)
    note = page.locator(".note").nth(3)
    slug = note.get_attribute("data-evidence")
    note.locator(".back").focus()
    lit = page.locator("a.span.lit")
    expect(lit.first).to_be_visible()
    assert "".join(lit.all_inner_texts()).startswith(note.locator("q").inner_text()[:4])
    expect(page.locator(".note.lit")).to_have_count(1)
    assert page.evaluate(LIT, slug)


def test_what_is_out_of_sight_is_shown_beside(live: Open) -> None:
    """A note below the window is shown at its edge while the pointer is over its words; keys scroll to it."""
    page = opened(live, viewport={"width": 1440, "height": 420})
    far = page.locator("a.span.d1").evaluate_all(
        """all => all.findIndex(one => {
          const note = document.getElementById(one.getAttribute('href').slice(1));
          return note.getBoundingClientRect().top - one.getBoundingClientRect().top > 500;
        })"""
    )
    span = page.locator("a.span.d1").nth(far)
    span.scroll_into_view_if_needed()
    slug = str(span.get_attribute("href")).removeprefix("#note-")
    note, card = page.locator(f"#note-{slug}"), page.locator(".peek")
    expect(note).not_to_be_in_viewport()
    span.hover()
    expect(card).to_be_visible()
    expect(card.locator("q").first).to_have_text(note.locator("q").inner_text())
    page.mouse.move(2, 2)
    expect(card).to_have_count(0)
    span.focus()
    expect(note).to_be_in_viewport()
    expect(span).to_be_in_viewport()


def test_arrow_keys_step_through_the_notes(live: Open) -> None:
    """From a span to its note, on to the next ones and back; at the end nothing moves."""
    page = opened(live)
    first = page.locator("a.span").first
    first.focus()
    notes = page.locator(".note").evaluate_all("all => all.map(one => one.id)")
    led = notes.index((first.get_attribute("href") or "").removeprefix("#"))
    for key, place in (
        ("ArrowDown", led),
        ("ArrowDown", led + 1),
        ("ArrowDown", led + 2),
        ("ArrowUp", led + 1),
    ):
        page.keyboard.press(key)
        expect(back(page, notes[place])).to_be_focused()
    page.locator(".note .back").last.focus()
    page.keyboard.press("ArrowDown")
    expect(back(page, notes[-1])).to_be_focused()
    expect(page.locator(".note.lit")).to_have_count(1)


def test_by_touch(live: Open) -> None:
    """A tap on a span brings its note into view, lit."""
    page = opened(live, has_touch=True, viewport={"width": 360, "height": 740})
    span = page.locator("a.span.d1").nth(5)
    slug = span.get_attribute("data-evidence")
    span.tap()
    note = page.locator(f"#note-{slug}")
    expect(note).to_have_class(re.compile(r"\blit\b"))
    page.wait_for_function(
        "id => { const box = document.getElementById(id).getBoundingClientRect();"
        " return box.top >= 0 && box.top < innerHeight; }",
        arg=f"note-{slug}",
    )


def test_what_is_lit_can_be_read(live: Open) -> None:
    """The contrast holds in the dark, too."""
    page = opened(live, color_scheme="dark", reduced_motion="reduce")
    page.locator(".note .back").nth(3).focus()
    assert violations(page) == []
