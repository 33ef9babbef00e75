"""The dataset of a query, graph by graph, said to the engine so that it means the same on each.

The engine's own default graph is never asked. By default ours is the union of the published graphs, with the
unnamed one; ``strict`` takes the unnamed one alone. What the request names wins over FROM (SPARQL 1.1
Protocol §2.1.4); FROM is taken out of the text and said beside it, because some engines overhear it.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from qkg.store.contract import Request
from qkg.store.remote.catalogue import published
from qkg.store.remote.client import Pairs
from qkg.store.remote.naming import resolver
from qkg.store.remote.profile import UNNAMED
from qkg.tokens import tokenise

NOTHING: Final = "urn:qkg:nothing"
"""A graph that is never there: an empty list of graphs would mean the engine's own choice."""


def dataset(request: Request, graphs: Iterable[str]) -> Pairs:
    """Pairs of the protocol."""
    return named(request) or each(request, graphs)


def named(request: Request) -> Pairs | None:
    """The dataset that the request, or FROM in its text, names itself."""
    if request.default_graphs is not None or request.named_graphs is not None:
        return of(request.default_graphs or (), request.named_graphs or ())
    said = _said(request.text, request.prefixes) if "from" in request.text.lower() else None
    return None if said is None else of(*said)


def each(request: Request, graphs: Iterable[str]) -> Pairs:
    """All of these graphs, one by one."""
    every = tuple(graphs)
    return of((UNNAMED,) if request.strict else (*every, UNNAMED), every)


def of(default: Iterable[str], named: Iterable[str]) -> Pairs:
    """These graphs, but none that is the engine's or ours."""
    return pairs(filter(published, default), filter(published, named))


def pairs(default: Iterable[str], named: Iterable[str]) -> Pairs:
    """These graphs, whosever they are."""
    return [
        *(("default-graph-uri", name) for name in tuple(default) or (NOTHING,)),
        *(("named-graph-uri", name) for name in tuple(named) or (NOTHING,)),
    ]


def without_from(text: str) -> str:
    """The text without FROM and FROM NAMED, which ``dataset`` says beside it."""
    if "from" not in text.lower():
        return text
    tokens = list(tokenise(text))
    for index in reversed(range(len(tokens))):
        if tokens[index].kind == "word" and tokens[index].text.upper() == "FROM":
            last = tokens[index + (2 if tokens[index + 1].text.upper() == "NAMED" else 1)]
            text = text[: tokens[index].start] + " " + text[last.start + len(last.text) :]
    return text


def _said(text: str, known: Mapping[str, str]) -> tuple[list[str], list[str]] | None:
    """The graphs of FROM and of FROM NAMED; None when there is no such clause."""
    default: list[str] = []
    named: list[str] = []
    tokens, before = list(tokenise(text)), ["", ""]
    iri = resolver(tokens, known)
    for token in tokens:
        if token.kind in ("iri", "pname") and "FROM" in (before[1], before[0] * (before[1] == "NAMED")):
            (named if before[1] == "NAMED" else default).append(iri(token))
        before = [before[1], token.text.upper() if token.kind == "word" else token.text]
    return (default, named) if default or named else None
