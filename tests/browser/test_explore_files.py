"""What the graph view saves is opened again and counted, and its labels are in and whole."""

import base64
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page
from tests.browser.explorer import BAOTOU, Open, counts, opened

SVG = "{http://www.w3.org/2000/svg}"
OUTSIDE = """() => { const all = document.querySelector('svg').getBoundingClientRect();
  return [...document.querySelectorAll('svg text')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.left < all.left || box.right > all.right || box.top < all.top || box.bottom > all.bottom;
  }).map(one => one.textContent); }"""
INK = """async source => { const image = new Image(); image.src = source; await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
  return pixels.filter(one => one !== pixels[0]).length; }"""


@pytest.fixture
def saved(live: Open, tmp_path: Path) -> tuple[Page, dict[str, bytes], int, int]:
    """The page, what it saves by format, and its numbers of nodes and edges."""
    page = opened(live, f"/en/explore?node={BAOTOU}")
    files = {}
    for format in ("svg", "png", "graphml", "gexf", "jsonld", "dot"):
        with page.expect_download() as coming:
            page.locator(".tools select").nth(1).select_option(format)
        assert coming.value.suggested_filename == f"qkg.{format}"
        coming.value.save_as(tmp_path / format)
        files[format] = (tmp_path / format).read_bytes()
    return page, files, *counts(page)


def test_files_hold_what_is_shown(saved: tuple[Page, dict[str, bytes], int, int]) -> None:
    """Nodes and edges of every format are those of the picture; the picture has all labels, none cut."""
    page, files, nodes, edges = saved
    drawing = ElementTree.fromstring(files["svg"].decode())  # noqa: S314 - our own file
    links = drawing.findall(f".//{SVG}a")
    assert len(links) == nodes
    assert BAOTOU in {link.get("href") for link in links}
    assert all(link.find(f"{SVG}text") is not None for link in links)
    assert b"color(" not in files["svg"]
    assert b"class=" not in files["svg"]
    graph = ElementTree.fromstring(files["graphml"].decode())  # noqa: S314 - our own file
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert (len(graph.findall(f".//{space}node")), len(graph.findall(f".//{space}edge"))) == (nodes, edges)
    gexf = files["gexf"].decode()
    assert (len(re.findall(r"<node\b", gexf)), len(re.findall(r"<edge\b", gexf))) == (nodes, edges)
    assert len(re.findall(r"->", files["dot"].decode())) == edges
    triples = [one.triple for one in ox.parse(files["jsonld"], ox.RdfFormat.JSON_LD)]
    things = {str(one.subject.value) for one in triples if "/id/" in str(one.subject)}
    assert BAOTOU in things
    for text in ("graphml", "gexf", "dot", "svg"):
        assert "Baotou" in files[text].decode()
    wide, high = struct.unpack(">II", files["png"][16:24])
    assert abs(wide - 2 * float(drawing.get("width", "0"))) < 2
    assert high > 200
    page.goto("about:blank")
    page.set_content(files["svg"].decode())
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(INK, "data:image/png;base64," + base64.b64encode(files["png"]).decode()) > 2000
