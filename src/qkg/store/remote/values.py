"""Values bound in a query for an engine that only takes text: as VALUES, where the variables are in scope.

Our own engine binds a variable in the query and in every SELECT inside that hands it out, so that a LIMIT
there counts bound rows; this does the same. Values are written by the engine's own types and nowhere else.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from pyoxigraph import BlankNode

from qkg.errors import UnsupportedQuery
from qkg.store.remote.text import closing, opening, pattern_at
from qkg.terms import Term
from qkg.tokens import Token, tokenise

Names = frozenset[str]
ALONE: Final = ("{", "}", ".", "UNION")
"""After these a brace opens a group of its own."""


def with_values(text: str, bindings: Mapping[str, Term]) -> str:
    """The text with the variables bound."""
    if not bindings:
        return text
    if any(isinstance(term, BlankNode) for term in bindings.values()):
        raise UnsupportedQuery("a blank node cannot be asked for on a remote engine")
    tokens = list(tokenise(text))
    start = pattern_at(tokens)
    if start is None:
        return f"{text}\n{_block(bindings, frozenset(bindings))}"
    for position, names in reversed(list(_places(tokens, start, frozenset(bindings)))):
        if names:
            text = text[:position] + _block(bindings, names) + text[position:]
    return text


def _block(bindings: Mapping[str, Term], names: Names) -> str:
    ordered = sorted(names)
    values = " ".join(str(bindings[name]) for name in ordered)
    return f" VALUES ({' '.join('?' + name for name in ordered)}) {{ ({values}) }} "


def _places(tokens: Sequence[Token], start: int, names: Names) -> Iterator[tuple[int, Names]]:
    """Where values go in, and which: at the beginning of the pattern, of each SELECT inside, of each group.

    In groups they change nothing, but an engine that evaluates a UNION by itself begins with them there. In
    LATERAL they are known from the left, and may not be given again.
    """
    made = frozenset(after.text[1:] for one, after in pairwise(tokens) if one.text.upper() == "AS")
    scopes: list[Names] = []
    coming: dict[int, Names] = {start: names}
    for index in range(start, len(tokens)):
        sign = tokens[index].text
        if sign == "{":
            scopes.append(coming[index] if index in coming else scopes[-1])
            bound = scopes[-1] if index in coming else _mentioned(tokens, index, scopes[-1] - made)
            if tokens[index + 1].text.upper() != "SELECT":
                yield tokens[index].start + 1, bound
        elif sign == "}":
            scopes.pop()
            if not scopes:
                return
        elif tokens[index].kind == "word":
            coming |= _changed(tokens, index, scopes[-1])


def _changed(tokens: Sequence[Token], index: int, names: Names) -> dict[int, Names]:
    """Where, after this word, a group opens that has fewer names."""
    word, place = tokens[index].text.upper(), opening(tokens, index)
    if place is None or word not in ("SELECT", "LATERAL"):
        return {}
    kept = _handed_out(tokens[index:place], names) if word == "SELECT" else frozenset[str]()
    return {place: names & kept}


def _mentioned(tokens: Sequence[Token], start: int, names: Names) -> Names:
    """Of these names the ones in a group that stands for itself."""
    if tokens[start - 1].text.upper() not in ALONE:
        return frozenset()
    group = tokens[start : closing(tokens, start)]
    return names & {one.text[1:] for one in group if one.kind == "variable"}


def _handed_out(head: Sequence[Token], names: Names) -> Names:
    """The variables that a SELECT gives as they are."""
    level, found = 0, set()
    for token in head:
        level += (token.text == "(") - (token.text == ")")
        if not level and token.text == "*":
            return names
        if not level and token.kind == "variable":
            found.add(token.text[1:])
    return frozenset(found)
