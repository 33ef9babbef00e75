"""The frame around every page: head, menu, languages, foot. Turns what a place shows into HTML."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from qkg import __version__
from qkg.media import Format
from qkg.web import schema_org
from qkg.web.language import LANGUAGES
from qkg.web.pages import environment, has_template, words
from qkg.web.place import Shown
from qkg.web.problem_pages import explained
from qkg.web.problems import Problem
from qkg.web.visit import Visit

MENU: Final = (
    ("/explore", "menu_explore"),
    ("/articles", "menu_articles"),
    ("/browse", "menu_browse"),
    ("/figures", "menu_figures"),
    ("/questions", "menu_questions"),
    ("/search", "menu_search"),
    ("/ontology", "menu_ontology"),
    ("/sparql", "menu_sparql"),
    ("/about", "menu_about"),
)
"""Path and word of what the menu lists, in order."""
Twins = Sequence[tuple[str, str, str]]
"""Address, media type and name of each machine format of a page."""


def drawn(visit: Visit, shown: Shown, formats: Sequence[Format] = ()) -> str:
    """The page as HTML; ``formats`` are those that its data can be had in."""
    if shown.json_ld is None:
        about = schema_org.page(visit.base, visit.path, visit.language, shown.title, shown.description)
        shown = replace(shown, json_ld=about)
    return _render(visit, shown, [(visit.twin(one.suffix), one.media_type, one.name) for one in formats])


def problem_page(visit: Visit, problem: Problem) -> str:
    """A problem in words, with what may have been meant."""
    told = words(visit.language)
    bare = told.nothing_here if problem.status in (404, 410) else told.cannot
    title, help = explained(problem.slug, visit.language) or (bare, "")
    values = {"problem": problem, "help": help}
    return _render(visit, Shown("problem.html", title, help or problem.detail, values), [])


def _render(visit: Visit, shown: Shown, twins: Twins) -> str:
    language = visit.language
    fixed: dict[str, Any] = {
        "lang": language,
        "other": next(one for one in LANGUAGES if one != language),
        "w": words(language),
        "visit": visit,
        "to": visit.to,
        "title": shown.title,
        "description": shown.description,
        "json_ld": shown.json_ld,
        "menu": MENU,
        "has_search": has_template("search.html"),
        "twins": twins,
        "languages": [(one, visit.in_language(one)) for one in LANGUAGES],
        "version": __version__,
    }
    return environment().get_template(shown.template).render({**shown.values, **fixed})
