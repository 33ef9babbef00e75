"""A typed search as the engine's expressions. Nothing typed is ever syntax: every word is quoted.

Words must all occur; what stands in one piece, or between double quotes, must occur in that order.
Where that finds nothing, the loose expression asks for any of the words, or any two neighbouring characters.
"""

import re
from dataclasses import dataclass
from typing import Final

from qkg.errors import BadParameter
from qkg.search.folding import HAN, clean, fold, words

LONGEST: Final = 200
"""Characters of a search."""
MOST: Final = 24
"""Words of a loose expression."""
_PIECE: Final = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTES: Final = str.maketrans("“”„«»＂「」『』", '""""""""""')


@dataclass(frozen=True)
class Wording:
    """What was typed, folded as a whole, and its pieces as lists of words."""

    whole: str
    pieces: tuple[tuple[str, ...], ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.pieces

    def strict(self, *columns: str) -> str:
        """All pieces, each in its order; within these columns if any are named."""
        joined = " AND ".join(_phrase(piece) for piece in self.pieces)
        return f"{{{' '.join(columns)}}} : ({joined})" if columns else joined

    def loose(self, *columns: str) -> str:
        """Any word, or any two neighbouring Chinese characters."""
        found: dict[str, None] = {}
        for piece in self.pieces:
            found |= dict.fromkeys(_parts(piece))
        joined = " OR ".join(list(found)[:MOST])
        return f"{{{' '.join(columns)}}} : ({joined})" if columns else joined

    def beginning(self, *columns: str) -> str:
        """All words, the last of them perhaps unfinished."""
        joined = " AND ".join(_phrase(piece) for piece in self.pieces) + " *"
        return f"{{{' '.join(columns)}}} : ({joined})" if columns else joined


def read(text: str) -> Wording:
    """The wording of a typed text; BadParameter when it is longer than ``LONGEST``."""
    if len(text) > LONGEST:
        raise BadParameter(f"a search has at most {LONGEST} characters; this one has {len(text):,}")
    folded = fold(clean(text).translate(_QUOTES))
    found = (words(quoted or bare) for quoted, bare in _PIECE.findall(folded))
    return Wording(" ".join(folded.split()), tuple(tuple(piece) for piece in found if piece))


def _phrase(piece: tuple[str, ...]) -> str:
    return '"' + " ".join(piece) + '"'


def _parts(piece: tuple[str, ...]) -> list[str]:
    found, run = [], ""
    for word in (*piece, " "):
        if HAN.fullmatch(word):
            run += word
            continue
        pairs = [run[at : at + 2] for at in range(len(run) - 1)] or ([run] if run else [])
        found += [_phrase(tuple(pair)) for pair in pairs]
        run = ""
        if word != " ":
            found.append(_phrase((word,)))
    return found
