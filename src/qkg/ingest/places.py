"""Names of places: provinces and prefectures from a list, counties by their form.

Owns ``places.txt`` and the pattern that finds a place. In the file stands a province a line; an English name
follows where it is not the reading, or where two places are read alike, and ``_`` is a space in it. Knows
nothing of other names.
"""

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

_KIND: Final = "(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市)$"
_LEVELS: Final = "(?:市|地区|盟|州|自治州)"
_COUNTY: Final = "(?:(?:新|开发|实验|示范)?区|县|市|旗|镇|乡)"
_AFTER: Final = "(?![场级])"
_NAME: Final = r"(?:(?![全各该本余个约占近百每等对所两多的在和与及、])[\u4e00-\u9fff])"
_PROVINCES: Final = (
    r"[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川黔滇陕甘青蒙桂]{2,5}(?=[共三四两\d]|联合|协同|地区)"
)


class Place(NamedTuple):
    """A division with its full and short Chinese name, English name, and the province that it lies in."""

    full: str
    short: str
    english: str
    province: str


@lru_cache(maxsize=1)
def known() -> dict[str, Place]:
    """Every listed division by full and by short name."""
    found: dict[str, Place] = {}
    text = (files("qkg.ingest") / "places.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        head, _, below = line.partition(":")
        full, _, english = head.partition("|")
        province = Place(full, re.sub(_KIND, "", full), english, "")
        found.update({province.full: province, province.short: province})
        for name in below.split():
            for one in _prefecture(name, full):
                found.setdefault(one[0], one[1])
    return found


def _prefecture(entry: str, province: str) -> list[tuple[str, Place]]:
    name, _, english = entry.partition("|")
    full = name if name.endswith(("市", "盟", "州")) and len(name) > len("苏州") else f"{name}市"
    place = Place(full, name, english.replace("_", " "), province)
    return [(name, place), (full, place)]


@lru_cache(maxsize=1)
def names() -> str:
    """An alternation of all listed names, the longest first; where none can begin is seen at once."""
    by_first: dict[str, list[str]] = {}
    for name in sorted(known(), key=len, reverse=True):
        by_first.setdefault(name[0], []).append(re.escape(name[1:]))
    every = "|".join(f"{sign}(?:{'|'.join(rest)})" for sign, rest in by_first.items())
    return f"(?:(?=[{''.join(sorted(by_first))}])(?:{every}){_AFTER})"


@lru_cache(maxsize=1)
def pattern() -> str:
    """A listed name, with a county after it or not."""
    return rf"(?:{names()}(?:[\u4e00-\u9fff]{{1,4}}?{_COUNTY}{_AFTER})?)"


@lru_cache(maxsize=1)
def form() -> re.Pattern[str]:
    """A listed name, or a county or zone where one begins: after a mark, another place, 在, 位于 or 和."""
    return re.compile(
        rf"{names()}(?:(?!{names()}){_NAME}{{1,4}}?{_COUNTY}{_AFTER}(?:{_NAME}{{1,3}}?[镇乡])?)?|{_PROVINCES}"
        rf"|(?:(?<=[省市州盟区县、，。“（]|[在和及])|(?<=位于)|(?<=来自)|^)"
        rf"{_NAME}{{2,3}}?(?:[市县旗](?![场级委政民长内])|(?:综合实验|高新|经开|开发|新)区)",
        re.MULTILINE,
    )


def whole(name: str) -> str:
    """The full name of a province that is named in short; any other name as it is."""
    place = known().get(name)
    return place.full if place and not place.province else name


def english(name: str) -> str:
    """The English name of a listed place, or nothing where it is its reading."""
    place = known().get(name)
    return place.english if place else ""
