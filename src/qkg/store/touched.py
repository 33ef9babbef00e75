"""Which graphs an update may touch, read from its text where that is so plain that nothing can hide.

None means "any graph"; the states before and after are compared then. A wrong guess would let a write past
the checks, so all that is not known to be harmless gives None: variables, patterns, a base, escapes, ``<`` as
a sign, a prefix declared twice.
"""

from itertools import pairwise
from typing import Final

from qkg.store.contract import Update
from qkg.tokens import Token, tokenise

LONGEST: Final = 1_000_000
_WORDS: Final = frozenset(
    ("PREFIX", "INSERT", "DELETE", "DATA", "GRAPH", "CLEAR", "DROP", "CREATE", "SILENT", "A", "TRUE", "FALSE")
)
_SIGNS: Final = frozenset("{}.,;()[]^+-")
_KINDS: Final = frozenset(("iri", "pname", "string", "number", "tag"))


def graphs_of(update: Update) -> frozenset[str] | None:
    """Every IRI that the text could name a graph with, or None when it may touch others too."""
    if len(update.text) > LONGEST:
        return None
    tokens = list(tokenise(update.text))
    prefixes = _prefixes(tokens, dict(update.prefixes))
    if prefixes is None or not all(_plain(token) for token in tokens) or not _data_only(tokens):
        return None
    named = (token for token in tokens if token.kind in ("iri", "pname"))
    return frozenset(_expanded(token, prefixes) for token in named)


def _plain(token: Token) -> bool:
    if token.kind == "word":
        return token.text.upper() in _WORDS
    if token.kind == "sign":
        return token.text in _SIGNS
    return token.kind in _KINDS and (token.kind == "string" or "\\" not in token.text)


def _data_only(tokens: list[Token]) -> bool:
    """INSERT and DELETE are followed by DATA: no patterns."""
    words = [token.text.upper() for token in tokens]
    return all(after == "DATA" for word, after in pairwise([*words, ""]) if word in ("INSERT", "DELETE"))


def _prefixes(tokens: list[Token], known: dict[str, str]) -> dict[str, str] | None:
    declared: dict[str, str] = {}
    for index, token in enumerate(tokens[:-2]):
        if token.text.upper() == "PREFIX" and token.kind == "word":
            name = tokens[index + 1].text.rstrip(":")
            if name in declared:
                return None
            declared[name] = tokens[index + 2].text[1:-1]
    return {**known, **declared}


def _expanded(token: Token, prefixes: dict[str, str]) -> str:
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, "") + local
