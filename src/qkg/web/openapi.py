"""The OpenAPI document: every address of the service, its parameters, bodies and answers.

Written by hand because the endpoints are plain callables; a test asks the server for all that stands here.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from qkg import __version__
from qkg.media import GRAPH_FORMATS, PAGE, ROW_FORMATS
from qkg.web import graph_schemas, openapi_files, openapi_review
from qkg.web.pictures import TYPE as PICTURE
from qkg.web.place import Place

Json = dict[str, Any]
TEXT: Final[Json] = {"type": "string"}
GENERATION: Final[Json] = {"type": "integer", "minimum": 0}
PROBLEM: Final[Json] = {"$ref": "#/components/schemas/Problem"}
ROWS: Final = [one.media_type for one in ROW_FORMATS]
GRAPHS: Final = [one.media_type for one in GRAPH_FORMATS]
FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)


def document(places: Sequence[Place]) -> Json:
    """OpenAPI 3.1: the protocol's addresses, and those of the places."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "qkg", "version": __version__, "summary": "A knowledge graph behind SPARQL 1.1"},
        "paths": {
            **{re.sub(r":path}", "}", place.path): _place(place) for place in places},
            **openapi_files.paths(PROBLEM),
            **openapi_review.paths(PROBLEM),
            "/sparql": _sparql(),
            "/lint": {"post": _lint()},
            "/q": {"post": _share()},
            "/q/{name}": _shared(),
            "/update": {"post": _update()},
            "/graph-store": _graph_store(),
            "/timemap/sparql": {
                "get": _operation("Past states", {"200": _content(["application/link-format"])})
            },
            "/reconcile": _reconcile(),
            "/reconcile/preview": {
                "get": {
                    **_operation("Reconciliation: a thing in a few lines", {"200": _content(["text/html"])}),
                    "parameters": [{**_parameter("id", TEXT), "required": True, "example": "agency/samr"}],
                }
            },
            **_watching(),
            "/queries/{id}": _query_by_id(),
        },
        "components": {
            "schemas": {"Problem": _problem(), **graph_schemas.SCHEMAS, **openapi_review.schemas()},
            "securitySchemes": _security(),
        },
    }


def _watching() -> Json:
    """What whoever runs the service looks at."""
    return {
        "/health/live": {"get": _operation("The process answers", {"200": _content(["application/json"])})},
        "/health/ready": {"get": _operation("Queries are answered", {"200": _content(["application/json"])})},
        "/metrics": {"get": _operation("Figures for Prometheus", {"200": _content(["text/plain"])})},
        "/queries": {
            "get": _operation("Running queries", {"200": _content(["application/json"])}, admin=True)
        },
    }


def _place(place: Place) -> Json:
    offered = [PAGE, *place.twins] if place.show else place.twins
    path = [
        {**_parameter(name, TEXT, place="path"), "required": True, "example": place.example[name]}
        for name in re.findall(r"{(\w+)", place.path)
    ]
    content = _content([one.media_type for one in offered])
    if place.schema:
        content["content"]["application/json"] = {"schema": place.schema}
    answers = {"200": content, "304": {"description": "Not modified"}}
    common = [_parameter("lang", {"enum": ["zh", "en"]}), _parameter("generation", GENERATION)]
    listed = [
        *path,
        *place.parameters,
        *common,
        _parameter("format", {"enum": [one.name for one in offered]}),
    ]
    described: Json = {"get": {**_operation(place.summary, answers), "parameters": listed}}
    if not place.kept:
        described["post"] = {
            **_operation(place.summary, answers),
            "parameters": path,
            "requestBody": _form(place),
        }
    return described


def _form(place: Place) -> Json:
    fields = {one["name"]: one["schema"] for one in place.parameters}
    return _body({FORM: {"type": "object", "properties": fields}})


def _sparql() -> Json:
    parameters = [
        _parameter("query", TEXT),
        _many("default-graph-uri"),
        _many("named-graph-uri"),
        _parameter("format", {"type": "string", "examples": ["json", "csv", "ttl"]}),
        _parameter("generation", GENERATION),
        _parameter("timeout", {"type": "number", "exclusiveMinimum": 0}),
        _parameter("Accept-Datetime", TEXT, place="header"),
        _parameter("If-None-Match", TEXT, place="header"),
    ]
    answers = {"200": _content([*ROWS, *GRAPHS, "text/html"]), "304": {"description": "Not modified"}}
    fields = {"query": TEXT, "default-graph-uri": _list(), "named-graph-uri": _list(), "format": TEXT}
    body = _body({FORM: {"type": "object", "properties": fields, "required": ["query"]}, QUERY: TEXT})
    return {
        "get": {**_operation("Query, or describe the service", answers), "parameters": parameters},
        "post": {**_operation("Query", answers), "requestBody": body},
    }


