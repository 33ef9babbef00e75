"""The graph view with fingers: a tap on an edge, a drag, two fingers, a long press, and the sheet."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import CDPSession, Page, expect
from tests.browser.explorer import MIDDLE, SAMR, Open, node, opened

PHONE = {"has_touch": True, "reduced_motion": "reduce", "viewport": {"width": 390, "height": 844}}
Spot = tuple[float, float]


class Fingers:
    """Fingers on the screen of a page."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)

    def put(self, kind: str, spots: Sequence[Spot]) -> None:
        """All fingers as they are now."""
        points = [{"x": x, "y": y, "id": id} for id, (x, y) in enumerate(spots)]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def move(self, before: Sequence[Spot], after: Sequence[Spot]) -> None:
        """Down, along in steps, up."""
        self.put("touchStart", before)
        for step in range(1, 6):
            self.put(
                "touchMove",
                [
                    (x + (u - x) * step / 5, y + (v - y) * step / 5)
                    for (x, y), (u, v) in zip(before, after, strict=True)
                ],
            )
        self.put("touchEnd", [])


@pytest.fixture
def phone(live: Open) -> Page:
    """The view of one agency on a phone, the picture in sight."""
    page = opened(live, f"/en/explore?node={SAMR}", **PHONE)
    page.locator(".canvas").evaluate("one => one.scrollIntoView({behavior: 'instant'})")
    return page


def middle(page: Page, iri: str) -> Spot:
    """Where a node is on the screen."""
    box = node(page, iri).locator(".sign").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def scale(page: Page) -> float:
    """How large the picture is drawn."""
    told = page.locator(".canvas svg > g").first.get_attribute("transform") or ""
    return float(told.rpartition("scale(")[2].rstrip(")"))


def test_a_tap_on_an_edge(phone: Page) -> None:
    """Opens its words in a sheet, which a tap closes."""
    x, y = phone.locator(".edge.proven").first.evaluate(MIDDLE)
    phone.touchscreen.tap(x, y)
    expect(phone.locator(".panel .triple")).to_be_visible()
    expect(phone.locator(".panel blockquote").first).to_be_visible()
    phone.locator(".panel .close").tap()
    expect(phone.locator(".panel.open")).to_have_count(0)


def test_two_fingers_one_finger_and_a_long_press(phone: Page) -> None:
    """Apart enlarges; one finger takes a node along, and undo lets it go; a long press opens its menu."""
    fingers, before = Fingers(phone), scale(phone)
    x, y = middle(phone, SAMR)
    fingers.move([(x - 30, y + 60), (x + 30, y + 60)], [(x - 60, y + 60), (x + 60, y + 60)])
    phone.wait_for_function(
        "before => !document.querySelector('.canvas svg > g')"
        ".getAttribute('transform').endsWith(`scale(${before})`)",
        arg=before,
    )
    assert scale(phone) > before
    spot = middle(phone, SAMR)
    fingers.move([spot], [(spot[0] + 40, spot[1] + 50)])
    expect(phone.locator(".node.pinned")).to_have_count(1)
    assert middle(phone, SAMR)[1] > spot[1] + 20
    expect(phone.locator(".panel.open")).to_have_count(0)
    phone.keyboard.press("Control+z")
    expect(phone.locator(".node.pinned")).to_have_count(0)
    phone.locator(".canvas").evaluate("one => one.scrollIntoView({behavior: 'instant'})")
    fingers.put("touchStart", [middle(phone, SAMR)])
    expect(phone.locator(".panel.open h2")).to_contain_text("State Administration")
    fingers.put("touchEnd", [])
