"""Half-width punctuation beside Chinese characters, to full width; spaces and signs that nobody sees.

Brackets become wide in pairs, and only if a Chinese character stands between them: (kg) stays.
"""

import re
from collections.abc import Iterator

from qkg.ingest.editing import Edit

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_WIDE = f"{_HAN}\u3001-\u301f\uff00-\uffef\u2014\u2018-\u201d\u2026"
_MARK = re.compile(rf"(?:(?<=[{_WIDE}%‰])[,;:!?]|[,;:!?](?=[{_WIDE}]))(?!(?<=\d.)\d)")
_BRACKET = re.compile(r"[()\n]")
_CHINESE = re.compile(f"[{_HAN}]")
_LOST = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_SPACE = "[ \t\u00a0\u2000-\u200a\u3000]"
_BLANKS = re.compile(
    rf"(?P<line>\r\n?|[\x85\u2028\u2029])|(?P<edge>{_SPACE}+(?=[\r\n\x85\u2028\u2029]|\Z)|(?:\A|(?<=\n)){_SPACE}+)"
    r"|(?P<odd>[\u00a0\u2000-\u200a\u3000])"
)
_PUT = {"line": "\n", "edge": "", "odd": " "}
_FULL = dict(zip("(),;:!?", "（），；：！？", strict=True))
_EMPTY = re.compile(r"\A\n+|(?<=\n)\n+|\n+\Z")


def unseen(text: str) -> Iterator[Edit]:
    """The removal of control and direction signs."""
    for found in _LOST.finditer(text):
        yield Edit(found.start(), found.end(), "")


def blanks(text: str) -> Iterator[Edit]:
    """One sign for the end of a line, no space at either end of a line, plain spaces elsewhere."""
    for found in _BLANKS.finditer(text):
        yield Edit(found.start(), found.end(), _PUT[found.lastgroup or "edge"])


def lines(text: str) -> Iterator[Edit]:
    """No empty lines."""
    for found in _EMPTY.finditer(text):
        yield Edit(found.start(), found.end(), "")


def marks(text: str) -> Iterator[Edit]:
    """Full-width marks, in the order of the text."""
    found = [(one.start(), one[0]) for one in _MARK.finditer(text)]
    for place, sign in sorted({*found, *_brackets(text)}):
        yield Edit(place, place + 1, _FULL[sign])


def _brackets(text: str) -> Iterator[tuple[int, str]]:
    """Both ends of each pair on one line with a Chinese character between them."""
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] == "(":
            opened.append(found.start())
        elif found[0] == "\n":
            opened.clear()
        elif opened:
            start = opened.pop()
            if _CHINESE.search(text, start, found.start()):
                yield from ((start, "("), (found.start(), ")"))
