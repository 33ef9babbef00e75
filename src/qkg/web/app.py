"""The application: endpoints and pages put together. Must hold no logic of its own."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI
from pyoxigraph import Store as Engine
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from qkg import __version__
from qkg.resources.sources import Sources
from qkg.settings import Settings
from qkg.sparql.question import Question
from qkg.store.contract import Store
from qkg.store.inprocess import InProcessStore
from qkg.web.cube import Cube
from qkg.web.description import Description
from qkg.web.dumps import Dumps
from qkg.web.front import Endpoint, Front
from qkg.web.graph_store import GraphStore
from qkg.web.headers import SafeHeaders
from qkg.web.language import LANGUAGES
from qkg.web.lint import Lint
from qkg.web.memento import TimeMap
from qkg.web.openapi import document
from qkg.web.operating import Operating
from qkg.web.parts import Parts, assemble
from qkg.web.place import Json, Place
from qkg.web.places import all_places
from qkg.web.preview import Preview
from qkg.web.problems import of_status
from qkg.web.reconcile import Reconcile
from qkg.web.review import PATH as REVIEW
from qkg.web.review import Review
from qkg.web.shared import LEADS, Shared
from qkg.web.site import Site
from qkg.web.sparql import SparqlEndpoint
from qkg.web.static_files import Static
from qkg.web.update import UpdateEndpoint

NO_SOURCES: Final = Sources()


def create_app(
    store: Store, questions: Sequence[Question], settings: Settings, sources: Sources = NO_SOURCES
) -> Front:
    """The ASGI application over a store, which it closes at its end."""
    parts = assemble(store, settings)
    places = all_places(questions, parts.keeper, sources, parts.inventory)
    exact, below = _endpoints(parts)
    return Front(exact, {**below, "/": Site(parts, places)}, _rest(places), parts, settings.public_url)


def documented(questions: Sequence[Question], settings: Settings) -> Json:
    """The OpenAPI document without a server."""
    parts = assemble(InProcessStore(Engine()), settings)
    return document(all_places(questions, parts.keeper, NO_SOURCES, parts.inventory))


def _endpoints(parts: Parts) -> tuple[dict[str, Endpoint], dict[str, Endpoint]]:
    sparql, graphs, operating = SparqlEndpoint(parts, Description(parts)), GraphStore(parts), Operating(parts)
    update, dumps, cube = UpdateEndpoint(parts), Dumps(parts), Cube(parts)
    exact: dict[str, Endpoint] = {
        "/sparql": sparql,
        "/sparql/": sparql,
        "/zh/sparql": sparql,
        "/en/sparql": sparql,
        "/lint": Lint(parts),
        "/update": update,
        "/update/": update,
        "/graph-store": graphs,
        "/figures.csv": cube,
        "/figures.parquet": cube,
        "/timemap/sparql": TimeMap(parts.store),
        "/health/live": operating.live,
        "/health/ready": operating.ready,
        "/metrics": operating.metrics,
        "/queries": operating.queries,
    }
    for language in ("", *LANGUAGES):
        lead = f"/{language}" if language else ""
        exact[f"{lead}/reconcile"] = Reconcile(parts, language)
        exact[f"{lead}/reconcile/preview"] = Preview(parts, language)
    shared, review = Shared(parts), Review(parts)
    exact[REVIEW] = review
    exact["/q"] = shared
    queries: dict[str, Endpoint] = {f"{lead}/q/": shared for lead in LEADS}
    return exact, {
        **queries,
        f"{REVIEW}/": review,
        "/graph-store/": graphs,
        "/dump/": dumps,
        "/queries/": operating.queries,
    }


def _rest(places: Sequence[Place]) -> FastAPI:
    """What FastAPI answers itself: the OpenAPI document and the static files."""
    app = FastAPI(title="qkg", version=__version__, docs_url=None, redoc_url=None)
    app.openapi = lambda: document(places)  # type: ignore[method-assign] # FastAPI's own way to replace it
    app.mount("/static", Static())
    app.add_middleware(SafeHeaders)
    app.add_exception_handler(HTTPException, _bare_status)
    app.add_exception_handler(Exception, _unforeseen)
    return app


async def _bare_status(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    response = of_status(status, HTTPStatus(status).phrase).response()
    if isinstance(error, HTTPException):
        response.headers.update(error.headers or {})
    return response


async def _unforeseen(_request: Request, _error: Exception) -> Response:
    return of_status(500, HTTPStatus(500).phrase).response()
