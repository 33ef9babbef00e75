"""Errors as HTTP sees them: one table from error class to status, and RFC 9457 problem documents.

The only place that gives an error of ours a status. A test walks the error tree and fails on a gap.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.responses import JSONResponse

from qkg import errors

TYPE_BASE: Final = "https://w3id.org/qkg/problem/"

STATUS: Final[Mapping[type[errors.QkgError], tuple[int, str, str]]] = {
    errors.QkgError: (500, "internal", "Something failed inside the service"),
    errors.InputError: (400, "bad-input", "The request cannot be used"),
    errors.SyntaxProblem: (400, "syntax", "The query is not SPARQL"),
    errors.UnknownPrefix: (400, "unknown-prefix", "A prefix is not declared"),
    errors.BadParameter: (400, "bad-parameter", "A parameter cannot be used"),
    errors.UnsupportedQuery: (400, "unsupported-query", "The query cannot be evaluated"),
    errors.TooDeep: (400, "too-deep", "The query is nested too deeply"),
    errors.ServiceRefused: (403, "service-refused", "SERVICE is refused"),
    errors.UnknownFormat: (406, "not-acceptable", "No acceptable format"),
    errors.NoSuchFile: (404, "no-such-file", "There is no such file"),
    errors.NoSuchQuestion: (404, "no-such-question", "There is no such question"),
    errors.NoSuchGraph: (404, "no-such-graph", "There is no such graph"),
    errors.NoArticleGraph: (422, "no-article-graph", "The data does not name its graph"),
    errors.OutputProblem: (500, "output", "A file cannot be written"),
    errors.StoreError: (503, "store", "The store cannot be used"),
    errors.StoreTooNew: (503, "store-too-new", "The store is newer than the service"),
    errors.StoreDamaged: (503, "store-damaged", "The store is damaged"),
    errors.NotAStore: (503, "not-a-store", "There is no store"),
    errors.StoreUnwritable: (503, "store-unwritable", "The store cannot be written"),
    errors.AssetsMissing: (500, "assets-missing", "The packaged graph is missing"),
    errors.RulesDiverge: (500, "rules-diverge", "The rules do not end"),
    errors.PortProblem: (500, "port", "The address cannot be used"),
    errors.PortInUse: (500, "port-in-use", "The port is in use"),
}


@dataclass(frozen=True)
class Problem:
    """A problem document (RFC 9457 §3.1) with its extension members and extra headers."""

    status: int
    slug: str
    title: str
    detail: str
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """The members as JSON has them."""
        fixed = {"type": TYPE_BASE + self.slug, "title": self.title, "status": self.status}
        return {**fixed, "detail": self.detail, **self.members}

    def response(self) -> JSONResponse:
        """The document as ``application/problem+json``."""
        return JSONResponse(
            self.document(), self.status, dict(self.headers), media_type="application/problem+json"
        )


class Refusal(Exception):
    """A request that HTTP itself decides to refuse; carries its problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.detail)


def of_error(error: errors.QkgError) -> Problem:
    """The problem document of one of our errors; inner faults keep their text to themselves."""
    status, slug, title = STATUS[type(error)]
    internal = status >= 500  # noqa: PLR2004 - the class of server errors
    detail = title + "." if internal else str(error)
    return Problem(status, slug, title, detail, _place(error))


def _place(error: errors.QkgError) -> dict[str, Any]:
    if not isinstance(error, errors.SyntaxProblem):
        return {}
    place = {"line": error.place.line, "column": error.place.column}
    return {name: value for name, value in {**place, "hint": error.hint}.items() if value}


def of_status(status: int, title: str, detail: str = "") -> Problem:
    """A problem for a bare HTTP status, such as an unknown path."""
    slug = title.lower().replace(" ", "-")
    return Problem(status, slug, title, detail or title + ".")
