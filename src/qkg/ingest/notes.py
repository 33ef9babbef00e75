"""Pinyin notes: 創(chuàng), also toneless and written twice.

A bracket is a note only if it holds a reading of the character before it, whichever the context; (kg), (ml)
and (PVC-U) are none. No list of characters: which carry notes differs from page to page.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pypinyin.pinyin_dict import pinyin_dict

from qkg.ingest.editing import Edit

_NOTE = re.compile(
    r"(?<=[\u3400-\u9fff\uf900-\ufaff])(?:[(（][ ]?[^\W\d_]{1,16}[\u0300-\u030c]*[^()（）\s]{0,16}[ ]?[)）])+"
)
_INSIDE = re.compile(r"[(（]([^()（）]+)[)）]")


def notes(text: str) -> Iterator[Edit]:
    """The removal of every note."""
    for found in _NOTE.finditer(text):
        start = found.start()
        end = start + _length(text[start - 1], found[0])
        if end > start:
            yield Edit(start, end, "")


@lru_cache(maxsize=20_000)
def _length(character: str, brackets: str) -> int:
    """How many characters of the brackets hold readings, counted from the first bracket."""
    known, end = readings(character), 0
    for one in _INSIDE.finditer(brackets):
        if not _reads(one[1].strip(), known):
            break
        end = one.end()
    return end


def _reads(words: str, known: frozenset[str]) -> bool:
    plain = _plain(words)
    half = plain[: len(plain) // 2]
    return plain in known or (plain == half + half and half in known)


@lru_cache(maxsize=20_000)
def readings(character: str) -> frozenset[str]:
    """Every reading of a character, without tones."""
    return frozenset(map(_plain, pinyin_dict.get(ord(character), "").split(","))) - {""}


@lru_cache(maxsize=20_000)
def _plain(words: str) -> str:
    """Lower case, without marks of tone; ü as v."""
    apart = unicodedata.normalize("NFD", words.casefold()).replace("u\u0308", "v")
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
