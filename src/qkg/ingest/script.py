"""Traditional to Simplified characters, with OpenCC's ``tw2s``.

On text that is Simplified already it does harm (显著 becomes 显着), so that it is asked only where
characters stand that Simplified text never has: of the whole text when these are the rule, else clause by
clause, and sign by sign where the clause has Simplified characters too.
"""

import re
from functools import lru_cache
from typing import Protocol, cast

import opencc

from qkg.ingest.editing import Edit, Worked

_BOTH = "么著於乾瞭藉徵锺甦苧麼麽"
"""Characters that Simplified text has too, though the converter would change them somewhere."""
_RULE = 4
_CLAUSE = re.compile(r"[^\s，。；：！？,;:!?]+")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=1)
def _converter() -> _Converter:
    return cast(_Converter, opencc.OpenCC("tw2s"))


@lru_cache(maxsize=1)
def traditional() -> re.Pattern[str]:
    """Characters of the two basic blocks that are Traditional and nothing else."""
    return _changed_by(_converter())


@lru_cache(maxsize=1)
def _new() -> re.Pattern[str]:
    """Characters that are Simplified and nothing else."""
    return _changed_by(cast(_Converter, opencc.OpenCC("s2t")))


def _changed_by(converter: _Converter) -> re.Pattern[str]:
    every = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)) if chr(code) not in _BOTH]
    turned = converter.convert("\n".join(every)).split("\n")
    return re.compile(
        "[" + "".join(one for one, other in zip(every, turned, strict=True) if one != other) + "]"
    )


def simplified(worked: Worked) -> Worked:
    """The text in Simplified characters."""
    signs = traditional()
    old = len(signs.findall(worked.text))
    if not old:
        return worked
    if old > _RULE * len(_new().findall(worked.text)):
        turned = _converter().convert(worked.text)
        if len(turned) == len(worked.text):
            return worked.rewritten(turned)
    edits = (_turned(found) for found in _CLAUSE.finditer(worked.text) if signs.search(found[0]))
    return worked.edited(edits)


def _turned(found: re.Match[str]) -> Edit:
    words = found[0]
    if _new().search(words):
        turned = traditional().sub(lambda one: _converter().convert(one[0]), words)
    else:
        turned = _converter().convert(words)
    return Edit(found.start(), found.end(), turned)
