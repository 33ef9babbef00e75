"""The engine's complaints, told to a person: place, one short reason, and a hint.

The engine puts line and column into message text only, and may list hundreds of expected tokens.
"""

import re

from qkg.errors import (
    BadParameter,
    Place,
    QkgError,
    StoreDamaged,
    SyntaxProblem,
    UnknownPrefix,
    UnsupportedQuery,
)
from qkg.namespaces import prefix_hint
from qkg.store.contract import Request, Update
from qkg.tokens import line_column, undeclared

_PLACED = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_NOT_PROJECTED = re.compile(r"does not contains? variable \?(\w+) in its SELECT projection")
_DISK = ("Corruption", "IO error")
_LONGEST = 80
_UPDATES = re.compile(r"\s*(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)


def explain(error: Exception, request: Request | Update) -> QkgError:
    """The problem as one of ours: in the text, in what the engine can do, or on the disk."""
    if not isinstance(error, SyntaxError):
        return _unsupported(str(error))
    missing = undeclared(request.text, request.prefixes)
    if missing is not None:
        prefix = missing.text.partition(":")[0]
        place = Place(request.source, *line_column(request.text, missing.start))
        return UnknownPrefix(place, f"the prefix {prefix}: is not declared", prefix_hint(prefix))
    return _placed(str(error), request)


def _unsupported(message: str) -> QkgError:
    if message.startswith(_DISK):
        return StoreDamaged("the store is damaged: the disk does not give back what was written")
    if unbound := _NOT_PROJECTED.search(message):
        return BadParameter(
            f"the variable {unbound[1]} is not among the result columns, so it cannot be bound"
        )
    return UnsupportedQuery(_first_line(message))


def explain_file(error: SyntaxError, source: str) -> SyntaxProblem:
    """The problem of an RDF file that does not parse, in place of the file's own name ``source``."""
    place = Place(source, error.lineno or 0, error.offset or 0)
    reason = error.msg.partition(": ")[2] or error.msg
    if reason.startswith("The prefix ") and reason.endswith("has not been declared"):
        prefix = reason.split()[2].rstrip(":")
        return UnknownPrefix(place, f"the prefix {prefix}: is not declared", prefix_hint(prefix))
    return SyntaxProblem(place, reason.splitlines()[0])


def _placed(message: str, request: Request | Update) -> SyntaxProblem:
    found = _PLACED.search(message)
    line, column = (int(found[1]), int(found[2])) if found else (0, 0)
    place = Place(request.source, line, column)
    if isinstance(request, Request) and _UPDATES.match(_without_prologue(request.text)):
        return SyntaxProblem(place, "this is an update; only queries are answered here")
    return SyntaxProblem(place, _reason(request.text, line, column))


def _without_prologue(text: str) -> str:
    text = re.sub(r"#[^\r\n]*", "", text)
    return re.sub(r"\b(?:PREFIX\s+\S*\s*<[^>]*>|BASE\s*<[^>]*>)", "", text, flags=re.IGNORECASE)


def _reason(text: str, line: int, column: int) -> str:
    if not text.strip():
        return "the text is empty"
    lines = text.split("\n")
    rest = lines[line - 1][column - 1 :].strip() if 0 < line <= len(lines) else ""
    following = rest or "".join(lines[line:]).strip()
    if not following:
        return "SPARQL syntax error at the end of the text, or before it"
    return f"SPARQL syntax error at or before {_first_line(following)!r}"


def _first_line(text: str) -> str:
    head = (text.splitlines() or [""])[0]
    return head if len(head) <= _LONGEST else head[: _LONGEST - 1] + "…"
