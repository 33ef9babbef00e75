"""A protocol request read into plain values (SPARQL 1.1 Protocol §2.1). Must not evaluate anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from qkg.web.problems import Problem, Refusal

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """What a client asks: the query (None when there is none), its dataset, and the format by name."""

    query: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    format: str | None
    lang: str | None


async def read(request: Request, limit: int) -> Asked:
    """The question in a GET, a form POST or a direct POST; Refusal for anything else."""
    pairs = list(request.query_params.multi_items())
    if request.method != "POST":
        return asked(pairs)
    kind = _content_type(request)
    body = _text(await _body(request, limit))
    if kind == DIRECT:
        _refuse_query_in_address(pairs)
        return asked([*pairs, ("query", body)])
    fields = parse_qsl(body, keep_blank_values=True, encoding="utf-8")
    return asked([*fields, *(pair for pair in pairs if pair[0] in ("format", "lang"))])


def asked(pairs: Pairs) -> Asked:
    """The question in name-value pairs."""
    if _all(pairs, "update"):
        raise _bad("update", "Only queries are answered here, not updates.")
    queries = _all(pairs, "query")
    if len(queries) > 1:
        raise _bad("several-queries", "There must be one query parameter, not several.")
    return Asked(
        query=queries[0] if queries else None,
        default_graphs=_dataset(pairs, "default-graph-uri", "named-graph-uri"),
        named_graphs=_dataset(pairs, "named-graph-uri", "default-graph-uri"),
        format=next(iter(_all(pairs, "format")), None),
        lang=next(iter(_all(pairs, "lang")), None),
    )


def _dataset(pairs: Pairs, name: str, other: str) -> tuple[str, ...] | None:
    values = _all(pairs, name)
    return tuple(values) if values or _all(pairs, other) else None


def _all(pairs: Pairs, name: str) -> list[str]:
    return [value for key, value in pairs if key == name]


def _bad(slug: str, detail: str) -> Refusal:
    return Refusal(Problem(400, slug, "The request cannot be used", detail))


def _refuse_query_in_address(pairs: Pairs) -> None:
    if _all(pairs, "query"):
        raise _bad("several-queries", "The query is in the body; leave it out of the address.")


def _content_type(request: Request) -> str:
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.partition("charset=")[2].strip('" ') or "utf-8"
    if kind.strip() not in (FORM, DIRECT) or charset not in ("utf-8", "utf8", "us-ascii"):
        detail = f"POST a query as {FORM} or as {DIRECT}, in UTF-8."
        headers = {"Accept-Post": f"{FORM}, {DIRECT}"}
        raise Refusal(
            Problem(415, "unsupported-media-type", "This body is not read", detail, headers=headers)
        )
    return kind.strip()


async def _body(request: Request, limit: int) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            detail = f"A query may be up to {limit:,} bytes long."
            raise Refusal(Problem(413, "too-large", "The query is too long", detail))
        parts.append(part)
    return b"".join(parts)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad("not-utf-8", "The body is not UTF-8 text.") from error
