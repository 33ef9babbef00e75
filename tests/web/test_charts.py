"""Charts of figures: a chart for each group that compares, hedges as open ends, the same as a file."""

import csv
import re
from decimal import Decimal
from xml.etree import ElementTree

import httpx

from qkg.resources.figure_list import Reported
from qkg.resources.names import Named
from qkg.resources.wording import Figure
from qkg.web.charts import PLOT, chart
from qkg.web.wrapping import wide, wrapped

SVG = "{http://www.w3.org/2000/svg}"
HTML = {"Accept": "text/html"}
TONNES = {"unit": "unit:TONNE"}


def drawing(client: httpx.Client, **asked: str) -> ElementTree.Element:
    """The file."""
    answer = client.get("/en/figures.svg", params=asked)
    assert answer.headers["content-type"] == "image/svg+xml; charset=utf-8"
    return ElementTree.fromstring(answer.text)  # noqa: S314 - our own file


def signs(root: ElementTree.Element, name: str) -> int:
    """How many parts are drawn so."""
    return len(root.findall(f".//*[@class='{name}']"))


def reported(value: int, hedge: str) -> Reported:
    """A figure of tonnes."""
    thing = Named("https://w3id.org/qkg/id/measure/x", {"en": "some tonnes"})
    figure = Figure(Decimal(value), unit="TONNE", hedge=hedge)
    return Reported(thing, figure, ("unit", ""), None, None, "", "")


def test_all_figures_as_a_file(client: httpx.Client) -> None:
    """Eighteen bars; the five hedges of the article end in rings and fade (more than: 3, nearly: 2)."""
    root = drawing(client)
    assert signs(root, "row") == signs(root, "solid") == 18
    assert signs(root, "ring") == signs(root, "fade") == 5
    assert signs(root, "disc") == 0


def test_one_chart_leads_to_the_words(client: httpx.Client) -> None:
    """Both figures in tonnes, with whole addresses, so that the file may stand anywhere."""
    root = drawing(client, **TONNES)
    ways = [one.get("href") or "" for one in root.findall(f".//{SVG}a[@class='row']")]
    assert [one.rpartition("#")[2] for one in ways] == ["ev-cqn-2021-05-13-e099", "ev-cqn-2021-05-13-e104"]
    assert all(one.startswith("http://") for one in ways)
    assert "down more than 77,500 t" in "".join(root.itertext())


def test_the_page_draws_the_same(client: httpx.Client) -> None:
    """``?view=chart`` needs no script; each chart names its file, and that file holds that chart alone."""
    page = client.get("/en/figures", params={"view": "chart"}, headers=HTML).text
    assert page.count('class="row"') == 18
    files = [one.replace("&amp;", "&") for one in re.findall(r'<a href="([^"]+)">SVG</a>', page)]
    assert len(set(files)) == page.count("<section>")
    counted = [signs(ElementTree.fromstring(client.get(one).text), "row") for one in files]  # noqa: S314 - our own file
    assert sum(counted) == 18
    assert client.get("/figures", params={"view": "pie"}).status_code == 400


def test_nothing_incomparable_has_one_axis(client: httpx.Client) -> None:
    """By the table of figures, all bars of a chart count one thing in one unit, no two charts alike."""
    table = csv.DictReader(client.get("/figures.csv").text.splitlines())
    of = {row["evidence"].rpartition("/")[2]: (row["unit"], row["counted_thing"]) for row in table}
    page = client.get("/en/figures", params={"view": "chart"}, headers=HTML).text
    charts = [re.findall(r'#ev-([\w-]+)" class="row"', one) for one in page.split("<section>")[1:]]
    counted = [{of[slug] for slug in slugs} for slugs in charts]
    assert all(len(one) == 1 for one in counted)
    assert len({one for several in counted for one in several}) == len(counted) > 5


def test_columns_say_how_they_are_sorted(client: httpx.Client) -> None:
    """A column's link asks for its order, and for the reverse where it has it (ARIA: aria-sort)."""
    page = client.get("/en/figures", headers=HTML).text
    assert '<th scope="col" aria-sort="descending"><a href="/en/figures?sort=value"' in page
    page = client.get("/en/figures?sort=value", headers=HTML).text
    assert '<th scope="col" aria-sort="ascending"><a href="/en/figures?sort=-value"' in page


def test_bounds_included_and_not() -> None:
    """At most 50 holds 50 and nearly 100 does not hold 100; the axis has round numbers from nought."""
    made = chart("t", [reported(100, "nearly"), reported(50, "at-most")], "en", lambda _one: "")
    assert [row.bar.within for row in made.rows] == [False, True]
    assert [row.bar.limit for row in made.rows] == [PLOT / 1.2, PLOT / 2.4]
    assert [tick.text for tick in made.ticks] == ["0", "50", "100"]


def test_text_in_lines() -> None:
    """English breaks at a blank, Chinese anywhere; the last line is cut."""
    assert wrapped("one two three", 5) == ["one two", "three"]
    assert wrapped("一二三四五六七八九", 4) == ["一二三四", "五六七…"]
    assert wrapped("short", 10) == ["short"]
    assert wide("一a") == 1.54
