"""SPARQL text cut into tokens: enough to see keywords and prefixed names, no grammar.

Comments, strings and IRIs are recognised so that words inside them are not taken for keywords.
``<`` may open an IRI or mean "less than"; only a parser can tell. ``tokenise`` prefers the IRI.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

PATTERN = re.compile(
    r"""
    (?P<blank>[ \t\r\n]+)
  | (?P<comment>\#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>'{3}(?:[^'\\]|\\.|'(?!''))*'{3} | "{3}(?:[^"\\]|\\.|"(?!""))*"{3}
              | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*")
  | (?P<variable>[?$]\w+)
  | (?P<tag>@[A-Za-z]+[A-Za-z0-9-]*)
  | (?P<pname>(?:[^\W\d_][\w.-]*|_)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """A piece of the text, its kind and where it starts."""

    kind: str
    text: str
    start: int


def token_at(text: str, position: int) -> Token:
    """The token that starts at ``position``; every character starts one."""
    found = PATTERN.match(text, position)
    if found is None or found.lastgroup is None:
        raise IndexError(position)
    return Token(found.lastgroup, found.group(), position)


def tokenise(text: str) -> Iterator[Token]:
    """The tokens that mean something, in order."""
    position = 0
    while position < len(text):
        token = token_at(text, position)
        position += len(token.text)
        if token.kind not in ("blank", "comment"):
            yield token


def names_in_all_readings(text: str) -> Iterator[Token]:
    """Each word and prefixed name that stands in some way to cut the text: ``<`` may open an IRI."""
    waiting, seen = [0], bytearray(len(text) + 1)
    while waiting:
        position = waiting.pop()
        if position >= len(text) or seen[position]:
            continue
        seen[position] = 1
        token = token_at(text, position)
        if token.kind == "iri":
            waiting.append(position + 1)
        waiting.append(position + len(token.text))
        if token.kind in ("word", "pname"):
            yield token


def clauses(text: str, word: str, head: re.Pattern[str]) -> Iterator[tuple[Token, re.Match[str]]]:
    """In every way to cut the text: each token with the word in it, from where ``head`` matches."""
    for token in names_in_all_readings(text):
        for found in re.finditer(word, token.text, re.IGNORECASE):
            if match := head.match(text, token.start + found.start()):
                yield token, match


def words(text: str) -> set[str]:
    """The bare words in capitals, so that one can ask for a keyword such as FROM."""
    return {token.text.upper() for token in tokenise(text) if token.kind == "word"}


def undeclared(text: str, known: Collection[str]) -> Token | None:
    """The first prefixed name whose prefix is neither declared in the text nor ``known``."""
    declared, before = {*known, "_"}, ""
    for token in tokenise(text):
        prefix = token.text.partition(":")[0]
        if token.kind == "pname" and before == "PREFIX":
            declared.add(prefix)
        elif token.kind == "pname" and prefix not in declared:
            return token
        before = token.text.upper()
    return None


def line_column(text: str, position: int) -> tuple[int, int]:
    """Where a position stands: line and column, both counted from one."""
    head = text[:position]
    return head.count("\n") + 1, position - (head.rfind("\n") + 1) + 1
