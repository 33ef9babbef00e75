"""English labels of new things, from a glossary and by the rules for names of people and places.

Nothing is translated by guess. What the glossary cannot put together has no English; ``transliterated`` then
gives its reading in Pinyin, marked as such, so that the graph has a label and a curator sees what is missing.
"""

import re
from functools import lru_cache
from typing import Final

from qkg.ingest import places

_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_SIGNS: Final = str.maketrans("“”‘’《》（）、，。：；—－·！？", '""\'\'""(),,.:;--.!?')
_MARKED: Final = " [Pinyin]"
_BODIES: Final = {
    "市场监管局": "Administration for Market Regulation",
    "市场监督管理局": "Administration for Market Regulation",
    "人民政府": "People's Government",
    "人民政府办公厅": "People's Government General Office",
    "人民政府办公室": "People's Government Office",
    "财政局": "Finance Bureau",
    "财政厅": "Department of Finance",
    "教育局": "Education Bureau",
    "教育厅": "Department of Education",
    "工业和信息化厅": "Department of Industry and Information Technology",
    "工业和信息化局": "Bureau of Industry and Information Technology",
    "农业农村厅": "Department of Agriculture and Rural Affairs",
    "农业农村局": "Bureau of Agriculture and Rural Affairs",
    "发展改革委": "Development and Reform Commission",
    "发展和改革委员会": "Development and Reform Commission",
    "商务厅": "Department of Commerce",
    "商务局": "Bureau of Commerce",
    "知识产权局": "Intellectual Property Administration",
    "药监局": "Medical Products Administration",
    "生态环境厅": "Department of Ecology and Environment",
    "科技厅": "Department of Science and Technology",
    "科学技术厅": "Department of Science and Technology",
}
_WHOLE: Final = {
    "国家市场监督管理总局": "State Administration for Market Regulation",
    "中国质量奖": "China Quality Award",
    "中国质量奖提名奖": "China Quality Award nomination prize",
    "中华老字号": "China Time-honoured Brand",
    "国家标准化管理委员会": "Standardization Administration of China",
    "国家认证认可监督管理委员会": "Certification and Accreditation Administration of China",
}
_LEVELS: Final = {"新区": "New Area", "区": "District", "县": "County", "旗": "Banner", "盟": "League"}


@lru_cache(maxsize=4096)
def english(kind: str, name: str) -> str:
    """The English name, or nothing where the glossary has none."""
    if name in _WHOLE:
        return _WHOLE[name]
    if kind == "person":
        return _person(name)
    if kind == "place":
        return places.english(name) or (_place(name) if len(name) > 1 else "")
    return _agency(name) if kind == "agency" else ""


def _agency(name: str) -> str:
    """A place and a body that the glossary knows."""
    for zh, en in _BODIES.items():
        where = name.removesuffix(zh)
        if where != name and where in places.known():
            return f"{english('place', where)} {en}"
    return ""


def _person(name: str) -> str:
    """Family name, then given name in one word."""
    read = reading(re.sub(r"\s", "", name)).split()
    return " ".join([*read[:1], "".join(read[1:]).capitalize()]).strip() if read else ""


def _place(name: str) -> str:
    """The reading in one word, and which level it is where that is not a city: 长沙县 is not 长沙."""
    if len(name) == len("沙县"):
        return _joined(name)
    for zh, en in _LEVELS.items():
        if name.endswith(zh):
            return f"{_joined(name.removesuffix(zh))} {en}"
    return _joined(re.sub("[市州]$", "", name))


def _joined(words: str) -> str:
    return "".join(reading(words).split()).capitalize()


def transliterated(name: str) -> str:
    """The reading in Pinyin, marked so that it is not taken for English."""
    return reading(name) + _MARKED


def reading(name: str) -> str:
    """Every Chinese character by its reading; everything else as it is, in ASCII."""
    read = _HAN.sub(lambda one: " " + " ".join(_syllables(one[0])) + " ", name.translate(_SIGNS))
    plain = re.sub(r"[^ -~]", "", re.sub(r"\s+", " ", read)).strip()
    return plain[:1].upper() + plain[1:]


@lru_cache(maxsize=8192)
def _syllables(words: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - a big table, and often nobody asks

    return tuple(lazy_pinyin(words, style=Style.NORMAL, v_to_u=False))


def slug(name: str) -> str:
    """Lower-case ASCII words joined by hyphens; ``x`` where nothing is left."""
    return "-".join(re.findall(r"[a-z0-9]+", reading(name).lower()))[:80].strip("-") or "x"
