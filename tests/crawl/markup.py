"""A page as a crawler reads it: title, description, language, links, anchors, texts with their language."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "template", "title", "code", "pre", "textarea"}
"""What is not read out as words: programs and queries."""


@dataclass
class Page:
    """What stands in a page. texts: words and the nearest ``lang`` around them, ``?`` if there is none."""

    title: str = ""
    description: str = ""
    language: str = ""
    links: list[str] = field(default_factory=list)
    twins: list[tuple[str, str]] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    texts: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[tuple[str, str]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        around = self._open[-1][1] if self._open else "?"
        if tag == "html":
            self.page.language = given.get("lang", "")
        if tag == "meta" and given.get("name") == "description":
            self.page.description = given.get("content", "")
        self.page.anchors |= {given[name] for name in ("id",) if name in given}
        self._link(tag, given)
        if tag not in VOID:
            self._open.append((tag, given.get("lang", around)))
            self._silent += tag in SILENT

    def _link(self, tag: str, given: dict[str, str]) -> None:
        address = given.get("href") or given.get("src") or given.get("action")
        if not address:
            return
        self.page.links.append(address)
        if tag == "link" and given.get("rel") == "alternate":
            if "hreflang" in given:
                self.page.languages[given["hreflang"]] = address
            elif "type" in given:
                self.page.twins.append((given["type"], address))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            closed, _ = self._open.pop()
            self._silent -= closed in SILENT
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        tag, language = self._open[-1] if self._open else ("", "?")
        if tag == "title" and len(self._open) > 1 and self._open[-2][0] == "head":
            self.page.title += data.strip()
        if not self._silent and data.strip():
            self.page.texts.append((" ".join(data.split()), language))


def read(text: str) -> Page:
    """The page in this HTML."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page
