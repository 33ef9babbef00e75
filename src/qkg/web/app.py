"""The application: routes put together. Must hold no logic of its own."""

from collections.abc import Sequence
from http import HTTPStatus

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from qkg import __version__
from qkg.settings import Settings
from qkg.sparql.question import Question
from qkg.store.contract import Store
from qkg.web.headers import SafeHeaders
from qkg.web.problems import of_status
from qkg.web.sparql import SparqlEndpoint
from qkg.web.start import StartPage


def create_app(store: Store, questions: Sequence[Question], settings: Settings) -> FastAPI:
    """The ASGI application over a store."""
    app = FastAPI(title="qkg", version=__version__, docs_url=None, redoc_url=None)
    start, sparql = StartPage(store, questions), SparqlEndpoint(store, settings.max_query_bytes)
    app.router.routes.append(_route("/", start, ["GET", "HEAD"]))
    app.router.routes.append(_route("/sparql", sparql, ["GET", "HEAD", "POST"]))
    app.mount("/static", StaticFiles(packages=[("qkg.web", "static")]))
    app.add_middleware(SafeHeaders)
    app.add_exception_handler(HTTPException, _bare_status)
    app.add_exception_handler(Exception, _unforeseen)
    return app


def _route(path: str, endpoint: StartPage | SparqlEndpoint, methods: list[str]) -> Route:
    async def answer(request: Request) -> Response:
        return await endpoint(request)

    return Route(path, answer, methods=methods)


async def _bare_status(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    response = of_status(status, HTTPStatus(status).phrase).response()
    if isinstance(error, HTTPException):
        response.headers.update(error.headers or {})
    return response


async def _unforeseen(_request: Request, _error: Exception) -> Response:
    return of_status(500, HTTPStatus(500).phrase).response()
