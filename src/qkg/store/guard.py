"""What is refused before the engine sees a query: SERVICE, and brackets nested too deeply.

The engine has no switch for SERVICE, and deep nesting ends the process. Its lexer takes ``SERVICE``
without a word boundary (``SERVICEx:a{}``), and ``<`` may open an IRI or mean "less than", which only
a parser can tell; so *every* way to cut the text into tokens is followed, and a SERVICE clause seen on
any of them is refused. Words in comments, strings and IRIs are not seen on any of them.
"""

import re

from qkg.errors import ServiceRefused, TooDeep
from qkg.tokens import clauses, line_column, tokenise

MAX_DEPTH = 10_000
"""Levels of brackets; a stack of 256 MB carries about 25,000."""

_BLANK = r"(?:[ \t\r\n]|\#[^\r\n]*+(?:[\r\n]|$))*+"
_HEAD = re.compile(
    rf"service{_BLANK}(?:silent{_BLANK})?"
    rf"(?:<[^<>\"{{}}|^`\\\x00-\x20]*>|[?$]\w+|(?:[^\s<>\"{{}}:#])*+:(?:\\.|[^\s<>\"{{}}#\\])*+){_BLANK}\{{",
    re.IGNORECASE,
)


def refuse(text: str) -> None:
    """Raise ServiceRefused or TooDeep when the query must not be evaluated."""
    position = service_clause(text)
    if position is not None:
        line, column = line_column(text, position)
        raise ServiceRefused(f"query:{line}:{column}: SERVICE is refused: this endpoint asks no other host")
    if sum(map(text.count, "({[")) > MAX_DEPTH and depth(text) > MAX_DEPTH:
        raise TooDeep(f"the query nests brackets more than {MAX_DEPTH:,} deep")


def service_clause(text: str) -> int | None:
    """Where a SERVICE clause starts in some reading of the text, or None."""
    if not _HEAD.search(text):  # cheap, and true for most: an IRI that only has the word in it is no clause
        return None
    return next((match.start() for _, match in clauses(text, "service", _HEAD)), None)


def depth(text: str) -> int:
    """The deepest nesting of brackets outside strings, comments and IRIs."""
    level = deepest = 0
    for token in tokenise(text):
        if token.text in ("(", "{", "["):
            level += 1
            deepest = max(deepest, level)
        elif token.text in (")", "}", "]"):
            level -= 1
    return deepest
