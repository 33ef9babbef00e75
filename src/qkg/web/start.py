"""The start page ``/``: what this is, its size, three questions; as JSON the numbers alone."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qkg import __version__
from qkg.dataset.statistics import Statistics, count
from qkg.media import PAGE, Format, Kind, negotiate
from qkg.sparql.question import Question
from qkg.store.contract import Generation, Store
from qkg.web.language import choose
from qkg.web.pages import page
from qkg.web.problems import Problem

SHOWN = ("cq01", "cq07", "cq22")
DATA = Format("json", "application/json", "json", Kind.ROWS, None)


class StartPage:
    """Greets; counts the graph at the first visit of each generation."""

    def __init__(self, store: Store, questions: Sequence[Question]) -> None:
        self._store = store
        self._questions = [question for question in questions if question.id in SHOWN]
        self._statistics: Statistics | None = None
        self._counted: Generation | None = None

    async def __call__(self, request: Request) -> Response:
        """The page for a browser, JSON for ``Accept: application/json`` or ``?format=json``."""
        statistics = await self._count()
        named = request.query_params.get("format")
        header = request.headers.get("accept", "*/*")
        chosen = DATA if named == "json" else negotiate(header, (PAGE, DATA))
        if chosen is None:
            detail = "This page is text/html or application/json."
            return Problem(406, "not-acceptable", "No acceptable format", detail).response()
        if chosen is DATA:
            content = {"name": "qkg", "version": __version__, "statistics": statistics.as_dict()}
            return JSONResponse(content, headers={"Vary": "Accept, Accept-Language"})
        language = choose(request.query_params.get("lang"), request.headers.get("accept-language", ""))
        return self._page(language, statistics, str(request.base_url))

    def _page(self, language: str, statistics: Statistics, base: str) -> Response:
        return page(
            "start.html",
            language,
            statistics=statistics.as_dict(),
            questions=[(one.id, one.title(language), one.text) for one in self._questions],
            base=base,
            version=__version__,
        )

    async def _count(self) -> Statistics:
        generation = (await self._store.health()).generation
        if self._statistics is None or self._counted != generation:
            self._statistics, self._counted = await count(self._store), generation
        return self._statistics
