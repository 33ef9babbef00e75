"""The start page ``/``: what this is, its size, three questions; as JSON the numbers alone."""

import json
from collections.abc import Sequence
from typing import Final

from qkg import __version__
from qkg.dataset.statistics import count
from qkg.media import Format, Kind
from qkg.sparql.question import Question
from qkg.web.pages import words
from qkg.web.place import Data, Place, Shown
from qkg.web.visit import Visit

SHOWN: Final = ("cq01", "cq07", "cq22")
JSON: Final = Format("json", "application/json", "json", Kind.ROWS, None)


def start(questions: Sequence[Question]) -> Place:
    """The place."""
    chosen = [question for question in questions if question.id in SHOWN]

    async def show(visit: Visit) -> Shown:
        told = words(visit.language)
        values = {
            "statistics": (await count(visit.view)).as_dict(),
            "questions": [(one.id, one.title(visit.language), one.text) for one in chosen],
        }
        return Shown("start.html", told.start_title, told.start_lead, values)

    return Place("/", "The start page", show, _numbers, (JSON,))


async def _numbers(visit: Visit, _format: Format) -> Data:
    statistics = (await count(visit.view)).as_dict()
    return Data(json.dumps({"name": "qkg", "version": __version__, "statistics": statistics}).encode())
