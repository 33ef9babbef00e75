"""The dataset of a query, graph by graph, said to the engine so that it means the same on each.

The engine's own default graph is never asked. By default ours is the union of the published graphs, with the
unnamed one; ``strict`` takes the unnamed one alone. What the request names wins over FROM (SPARQL 1.1
Protocol §2.1.4); FROM is taken out of the text and said beside it, because some engines overhear it.
"""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urljoin

from qkg.store.contract import Request
from qkg.store.remote.catalogue import published
from qkg.store.remote.client import Pairs
from qkg.store.remote.naming import resolved
from qkg.store.remote.profile import UNNAMED
from qkg.tokens import tokenise

NOTHING: Final = "urn:qkg:nothing"
"""A graph that is never there: an empty list of graphs would mean the engine's own choice."""


def names_graphs(request: Request) -> bool:
    """Whether the request, or FROM in its text, says of which graphs its dataset is."""
    if request.default_graphs is not None or request.named_graphs is not None:
        return True
    return "from" in request.text.lower() and _said(request.text, request.prefixes) is not None


def dataset(request: Request, graphs: Iterable[str]) -> Pairs:
    """Pairs of the protocol."""
    if request.default_graphs is not None or request.named_graphs is not None:
        return of(request.default_graphs or (), request.named_graphs or ())
    said = _said(request.text, request.prefixes) if "from" in request.text.lower() else None
    if said is not None:
        return of(*said)
    named = tuple(graphs)
    return of((UNNAMED,) if request.strict else (*named, UNNAMED), named)


def of(default: Iterable[str], named: Iterable[str]) -> Pairs:
    """These graphs, but none that is the engine's or ours."""
    return [
        *(("default-graph-uri", name) for name in tuple(filter(published, default)) or (NOTHING,)),
        *(("named-graph-uri", name) for name in tuple(filter(published, named)) or (NOTHING,)),
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
    prefixes, base, before = dict(known), "", ["", ""]
    for token in tokenise(text):
        if token.kind == "iri" and before[1] == "BASE":
            base = urljoin(base, token.text[1:-1])
        elif token.kind == "iri" and before[0] == "PREFIX":
            prefixes[before[1].rstrip(":")] = urljoin(base, token.text[1:-1])
        elif token.kind in ("iri", "pname") and "FROM" in (before[1], before[0] * (before[1] == "NAMED")):
            (named if before[1] == "NAMED" else default).append(resolved(token, prefixes, base))
        before = [before[1], token.text.upper() if token.kind == "word" else token.text]
    return (default, named) if default or named else None
