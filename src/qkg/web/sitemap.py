"""``/sitemap.xml`` and its parts: every page in both languages, each naming the other; and ``/robots.txt``.

Sitemaps 0.9 with ``xhtml:link`` alternates. Part 0 holds the pages of the site itself, the others the things.
"""

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from qkg.dataset import addresses
from qkg.errors import NoSuchPage
from qkg.media import Format, Kind
from qkg.web.language import LANGUAGES
from qkg.web.place import Data, Place
from qkg.web.visit import Visit

XML: Final = Format("sitemap", "application/xml", "sitemap", Kind.ROWS, None, ("text/xml",), charset=True)
TEXT: Final = Format("text", "text/plain", "text", Kind.ROWS, None, charset=True)
HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACES: Final = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
UNLISTED: Final = ("/search", "/fragments", "/sparql", "/graph/", "/suggest", "/graph-store", "/queries")
"""Where each address is one of endlessly many: not in the map, and crawlers stay out."""


def sitemap_places(places: Sequence[Place]) -> tuple[Place, ...]:
    """The map of a site with these places, and the rules for robots."""
    fixed = [one.path for one in places if one.show and "{" not in one.path and one.path not in UNLISTED]

    async def index(visit: Visit, _format: Format) -> Data:
        count = await addresses.parts(visit.view)
        return Data(_index(visit, count).encode())

    async def part(visit: Visit, _format: Format) -> Data:
        return Data(_urls(visit, await _paths(visit, fixed)).encode())

    return (
        Place("/sitemap.xml", "The site map", data=index, twins=(XML,)),
        Place(
            "/sitemap/{part}.xml", "A part of the site map", data=part, twins=(XML,), example={"part": "0"}
        ),
        Place("/robots.txt", "Rules for robots", data=_robots, twins=(TEXT,)),
    )


async def _paths(visit: Visit, fixed: Sequence[str]) -> list[str]:
    text = visit.here["part"]
    if not (text.isascii() and text.isdigit()):
        raise NoSuchPage("A part of the site map has a number.")
    number = int(text[:9])
    if number == 0:
        return list(fixed)
    found = await addresses.things(visit.view, number)
    if not found:
        raise NoSuchPage(f"There is no part {number} of the site map.")
    return [f"/page/{one}" for one in found]


def _index(visit: Visit, count: int) -> str:
    rows = "".join(
        f"<sitemap><loc>{escape(f'{visit.base}/sitemap/{number}.xml')}</loc>"
        f"<lastmod>{_moment(visit)}</lastmod></sitemap>\n"
        for number in range(count + 1)
    )
    return f"{HEAD}<sitemapindex {SPACES}>\n{rows}</sitemapindex>\n"


def _urls(visit: Visit, paths: Iterable[str]) -> str:
    rows = "".join(_url(visit, path, language) for path in paths for language in LANGUAGES)
    return f"{HEAD}<urlset {SPACES}>\n{rows}</urlset>\n"


def _url(visit: Visit, path: str, language: str) -> str:
    ways = {one: f"{visit.base}/{one}{quote(path)}" for one in LANGUAGES}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{one}" href={quoteattr(way)}/>'
        for one, way in {**ways, "x-default": visit.base + quote(path)}.items()
    )
    return f"<url><loc>{escape(ways[language])}</loc><lastmod>{_moment(visit)}</lastmod>{links}</url>\n"


def _moment(visit: Visit) -> str:
    return visit.view.generation.time.isoformat(timespec="seconds")


async def _robots(visit: Visit, _format: Format) -> Data:
    closed = [f"{lead}{path}" for path in UNLISTED for lead in ("", *(f"/{one}" for one in LANGUAGES))]
    rules = "".join(f"Disallow: {path}\n" for path in closed)
    return Data(f"User-agent: *\n{rules}\nSitemap: {visit.base}/sitemap.xml\n".encode())
