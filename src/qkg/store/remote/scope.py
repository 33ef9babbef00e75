"""Which graphs a query sees on an engine that holds all published triples once more in one union graph.

Naming thousands of graphs with every query costs engines seconds. So the default graph is the union graph,
and of named graphs only those are named that the text names. Where the text has ``GRAPH ?g``, no dataset is
said: the pattern stands in ``GRAPH`` of the union graph, and what ?g may be is joined from the catalogue.
Works on tokens of a query that is known to parse, without FROM. Must not know HTTP.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from qkg.store.contract import Request
from qkg.store.remote.catalogue import META, UNION, Catalogue, term
from qkg.store.remote.client import Pairs
from qkg.store.remote.dataset import NOTHING, each, named, pairs
from qkg.store.remote.naming import resolver
from qkg.store.remote.profile import UNNAMED
from qkg.store.remote.text import closing, pattern_at
from qkg.tokens import Token, tokenise

Change = tuple[int, int, str]
"""From where to where the text is replaced, and by what."""
Graphs = list[tuple[int, Token]]
"""The tokens after GRAPH, with their index."""
IS_OURS: Final = f" GRAPH <{META}> {{ %s {term('size')} [] }} FILTER(%s != <{UNNAMED}>) "


def scoped(sent: str, request: Request, state: Catalogue) -> tuple[str, Pairs]:
    """The text as it is sent, and the dataset that is said beside it."""
    said = named(request)
    if said is not None:
        return sent, said
    if not state.union:
        return sent, each(request, state.graphs)
    default, tokens = UNNAMED if request.strict else UNION, list(tokenise(sent))
    graphs = [(i, tokens[i]) for i in range(1, len(tokens)) if _is(tokens[i - 1], "GRAPH")]
    if not any(token.kind == "variable" for _, token in graphs):
        resolved = resolver(tokens)
        asked = sorted({resolved(token) for _, token in graphs})
        return sent, pairs((default,), [name for name in asked if name in state.graphs])
    start = pattern_at(tokens)
    if start is None or _looks_outside(tokens, start):
        return sent, each(request, state.graphs)
    return _changed(sent, _changes(tokens, start, graphs, state.graphs, default)), ()


def _is(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word


def _looks_outside(tokens: Sequence[Token], start: int) -> bool:
    """Whether something is looked for outside the pattern, as HAVING and the head of a SELECT may."""
    end = closing(tokens, start)
    return any(_is(one, "EXISTS") for one in (*tokens[:start], *tokens[end:]))


def _changes(
    tokens: Sequence[Token], start: int, graphs: Graphs, known: Collection[str], default: str
) -> Iterator[Change]:
    """The pattern into the union graph; each ?g among the published graphs; other names are of no graph."""
    resolved: Callable[[Token], str] = resolver(tokens)
    first, last = tokens[start].start + 1, tokens[closing(tokens, start)].start
    yield first, first, f" GRAPH <{default}> {{"
    yield last, last, "} "
    for index, token in graphs:
        if token.kind == "variable":
            after = tokens[closing(tokens, index + 1)].start + 1
            yield after, after, IS_OURS % (token.text, token.text)
        elif resolved(token) not in known:
            yield token.start, token.start + len(token.text), f"<{NOTHING}>"


def _changed(text: str, changes: Iterator[Change]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text