def _lint() -> Json:
    answers = {"200": _content(["application/json"])}
    return {
        **_operation("Whether a query can be parsed, and where not", answers),
        "parameters": [_parameter("lang", {"enum": ["zh", "en"]})],
        "requestBody": _body({QUERY: TEXT}),
    }


def _share() -> Json:
    answers = {"201": _content(["application/json"])}
    return {
        **_operation("Keep a query or a picture of the explorer under a short address", answers),
        "requestBody": _body({QUERY: TEXT, PICTURE: TEXT}),
    }


def _shared() -> Json:
    name = {"name": "name", "in": "path", "required": True, "schema": TEXT}
    return {
        "parameters": [name],
        "get": _operation("A shared query or picture", {"200": _content([QUERY, PICTURE, "text/html"])}),
    }


def _update() -> Json:
    fields = {"update": TEXT, "using-graph-uri": _list(), "using-named-graph-uri": _list()}
    body = _body({FORM: {"type": "object", "properties": fields, "required": ["update"]}, UPDATE: TEXT})
    operation = _operation("Update", {"204": {"description": "Done"}}, write=True)
    return {**operation, "parameters": [_key()], "requestBody": body}


def _key() -> Json:
    """The header of a write that may be sent twice."""
    shape = {"type": "string", "pattern": r'^"[!#-\[\]-~]{1,255}"$'}
    told = "A request that is repeated with its key is done once; the key with another request is refused."
    return {**_parameter("Idempotency-Key", shape, place="header"), "description": told}


def _graph_store() -> Json:
    graph = [_parameter("graph", {"type": "string", "format": "uri"}), _parameter("default", TEXT)]
    done = {"201": {"description": "Made"}, "204": {"description": "Done"}}
    match = [
        *graph,
        _key(),
        _parameter("If-Match", TEXT, place="header"),
        _parameter("If-None-Match", TEXT, place="header"),
    ]
    rdf = _body(dict.fromkeys([*GRAPHS, "multipart/form-data"], TEXT))
    writing = {
        name: _operation(f"{name} a graph", done, write=True) for name in ("put", "post", "delete", "patch")
    }
    return {
        "get": {**_operation("A graph", {"200": _content(GRAPHS)}), "parameters": graph},
        "put": {**writing["put"], "parameters": match, "requestBody": rdf},
        "post": {**writing["post"], "parameters": match, "requestBody": rdf},
        "delete": {**writing["delete"], "parameters": match},
        "patch": {**writing["patch"], "parameters": match, "requestBody": _body({UPDATE: TEXT})},
    }


def _reconcile() -> Json:
    answers = {"200": _content(["application/json"])}
    fields = {
        name: {"type": "string", "contentMediaType": "application/json"} for name in ("queries", "extend")
    }
    told = "Reconciliation API 0.2: "
    return {
        "get": {
            **_operation(told + "the manifest, or what a form would ask", answers),
            "parameters": [_parameter(name, schema) for name, schema in fields.items()],
        },
        "post": {
            **_operation(told + "a batch of queries, or an extension", answers),
            "requestBody": _body({FORM: {"type": "object", "properties": fields}}),
        },
    }


def _query_by_id() -> Json:
    id = {"name": "id", "in": "path", "required": True, "schema": TEXT}
    ended = {"204": {"description": "Ended"}}
    return {
        "parameters": [id],
        "get": _operation("A running query", {"200": _content(["application/json"])}, admin=True),
        "delete": _operation("End a running query", ended, admin=True),
    }


def _operation(summary: str, answers: Json, write: bool = False, admin: bool = False) -> Json:
    problem = {"description": "A problem", "content": {"application/problem+json": {"schema": PROBLEM}}}
    right: Json = {"security": [{"write" if write else "admin": []}]} if write or admin else {}
    return {"summary": summary, "responses": {**answers, "default": problem}, **right}


def _content(types: list[str]) -> Json:
    return {"description": "The answer", "content": {one: {} for one in types}}


def _body(types: Json) -> Json:
    return {"required": True, "content": {name: {"schema": schema} for name, schema in types.items()}}


def _parameter(name: str, schema: Json, place: str = "query") -> Json:
    return {"name": name, "in": place, "schema": schema}


def _many(name: str) -> Json:
    return {**_parameter(name, _list()), "explode": True}


def _list() -> Json:
    return {"type": "array", "items": {"type": "string", "format": "uri"}}


def _problem() -> Json:
    fields = {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT}
    more = {"line": {"type": "integer"}, "column": {"type": "integer"}, "hint": TEXT, "report": TEXT}
    return {"type": "object", "properties": {**fields, **more}, "required": list(fields)}


def _security() -> Json:
    return {name: {"type": "http", "scheme": "bearer"} for name in ("write", "admin")}
