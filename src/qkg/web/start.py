"""The start page ``/``: what this is, its newest sources, three questions, its size; and the dataset as data.

JSON has the numbers alone; the syntaxes of RDF lead on to the description of the dataset (VoID, DCAT).
"""

import asyncio
import json
from collections.abc import Sequence
from typing import Final

from qkg import __version__
from qkg.dataset.statistics import count
from qkg.media import Format, Kind
from qkg.resources.articles import list_articles
from qkg.sparql.question import Question
from qkg.web import schema_org
from qkg.web.pages import has_template, words
from qkg.web.place import Data, Elsewhere, Place, Shown
from qkg.web.things import TWINS
from qkg.web.visit import Visit

SHOWN: Final = ("cq01", "cq07", "cq22")
NEWEST: Final = 5
VOID: Final = "/.well-known/void"
JSON: Final = Format("json", "application/json", "json", Kind.ROWS, None)


def start(questions: Sequence[Question]) -> Place:
    """The place."""
    chosen = [question for question in questions if question.id in SHOWN]

    async def show(visit: Visit) -> Shown:
        told = words(visit.language)
        (_, listed), sizes = await asyncio.gather(list_articles(visit.view, 1, NEWEST), count(visit.view))
        values = {
            "statistics": sizes.as_dict(),
            "newest": listed,
            "questions": [(one.id, one.title(visit.language), _way(visit, one)) for one in chosen],
        }
        about = schema_org.dataset(visit.base, visit.language, visit.view.generation.time)
        return Shown("start.html", told.start_title, told.start_lead, values, about)

    async def data(visit: Visit, format: Format) -> Data:
        if format is not JSON:
            raise Elsewhere(f"{VOID}?format={format.name}")
        statistics = (await count(visit.view)).as_dict()
        return Data(json.dumps({"name": "qkg", "version": __version__, "statistics": statistics}).encode())

    return Place("/", "The start page", show, data, (JSON, *TWINS))


def _way(visit: Visit, question: Question) -> str:
    if has_template("question.html"):
        return visit.to(f"/questions/{question.id}")
    return visit.to("/sparql", query=question.text)
