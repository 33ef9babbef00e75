"""The files of the service as the OpenAPI document has them: dumps and tables."""

from typing import Any, Final

from qkg.dataset.dumps import FORMATS

Json = dict[str, Any]
NAME: Final[Json] = {
    "name": "name",
    "in": "path",
    "required": True,
    "schema": {"type": "string"},
    "example": "qkg.ttl",
    "description": "qkg or the short name of a graph, -1.2 for RDF 1.2, a suffix, and .gz if wanted.",
}
KINDS: Final = (*(one.media_type for one in FORMATS), "application/gzip")


def paths(problem: Json) -> Json:
    """Path items; every other answer is a problem."""
    return {
        "/dump/{name}": {"parameters": [NAME], "get": _get("A dump", KINDS, problem, parts=True)},
        "/figures.csv": {"get": _get("The figures (CSV on the Web)", ("text/csv",), problem)},
        "/figures.parquet": {
            "get": _get("The figures (Parquet)", ("application/vnd.apache.parquet",), problem)
        },
    }


def _get(summary: str, kinds: tuple[str, ...], problem: Json, parts: bool = False) -> Json:
    content: Json = {one: {} for one in kinds}
    answers: Json = {"200": {"description": "The answer", "content": content}}
    if parts:
        answers["206"] = {"description": "A part of it", "content": content}
    answers["304"] = {"description": "Not modified"}
    other = {"description": "A problem", "content": {"application/problem+json": {"schema": problem}}}
    return {"summary": summary, "responses": {**answers, "default": other}}
