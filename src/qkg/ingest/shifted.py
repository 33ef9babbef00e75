"""Characters of GB18030 that were read one byte late: ``?`` for a lost byte, then a run of odd characters.

The run falls into step again at the first single byte. The lost byte leaves about a hundred candidates for
the first character; they are ranked, and a curator chooses. Nothing is repaired unasked.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from qkg.ingest.text import Damage

_RUN = re.compile(
    r"[?？\ufffd](?P<run>[^\s\x21-\x7e][^\s]{0,60}?[@-~]|[!(),:;][^\x00-\x7f][^\s]{0,60}?[@-~])"
)
_NARROW = dict(zip("!(),:;?", "！（），：；？", strict=True))
_HAN = re.compile(r"[\u4e00-\u9fff]")
_COMMON, _ENOUGH = range(0xB0, 0xD8), 0.85
_LEADS = range(0x81, 0xFF)
_WINDOW = 4


def damages(text: str) -> Iterator[Damage]:
    """Each damaged run of the text, in order."""
    done = 0
    for found in _RUN.finditer(text):
        if found.start() < done:
            continue
        one = _read(text, found)
        if one is not None:
            done = one.end
            yield one


def _read(text: str, found: re.Match[str]) -> Damage | None:
    code = _bytes(found["run"])
    if code is None or len(code) % 2 == 0:
        return None
    rest = _decode(code[1:])
    if rest is None or _share(found["run"]) >= _share(rest) or _share(rest) < _ENOUGH:
        return None
    first = _firsts(code[0])
    before, after = text[max(0, found.start() - _WINDOW) : found.start()], rest[:_WINDOW]
    ranked = tuple(sorted(first, key=lambda one: _rank(before, one, after)))
    return Damage(found.start(), found.end(), found[0], rest, ranked) if ranked else None


def _bytes(run: str) -> bytes | None:
    wide = "".join(_NARROW.get(sign, sign) for sign in run)
    try:
        return wide.encode("gb18030")
    except UnicodeEncodeError:
        return None


def _decode(code: bytes) -> str | None:
    try:
        return code.decode("gbk")
    except UnicodeDecodeError:
        return None


def _share(words: str) -> float:
    """How much of it is common characters and punctuation: the first level of GB 2312."""
    return sum(map(_common, words)) / len(words)


@lru_cache(maxsize=20_000)
def _common(sign: str) -> bool:
    code = sign.encode("gb18030", "replace")
    return (len(code) > 1 and (code[0] in _COMMON or sign in "“”‘’、。《》（），：；！？—")) or (
        not _HAN.match(sign) and sign.isascii()
    )


@lru_cache(maxsize=256)
def _firsts(trail: int) -> tuple[str, ...]:
    """The characters that end with this byte."""
    every = (_decode(bytes((lead, trail))) for lead in _LEADS)
    return tuple(one for one in every if one and _HAN.match(one))


def _rank(before: str, sign: str, after: str) -> tuple[int, bool, str]:
    """Common characters first, of them those that make longer words of the dictionary."""
    if not _common(sign):
        return 0, True, sign
    import rjieba  # noqa: PLC0415 - a dictionary of megabytes, for the rare damaged page

    place = len(before)
    for word in rjieba.cut(before + sign + after, hmm=False):
        if place < len(word):
            return -len(word), False, sign
        place -= len(word)
    return 0, False, sign
