"""``/problem/<slug>``: the types of problem documents are IRIs, and each leads to a page that explains it."""

import json
from collections.abc import Sequence
from typing import Final

from qkg.errors import NoSuchPage
from qkg.media import Format, Kind
from qkg.web.pages import catalogue, words
from qkg.web.place import Data, Place, Shown
from qkg.web.problems import STATUS, TYPE_BASE
from qkg.web.visit import Visit

JSON: Final = Format("json", "application/json", "json", Kind.ROWS, None)
OTHERS: Final = {
    "unauthorised": 401,
    "switched-off": 403,
    "no-such-query": 404,
    "method-not-allowed": 405,
    "precondition-failed": 412,
    "too-large": 413,
    "unsupported-coding": 415,
    "unsupported-media-type": 415,
    "range": 416,
    "precondition-required": 428,
    "internal-server-error": 500,
}
"""Status of the problems that HTTP itself decides; those not named here are 400."""


def problem_places() -> Sequence[Place]:
    """The list and each type."""
    example = {"slug": "syntax"}
    return (
        Place("/problem", "The types of problems", _list, _all, (JSON,)),
        Place("/problem/{slug}", "A type of problem", _show, _data, (JSON,), example=example),
    )


def explained(slug: str, language: str) -> tuple[str, str] | None:
    """Title of a problem and what to do, None for one that nobody knows."""
    text = catalogue(language).get(f"problem_{slug}", "")
    title, bar, help = text.partition("|")
    return (title, help) if bar else None


def slugs() -> list[str]:
    """All types, in alphabetical order."""
    catalogued = catalogue("en")
    return sorted(
        name.removeprefix("problem_")
        for name, text in catalogued.items()
        if name.startswith("problem_") and "|" in text
    )


def status_of(slug: str) -> int:
    """The status that a problem comes with."""
    known = {name: status for status, name, _ in STATUS.values()}
    return known.get(slug) or OTHERS.get(slug, 400)


def _document(slug: str) -> dict[str, object]:
    told = {language: explained(slug, language) or ("", "") for language in ("zh", "en")}
    return {
        "type": TYPE_BASE + slug,
        "status": status_of(slug),
        "title": {language: one[0] for language, one in told.items()},
        "help": {language: one[1] for language, one in told.items()},
    }


async def _list(visit: Visit) -> Shown:
    told = words(visit.language)
    listed = [(slug, status_of(slug), *(explained(slug, visit.language) or ("", ""))) for slug in slugs()]
    return Shown("problems.html", told.problems_title, told.problems_lead, {"listed": listed})


async def _all(_visit: Visit, _format: Format) -> Data:
    return Data(json.dumps([_document(slug) for slug in slugs()], ensure_ascii=False).encode())


def _known(visit: Visit) -> str:
    slug = visit.here["slug"]
    if explained(slug, "en") is None:
        raise NoSuchPage(f"There is no problem type {slug[:100]}.", (("/problem", "/problem"),))
    return slug


async def _show(visit: Visit) -> Shown:
    slug = _known(visit)
    title, help = explained(slug, visit.language) or ("", "")
    values = {"slug": slug, "status": status_of(slug), "help": help, "iri": TYPE_BASE + slug}
    return Shown("problem_type.html", title, help, values)


async def _data(visit: Visit, _format: Format) -> Data:
    return Data(json.dumps(_document(_known(visit)), ensure_ascii=False).encode())
