"""Reviews as the OpenAPI document has them."""

from typing import Any, Final

from qkg.ingest.review.decisions import Decisions
from qkg.web.review import CHANGE

Json = dict[str, Any]
TEXT: Final[Json] = {"type": "string"}
NAME: Final[Json] = {
    "name": "name",
    "in": "path",
    "required": True,
    "schema": TEXT,
    "example": "notice-2021-11-10",
}
STATE: Final[Json] = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": TEXT,
    "description": "The ETag of the state that the change is made upon; 412 when it is no longer the newest.",
}
UPLOAD: Final[tuple[Json, ...]] = tuple(
    {"name": name, "in": "query", "schema": TEXT, "description": told}
    for name, told in (
        ("name", "Begins the name of the draft; a file's name will do."),
        ("date", "Day of publication, as 2021-05-13; else that of the name or the page."),
        ("publisher", "Name of the medium in Chinese, or its IRI."),
        ("url", "Address of the article."),
    )
)


def schemas() -> Json:
    """What has been decided about a draft."""
    made = Decisions.model_json_schema(ref_template="#/components/schemas/{model}")
    parts = made.pop("$defs")
    return {**parts, "Decisions": made}


def paths(problem: Json) -> Json:
    """Path items; every one needs the write token, every other answer is a problem."""
    change = {"$ref": "#/components/schemas/Decisions"}
    by = {"type": "object", "properties": {"by": TEXT}, "required": ["by"]}
    text = {"content": {kind: {"schema": TEXT} for kind in ("text/plain", "text/html")}}
    text["content"]["application/json"] = {"schema": {"type": "object"}}
    return {
        "/review/drafts": {
            "get": _operation("Drafts under review", problem),
            "post": {
                **_operation("Bring a text or a draft under review", problem, "201"),
                "parameters": list(UPLOAD),
                "requestBody": {"required": True, **text},
            },
        },
        "/review/drafts/{name}": {
            "parameters": [NAME],
            "get": _operation("A draft: text, candidates, decisions", problem),
            "patch": {
                **_operation("Decide about candidates", problem),
                "parameters": [STATE],
                "requestBody": {"required": True, "content": {CHANGE: {"schema": change}}},
            },
            "delete": {**_operation("Remove a draft", problem, "204"), "parameters": [STATE]},
        },
        "/review/drafts/{name}/check": {
            "parameters": [NAME],
            "post": _operation("The graph that follows, and what is wrong with it", problem),
        },
        "/review/drafts/{name}/commit": {
            "parameters": [NAME],
            "post": {
                **_operation("Publish as the article's graph", problem),
                "parameters": [STATE],
                "requestBody": {"required": True, "content": {"application/json": {"schema": by}}},
            },
        },
    }


def _operation(summary: str, problem: Json, status: str = "200") -> Json:
    other = {"description": "A problem", "content": {"application/problem+json": {"schema": problem}}}
    answer: Json = {"description": "Done"}
    if status != "204":
        answer["content"] = {"application/json": {}}
    return {"summary": summary, "responses": {status: answer, "default": other}, "security": [{"write": []}]}
