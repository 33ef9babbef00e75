"""``/sparql``: the SPARQL 1.1 Protocol for queries, with a readable page for browsers.

``?format=`` wins over Accept. Rows and triples are negotiated apart, since only the evaluated
query shows which of them it answers with.
"""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from qkg.errors import QkgError, UnknownFormat
from qkg.media import GRAPH_FORMATS, PAGE, ROW_FORMATS, Format, by_name, negotiate
from qkg.sparql.table import ROWS, TRIPLES, tabulate
from qkg.store import contract
from qkg.web.asking import Asked, read
from qkg.web.language import choose
from qkg.web.pages import page
from qkg.web.problems import Problem, Refusal, of_error

SHOWN_ROWS = 1000
HEADERS = {"Vary": "Accept"}


@dataclass(frozen=True)
class Choice:
    """The formats a client takes; ``page`` means that a person is reading."""

    rows: Format | None
    graph: Format | None
    page: bool = False


class SparqlEndpoint:
    """Answers queries from a store."""

    def __init__(self, store: contract.Store, limit: int) -> None:
        self._store = store
        self._limit = limit

    async def __call__(self, request: Request) -> Response:
        """One request; errors are problem documents, or stand in the page for a reader."""
        try:
            asked = await read(request, self._limit)
            choice = choose_formats(asked.format, request.headers.get("accept", ""))
        except Refusal as refusal:
            return _with_vary(refusal.problem)
        except QkgError as error:
            return _with_vary(of_error(error))
        if choice.page:
            return await self._page(asked, request)
        return await self._answer(asked, choice)

    async def _answer(self, asked: Asked, choice: Choice) -> Response:
        if asked.query is None:
            return _with_vary(_no_query())
        try:
            answer = await self._ask(asked, choice)
        except QkgError as error:
            return _with_vary(of_error(error))
        return Response(answer.read(), headers=HEADERS, media_type=answer.format.content_type)

    async def _ask(self, asked: Asked, choice: Choice) -> contract.Answer:
        if choice.rows is None and choice.graph is None:
            raise UnknownFormat(_what_there_is())
        request = contract.Request(
            asked.query or "",
            choice.rows,
            choice.graph,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
        )
        return await asyncio.wrap_future(self._store.query(request))

    async def _page(self, asked: Asked, request: Request) -> Response:
        language = choose(asked.lang, request.headers.get("accept-language", ""))
        values: dict[str, Any] = {
            "query": asked.query or "",
            "table": None,
            "problem": None,
            "shown": SHOWN_ROWS,
        }
        status = 200
        if asked.query is not None:
            try:
                answer = await self._ask(asked, Choice(ROWS, TRIPLES))
                values["table"] = await asyncio.to_thread(tabulate, answer)
                values["formats"] = ROW_FORMATS if answer.format is ROWS else GRAPH_FORMATS
            except QkgError as error:
                values["problem"] = of_error(error)
                status = values["problem"].status
        return page("sparql.html", language, status, **values)


def choose_formats(name: str | None, accept: str) -> Choice:
    """The formats for rows and for triples; UnknownFormat when ``name`` is none of them."""
    if name:
        choice = Choice(by_name(name, ROW_FORMATS), by_name(name, GRAPH_FORMATS), PAGE.answers_to(name))
        if choice == Choice(None, None):
            raise UnknownFormat(f"There is no format {name!r}. {_what_there_is()}")
        return choice
    header = accept or "*/*"
    rows, graph = negotiate(header, (*ROW_FORMATS, PAGE)), negotiate(header, (*GRAPH_FORMATS, PAGE))
    if PAGE in (rows, graph):
        return Choice(None, None, page=True)
    return Choice(rows, graph)


def _what_there_is() -> str:
    rows = ", ".join(one.media_type for one in ROW_FORMATS)
    graphs = ", ".join(one.media_type for one in GRAPH_FORMATS)
    return f"SELECT and ASK answer as {rows}; CONSTRUCT and DESCRIBE as {graphs}."


def _no_query() -> Problem:
    detail = "There is no query; send one as ?query=… or in the body of a POST."
    return Problem(400, "no-query", "The query is missing", detail)


def _with_vary(problem: Problem) -> Response:
    if problem.slug == "not-acceptable" and _what_there_is() not in problem.detail:
        problem = replace(problem, detail=f"{problem.detail}. {_what_there_is()}")
    return replace(problem, headers={**problem.headers, **HEADERS}).response()
