"""Templates and the catalogues of words: a page is a template, a language and plain values.

HTML is escaped by default; only ``terms.link`` decides whether an IRI becomes a link.
"""

import json
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from qkg.terms import link, short
from qkg.web.language import LANGUAGES


@cache
def environment() -> Environment:
    """The template environment, made once."""
    made = Environment(loader=PackageLoader("qkg.web"), autoescape=True, undefined=StrictUndefined)
    made.filters.update(short=short, link=link, number=lambda value: f"{value:,}")
    made.trim_blocks = made.lstrip_blocks = True
    return made


@cache
def catalogue(language: str) -> dict[str, str]:
    """The words of the pages in one language."""
    template = environment().loader
    if template is None:
        return {}
    text, _, _ = template.get_source(environment(), f"words.{language}.json")
    words: dict[str, str] = json.loads(text)
    return words


def page(name: str, language: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A rendered template as a response."""
    other = next(one for one in LANGUAGES if one != language)
    words = catalogue(language)
    text = environment().get_template(name).render(lang=language, other=other, w=words, **values)
    headers = {"Content-Language": language, "Vary": "Accept, Accept-Language"}
    return HTMLResponse(text, status, headers)
