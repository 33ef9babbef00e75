"""A protocol request read into plain values (SPARQL 1.1 Protocol §2.1). Must not evaluate anything."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qkg.sparql.dataset import graph_name
from qkg.web.bodies import read_text
from qkg.web.exchange import FORM, Exchange, Pairs, bad, content_type, pairs

DIRECT = "application/sparql-query"
CHARSETS = ("utf-8", "utf8", "us-ascii")


@dataclass(frozen=True)
class Asked:
    """What a client asks: the query (None when there is none), its dataset, the format by name, and when."""

    query: str | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    format: str | None = None
    generation: int | None = None
    seconds: float | None = None


async def read(exchange: Exchange, limit: int) -> Asked:
    """The question in a GET, a form POST, a direct POST or a QUERY; Refusal for anything else."""
    given = exchange.pairs()
    if exchange.method in ("GET", "HEAD"):
        return asked(given)
    kind = checked_type(exchange, DIRECT)
    body = await read_text(exchange, limit, "A query")
    if kind == DIRECT:
        if values(given, "query"):
            raise bad("several-queries", "The query is in the body; leave it out of the address.")
        return asked([*given, ("query", body)])
    return asked([*pairs(body), *given])


def asked(given: Pairs) -> Asked:
    """The question in name-value pairs."""
    if values(given, "update"):
        raise bad("update", "Only queries are answered here; updates go to /update.")
    queries = values(given, "query")
    if len(queries) > 1:
        raise bad("several-queries", "There must be one query parameter, not several.")
    return Asked(
        query=queries[0] if queries else None,
        default_graphs=dataset(given, "default-graph-uri", "named-graph-uri"),
        named_graphs=dataset(given, "named-graph-uri", "default-graph-uri"),
        format=first(given, "format"),
        generation=generation_number(first(given, "generation")),
        seconds=_seconds(first(given, "timeout")),
    )


def checked_type(exchange: Exchange, direct: str) -> str:
    """The body's type: a form or ``direct``, in UTF-8; 415 for others."""
    kind, parameters = content_type(exchange)
    if kind not in (FORM, direct) or parameters.get("charset", "utf-8").lower() not in CHARSETS:
        detail = f"Send {FORM} or {direct}, in UTF-8."
        raise bad("unsupported-media-type", detail, 415, Accept_Post=f"{FORM}, {direct}")
    return kind


def dataset(given: Sequence[tuple[str, str]], name: str, other: str) -> tuple[str, ...] | None:
    """The graphs of one parameter; none at all (not an empty choice) when ``other`` is absent too."""
    found = [graph_name(value, name).value for value in values(given, name)]
    return tuple(found) if found or values(given, other) else None


def values(given: Sequence[tuple[str, str]], name: str) -> list[str]:
    """All values of a parameter."""
    return [value for key, value in given if key == name]


def first(given: Sequence[tuple[str, str]], name: str) -> str | None:
    """The first value of a parameter."""
    return next((value for key, value in given if key == name), None)


def generation_number(text: str | None) -> int | None:
    """The number of a generation as a request writes it."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16):  # noqa: PLR2004 - far beyond any number of ours
        raise bad("bad-parameter", "generation is the number of a generation.")
    return int(text)


def _seconds(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not 0 < found < math.inf:
        raise bad("bad-parameter", "timeout is a number of seconds above zero.")
    return found
