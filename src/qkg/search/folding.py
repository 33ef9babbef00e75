"""Text as it is compared: one width, one case, simplified characters, and a gap round each Chinese character.

Folding keeps the length, so that a position in folded text is the same position in the text as written.
The engine's tokenizer takes a run of Chinese characters for one word; the gap makes each a word of its own,
so that one character is enough to search with. Must not know the index.
"""

import re
import unicodedata
from functools import cache
from typing import Any, Final

GAP: Final = "\u200b"
"""Zero-width space: no letter to the tokenizer, and in no text of ours."""
STOP: Final = f"{GAP}\ue000{GAP}"
"""A word, of a private character, between two texts of one column: no phrase reaches across it."""
OPEN, SHUT = "\x02", "\x03"
"""What the engine sets round a match."""

HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD: Final = re.compile(r"[^\W_]+")
_KEPT_OUT: Final = re.compile(f"[{OPEN}{SHUT}{STOP}]")


@cache
def _converter() -> Any:
    import opencc  # noqa: PLC0415 - half of the time of the first search; nothing else needs it

    return opencc.OpenCC("t2s")


def clean(text: str) -> str:
    """The text without the marks that this package uses itself."""
    return _KEPT_OUT.sub(" ", text)


def fold(text: str) -> str:
    """The text as it is compared, of the same length."""
    narrow = text if text.isascii() else "".join(map(_narrow, text))
    return simplified(narrow)


def _narrow(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).casefold()
    return folded if len(folded) == 1 else character


def simplified(text: str) -> str:
    """Traditional characters turned simplified, of the same length; everything in lower case."""
    lowered = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    if not HAN.search(lowered):
        return lowered
    turned = str(_converter().convert(lowered))
    if len(turned) == len(lowered):
        return turned
    return "".join(one if len(two := str(_converter().convert(one))) != 1 else two for one in lowered)


def spaced(folded: str) -> str:
    """Folded text as the index holds it: a gap on both sides of each Chinese character."""
    return HAN.sub(lambda found: GAP + found[0] + GAP, folded)


def words(folded: str) -> list[str]:
    """The words of folded text in order; each Chinese character is one."""
    return _WORD.findall(spaced(folded))


def language(text: str, tag: str) -> str:
    """The language of a text: its tag, or ``zh`` where it has none and holds Chinese characters."""
    return tag or ("zh" if HAN.search(text) else "")


def marks(highlighted: str) -> list[tuple[int, int]]:
    """Where the matches of a highlighted text stand in the text as written: starts and ends."""
    found, position, start = [], 0, 0
    for character in highlighted:
        if character == OPEN:
            start = position
        elif character == SHUT:
            found.append((start, position))
        elif character != GAP:
            position += 1
    return _joined(found)


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
