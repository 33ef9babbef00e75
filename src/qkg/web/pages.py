"""Templates and the catalogues of words: a page is a template, a language and plain values.

HTML is escaped by default; only ``terms.link`` decides whether an IRI becomes a link.
"""

import json
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from qkg.terms import link, short


@cache
def environment() -> Environment:
    """The template environment, made once."""
    made = Environment(loader=PackageLoader("qkg.web"), autoescape=True, undefined=StrictUndefined)
    made.globals["islands"] = (files("qkg.web") / "static" / "ui" / "main.js").is_file()
    made.filters.update(short=short, link=link, number=lambda value: f"{value:,}")
    made.trim_blocks = made.lstrip_blocks = True
    return made


@cache
def has_template(name: str) -> bool:
    """Whether there is a page of that name."""
    return name in environment().list_templates()


class Words:
    """The words of the pages in one language, as attributes; an unknown one is a fault of the template."""

    def __init__(self, catalogue: dict[str, str]) -> None:
        self.__dict__.update(catalogue)

    def __getitem__(self, name: str) -> str:
        """A word whose name is made while the page is drawn."""
        word: str = self.__dict__[name]
        return word

    def __getattr__(self, name: str) -> str:
        """Only reached for a word that no catalogue has."""
        raise AttributeError(f"no catalogue has the word {name!r}")


@cache
def words(language: str) -> Words:
    """The words in one language."""
    return Words(catalogue(language))


@cache
def catalogue(language: str) -> dict[str, str]:
    """The words of a language, of all ``words/<page>.<language>.json``; a name stands in one of them only."""
    found: dict[str, str] = {}
    folder = files("qkg.web") / "templates" / "words"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(f".{language}.json"):
            more: dict[str, str] = json.loads(file.read_text("utf-8"))
            if twice := found.keys() & more.keys():
                raise AssertionError(f"{file.name} says again: {', '.join(sorted(twice))}")
            found |= more
    return found
