"""``/questions`` and ``/questions/<id>``: the competency questions with their answers.

A page shows the first rows and says when there are more; the data twins hold them all.
"""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from qkg.errors import NoSuchPage
from qkg.media import ROW_FORMATS, Format, Kind
from qkg.namespaces import THING
from qkg.sparql.columns import Cell, cells
from qkg.sparql.question import Question
from qkg.sparql.table import tabulate
from qkg.store.view import ROWS
from qkg.terms import Term, read
from qkg.web.linking import address
from qkg.web.pages import words
from qkg.web.place import Data, Json, Place, Shown
from qkg.web.visit import Visit

JSON: Final = Format("json", "application/json", "json", Kind.ROWS, None)
MOST: Final = 100
"""Rows on a page."""
DRAWN: Final = 60
"""Things of an answer that its picture begins with."""


def question_places(given: Sequence[Question]) -> tuple[Place, ...]:
    """The list and the pages of these questions."""
    made = Questions(given)
    example = {"id": "cq07"}
    return (
        Place("/questions", "The competency questions", made.show_list, made.list, (JSON,)),
        Place(
            "/questions/{id}", "A question and its answer", made.show, made.data, ROW_FORMATS, example=example
        ),
    )


class Questions:
    """The packaged questions as places."""

    def __init__(self, given: Sequence[Question]) -> None:
        self._known = {one.id: one for one in given}

    async def show_list(self, visit: Visit) -> Shown:
        """All questions, by persona."""
        told = words(visit.language)
        personas: dict[str, list[Question]] = {}
        for one in self._known.values():
            personas.setdefault(one.persona, []).append(one)
        return Shown("questions.html", told.questions_title, told.questions_lead, {"personas": personas})

    async def list(self, visit: Visit, _format: Format) -> Data:
        """Their titles, parameters and addresses."""
        return Data.json({"questions": [_entry(visit, one) for one in self._known.values()]})

    async def show(self, visit: Visit) -> Shown:
        """One question with the first rows of its answer."""
        question, language = self._asked(visit), visit.language
        text = f"{question.text.rstrip()}\nLIMIT {MOST + 1}"
        table = tabulate(await visit.view.tabled(text, ROWS, **_bound(visit, question)), ROWS)
        columns, rows = cells(table, language)
        values: dict[str, Any] = {
            "question": question,
            "columns": columns,
            "rows": rows[:MOST],
            "more": len(rows) > MOST,
            "verdict": table.verdict,
            "given": {one.name: visit.parameter(one.name) for one in question.parameters},
            "explore": _explore(visit, rows),
            "way": lambda term: _way(visit, term),
            "neighbours": self._neighbours(question),
        }
        title = question.title(language)
        return Shown("question.html", title, words(language).question_description.format(title=title), values)

    async def data(self, visit: Visit, format: Format) -> Data:
        """The whole answer in a format for rows."""
        question = self._asked(visit)
        return Data(await visit.view.tabled(question.text, format, **_bound(visit, question)))

    def _asked(self, visit: Visit) -> Question:
        question = self._known.get(visit.here["id"])
        if question is None:
            listed = (("/questions", words(visit.language).questions_title),)
            raise NoSuchPage(f"There is no question called {visit.here['id'][:50]}.", listed)
        return question

    def _neighbours(self, question: Question) -> tuple[Question | None, Question | None]:
        known = [None, *self._known.values(), None]
        at = known.index(question)
        return known[at - 1], known[at + 1]


def _bound(visit: Visit, question: Question) -> dict[str, Term]:
    given = ((one, visit.parameter(one.name).strip()) for one in question.parameters)
    return {one.name: read(value, one.type) for one, value in given if value}


def _explore(visit: Visit, rows: Sequence[Sequence[Cell]]) -> str:
    """The way to the answer's things as a picture; none where there are not two of them."""
    things = (cell.thing.value for row in rows for cell in row if cell.thing)
    found = [iri for iri in dict.fromkeys(things) if iri.startswith(THING)][:DRAWN]
    asked = urlencode([("node", iri) for iri in found])
    return f"{visit.to('/explore')}?{asked}" if len(found) > 1 else ""


def _way(visit: Visit, term: Term | None) -> str:
    found = address(term.value) if term is not None and hasattr(term, "value") else None
    return visit.to(found) if found and found.startswith("/") else found or ""


def _entry(visit: Visit, one: Question) -> Json:
    return {
        "id": one.id,
        "titles": one.titles,
        "persona": one.persona,
        "parameters": [
            {"name": p.name, "type": p.type, "zh": p.help_zh, "en": p.help_en} for p in one.parameters
        ],
        "page": f"{visit.base}/questions/{one.id}",
        "query": one.text,
    }
