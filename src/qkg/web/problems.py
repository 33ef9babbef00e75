"""Errors as HTTP sees them: one table from error class to status, and RFC 9457 problem documents.

The only place that gives an error of ours a status. A test walks the error tree and fails on a gap.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.responses import JSONResponse

from qkg import errors

TOLD: Final = (
    errors.QueryTimeout,
    errors.OutOfMemory,
    errors.Cancelled,
    errors.LoadFailed,
    errors.IndexNotReady,
    errors.ShelfFull,
    errors.MissingExtra,
    errors.EngineError,
)
TYPE_BASE: Final = "https://w3id.org/qkg/problem/"

STATUS: Final[Mapping[type[errors.QkgError], tuple[int, str, str]]] = {
    errors.QkgError: (500, "internal", "Something failed inside the service"),
    errors.InputError: (400, "bad-input", "The request cannot be used"),
    errors.SyntaxProblem: (400, "syntax", "The text breaks its grammar"),
    errors.UnknownPrefix: (400, "unknown-prefix", "A prefix is not declared"),
    errors.BadParameter: (400, "bad-parameter", "A parameter cannot be used"),
    errors.UnsupportedQuery: (400, "unsupported-query", "The query cannot be evaluated"),
    errors.TooDeep: (400, "too-deep", "The query is nested too deeply"),
    errors.ServiceRefused: (403, "service-refused", "SERVICE is refused"),
    errors.UnknownFormat: (406, "not-acceptable", "No acceptable format"),
    errors.NotThisText: (400, "not-this-text", "The text is not that of the graph"),
    errors.NotAText: (422, "not-a-text", "There is no text of an article"),
    errors.NotADraft: (422, "not-a-draft", "There is no draft for review"),
    errors.NoSuchDraft: (404, "no-such-draft", "There is no such draft"),
    errors.DraftThere: (409, "draft-there", "The draft is under review already"),
    errors.Overtaken: (412, "overtaken", "Someone else was faster"),
    errors.NoSuchFile: (404, "no-such-file", "There is no such file"),
    errors.NoSuchQuestion: (404, "no-such-question", "There is no such question"),
    errors.NoSuchGraph: (404, "no-such-graph", "There is no such graph"),
    errors.NoSuchPage: (404, "no-such-page", "There is nothing here"),
    errors.Withdrawn: (410, "withdrawn", "This was taken back"),
    errors.NoSuchGeneration: (404, "no-such-generation", "There is no such generation"),
    errors.LoadRefused: (403, "load-refused", "LOAD is refused"),
    errors.LoadFailed: (502, "load-failed", "A document cannot be loaded"),
    errors.ReadOnly: (403, "read-only", "The store takes no writes"),
    errors.LiteralAltered: (422, "literal-altered", "The engine would alter a literal"),
    errors.DuplicateTriple: (422, "duplicate-triple", "A triple would stand in two published graphs"),
    errors.Refused: (422, "refused-by-shapes", "The data does not fit its shapes"),
    errors.CheckFailed: (422, "check-failed", "The draft is not sound"),
    errors.KeyReused: (422, "key-reused", "The key was used for another write"),
    errors.StillNeeded: (409, "still-needed", "Another graph relies on it"),
    errors.NoArticleGraph: (422, "no-article-graph", "The data does not name its graph"),
    errors.BackupDamaged: (422, "backup-damaged", "The backup is damaged"),
    errors.OutputProblem: (500, "output", "A file cannot be written"),
    errors.StoreError: (503, "store", "The store cannot be used"),
    errors.StoreTooNew: (503, "store-too-new", "The store is newer than the service"),
    errors.StoreTooOld: (503, "store-too-old", "The store is older than the service"),
    errors.StoreDamaged: (503, "store-damaged", "The store is damaged"),
    errors.NotAStore: (503, "not-a-store", "There is no store"),
    errors.StoreUnwritable: (503, "store-unwritable", "The store cannot be written"),
    errors.StoreLocked: (503, "store-locked", "Another program writes to the store"),
    errors.StoreFull: (507, "store-full", "There is no room left"),
    errors.Stopped: (503, "stopped", "The evaluation was ended"),
    errors.QueryTimeout: (504, "query-timeout", "The query took too long"),
    errors.OutOfMemory: (507, "out-of-memory", "The query needs too much memory"),
    errors.Cancelled: (503, "cancelled", "The query was cancelled by an operator"),
    errors.ReaderLost: (503, "reader-lost", "The evaluation died"),
    errors.WriterLost: (503, "writer-lost", "The write was ended, and nothing of it was kept"),
    errors.StreamBroken: (503, "stream-broken", "The answer broke off"),
    errors.Overloaded: (429, "overloaded", "Too many queries are waiting"),
    errors.TooMuch: (413, "too-much", "Too much is asked for at once"),
    errors.ShelfFull: (507, "not-kept", "The query cannot be kept"),
    errors.IndexNotReady: (503, "index-not-ready", "The search index is not ready"),
    errors.ServerProblem: (502, "server", "Another server failed"),
    errors.EngineError: (502, "engine", "The engine failed"),
    errors.EngineUnavailable: (503, "engine-unavailable", "The engine does not answer"),
    errors.EngineRefused: (502, "engine-refused", "The engine refuses"),
    errors.AnswerIncomplete: (502, "answer-incomplete", "The engine's answer is not whole"),
    errors.WriteInDoubt: (503, "write-in-doubt", "The engine was lost while it committed"),
    errors.RunStopped: (500, "run-stopped", "A run cannot go on"),
    errors.MissingExtra: (501, "not-installed", "This service was installed without that format"),
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

    def body(self) -> bytes:
        """The document as bytes."""
        return json.dumps(self.document(), ensure_ascii=False).encode()

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
    told = status < 500 or isinstance(error, TOLD)  # noqa: PLR2004 - the class of server errors
    detail = str(error) if told else title + "."
    return Problem(status, slug, title, detail, _members(error), _headers(error))


def _headers(error: errors.QkgError) -> dict[str, str]:
    if isinstance(error, errors.Overloaded | errors.IndexNotReady | errors.EngineUnavailable):
        return {"Retry-After": str(error.retry_after)}
    if isinstance(error, errors.Overtaken):
        return {"ETag": f'"{error.tag}"'}
    return {}


def _members(error: errors.QkgError) -> dict[str, Any]:
    if isinstance(error, errors.Refused):
        return {"report": error.report}
    if isinstance(error, errors.CheckFailed) and error.findings:
        return {"findings": list(error.findings)}
    if isinstance(error, errors.NoSuchPage) and error.suggestions:
        return {"suggestions": [{"path": path, "label": label} for path, label in error.suggestions]}
    if not isinstance(error, errors.SyntaxProblem):
        return {}
    place = {"line": error.place.line, "column": error.place.column}
    return {name: value for name, value in {**place, "hint": error.hint}.items() if value}


def of_status(status: int, title: str, detail: str = "") -> Problem:
    """A problem for a bare HTTP status, such as an unknown path."""
    slug = title.lower().replace(" ", "-")
    return Problem(status, slug, title, detail or title + ".")
