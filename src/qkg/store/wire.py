"""What travels between the front and its processes: frames, and plain values as JSON.

A frame is one byte of kind, four bytes of length, and that many bytes. Must not know what evaluates.
"""

import json
import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from qkg import errors
from qkg.errors import Place, QkgError, Refused, SyntaxProblem
from qkg.media import GRAPH_FORMATS, ROW_FORMATS, Format, by_name
from qkg.store.contract import Generation, Request
from qkg.terms import Term

HEADER: Final = struct.Struct("<BI")
READY, HEAD, DATA, END, ERROR, JOB = range(1, 7)
ROWS, TRIPLES = b"r", b"g"
LAST: Final = b"x"
"""The content of an END frame of a reader that ends itself after this answer."""


_encode: Final = json.JSONEncoder(separators=(",", ":")).encode


def frame(kind: int, content: bytes = b"") -> bytes:
    """One frame."""
    return HEADER.pack(kind, len(content)) + content


def job(name: str, **fields: Any) -> bytes:
    """A frame that asks for something by name, with plain values."""
    return frame(JOB, _encode([name, fields]).encode())


def of_values(values: Any) -> bytes:
    """Plain values as the content of a frame."""
    return json.dumps(values).encode()


def to_values(content: bytes) -> Any:
    """The plain values again."""
    return json.loads(content)


def of_job(content: bytes) -> tuple[str, dict[str, Any]]:
    """The name and the values of a job."""
    name, fields = json.loads(content)
    return str(name), fields


def query_job(request: Request) -> bytes:
    """A query as a job; the values that are the usual ones are left out."""
    fields: dict[str, Any] = {"text": request.text, "source": request.source}
    if request.rows:
        fields["rows"] = request.rows.name
    if request.graph:
        fields["graph"] = request.graph.name
    if request.bindings:
        fields["bindings"] = {name: of_term(term) for name, term in request.bindings.items()}
    if request.prefixes:
        fields["prefixes"] = dict(request.prefixes)
    if request.default_graphs is not None or request.named_graphs is not None:
        fields["default_graphs"], fields["named_graphs"] = request.default_graphs, request.named_graphs
    if request.strict:
        fields["strict"] = True
    return job("query", **fields)


def to_request(fields: Mapping[str, Any]) -> Request:
    """The request in a query job."""
    bindings = fields.get("bindings")
    return Request(
        fields["text"],
        _ROWS.get(fields.get("rows", "")),
        _GRAPHS.get(fields.get("graph", "")),
        {name: to_term(value) for name, value in bindings.items()} if bindings else {},
        fields.get("prefixes") or {},
        _names(fields.get("default_graphs")),
        _names(fields.get("named_graphs")),
        bool(fields.get("strict")),
        source=fields["source"],
    )


_ROWS: Final = {one.name: one for one in ROW_FORMATS}
_GRAPHS: Final = {one.name: one for one in GRAPH_FORMATS}


def to_format(name: str) -> Format:
    """The graph format of that name."""
    found = by_name(name, GRAPH_FORMATS)
    if found is None:
        raise errors.UnknownFormat(f"no format {name!r} for graphs")
    return found


def _names(values: list[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


def of_term(term: Term) -> list[Any]:
    """A term as plain values."""
    if isinstance(term, NamedNode):
        return ["iri", term.value]
    if isinstance(term, BlankNode):
        return ["blank", term.value]
    if isinstance(term, Triple):
        return ["triple", of_term(term.subject), of_term(term.predicate), of_term(term.object)]
    return ["literal", term.value, term.datatype.value, term.language]


def to_term(value: list[Any]) -> Any:
    """The term again."""
    kind, *rest = value
    if kind == "iri":
        return NamedNode(rest[0])
    if kind == "blank":
        return BlankNode(rest[0])
    if kind == "triple":
        return Triple(*(to_term(one) for one in rest))
    text, datatype, language = rest
    return Literal(text, language=language) if language else Literal(text, datatype=NamedNode(datatype))


def of_error(error: QkgError) -> bytes:
    """An error of ours as the content of an ERROR frame."""
    fields: dict[str, Any] = {"type": type(error).__name__, "text": str(error)}
    if isinstance(error, SyntaxProblem):
        place = error.place
        fields["place"] = [place.source, place.line, place.column, error.reason, error.hint]
    if isinstance(error, Refused):
        fields["report"] = error.report
    return json.dumps(fields).encode()


def to_error(content: bytes) -> QkgError:
    """The error again, of its own class."""
    fields = json.loads(content)
    made = getattr(errors, fields["type"], errors.QkgError)
    if "place" in fields:
        source, line, column, reason, hint = fields["place"]
        error: QkgError = made(Place(source, line, column), reason, hint)
    elif "report" in fields:
        error = made(fields["text"], fields["report"])
    else:
        error = made(fields["text"])
    return error


def of_generation(generation: Generation) -> list[Any]:
    """A generation as plain values."""
    return [generation.number, generation.time.isoformat()]


def to_generation(value: list[Any]) -> Generation:
    """The generation again."""
    return Generation(int(value[0]), datetime.fromisoformat(value[1]).astimezone(UTC))
