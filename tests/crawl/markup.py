"""A page as a crawler reads it: title, description, language, links, anchors, texts with their language."""

from dataclasses import dataclass, field

from lxml import etree, html

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
    json_ld: list[str] = field(default_factory=list)


def read(body: bytes) -> Page:
    """The page in this HTML."""
    tree, page = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8")), Page()
    page.language = tree.get("lang", "")
    page.title = " ".join((tree.findtext("head/title") or "").split())
    for one in tree.iter(etree.Element):
        _element(page, one)
    _texts(page, tree, "?")
    return page


def _element(page: Page, one: html.HtmlElement) -> None:
    if anchor := one.get("id"):
        page.anchors.add(anchor)
    if one.tag == "meta" and one.get("name") == "description":
        page.description = one.get("content", "")
    if one.tag == "script" and one.get("type") == "application/ld+json":
        page.json_ld.append(one.text or "")
    if address := one.get("href") or one.get("src") or one.get("action"):
        page.links.append(address)
        if one.tag == "link" and one.get("rel") == "alternate":
            if language := one.get("hreflang"):
                page.languages[language] = address
            elif kind := one.get("type"):
                page.twins.append((kind, address))


def _texts(page: Page, one: html.HtmlElement, around: str) -> None:
    """Words in the order of the page; a word after an element belongs to what is around it."""
    if isinstance(one.tag, str):
        language = one.get("lang", around)
        if one.tag not in SILENT:
            _say(page, one.text, language)
            for child in one:
                _texts(page, child, language)
    _say(page, one.tail, around)


def _say(page: Page, text: str | None, language: str) -> None:
    if text and (words := " ".join(text.split())):
        page.texts.append((words, language))
