"""Prefixed names in the text of a query, and the IRIs that they stand for (SPARQL 1.1 Query §4.1.1)."""

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urljoin

from qkg.tokens import Token, tokenise


def resolver(tokens: Iterable[Token], known: Mapping[str, str] | None = None) -> Callable[[Token], str]:
    """What gives the IRI of a name, or of an IRI as it is written, in a text of these tokens.

    Prefixes are declared before they are used; ``known`` are those that need not be.
    """
    prefixes, base = dict(known or {}), ""
    before = ["", ""]
    for token in tokens:
        if token.kind == "iri" and before[1] == "BASE":
            base = urljoin(base, token.text[1:-1])
        elif token.kind == "iri" and before[0] == "PREFIX":
            prefixes[before[1].rstrip(":")] = urljoin(base, token.text[1:-1])
        before = [before[1], token.text.upper() if token.kind == "word" else token.text]
    return lambda token: _resolved(token, prefixes, base)


def _resolved(token: Token, prefixes: Mapping[str, str], base: str) -> str:
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1]) if base else token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, "") + local.replace("\\", "")


def without_escapes(text: str) -> str:
    """The text with IRIs for names that have a backslash in them, which not every engine reads."""
    tokens = list(tokenise(text)) if "\\" in text else []
    of, names = resolver(tokens), [one for one in tokens if one.kind == "pname" and "\\" in one.text]
    for token in reversed(names):
        text = f"{text[: token.start]}<{of(token)}>{text[token.start + len(token.text) :]}"
    return text
