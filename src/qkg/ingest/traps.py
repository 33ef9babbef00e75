"""What holds a number and is no figure: ordinals, years, articles, set phrases, counts of the list before.

Owns these rules, each of them a sentence about one way of writing; and the verbs that make a number a change.
"""

import re

from qkg.ingest.numbers import ARABIC, DIGIT
from qkg.ingest.units import CHARY, MEASURES, TIMES

_NUMERAL = re.compile(rf"(?:{ARABIC}|[{DIGIT}十百千万亿]+|[半翻])")
_ORDINAL = re.compile(r"(?:第|前|每|逢|连续|历时|为期|近|过去)$")
_SPELT = re.compile(rf"[{DIGIT}十百千万亿]")
_ANNOUNCED = re.compile(
    r"大|(?:方面|阶段|环节|部分|层面|维度|步骤|重点|要求|关键|原则|一批|统一|坚持|确保|转变|优先|不放过|体系建设)"
)
_LISTED = re.compile(r"、[^，。；！？\n等]{1,14}$")
_CUE = re.compile(
    r"缩短|压缩|延长|压减|提前|减少|减至|周期|时限|期限|时间|平均|寿命|不超过|限时|为|由|耗时|用时|达|增加|最[长短快]"
)
_PHRASES = re.compile(
    r"一对一|点对点|千家万户|成千上万|成百上千|千方百计|百分点|万无一失|百花齐放|一站式|万家灯火|百年老店|千[万名]别|百姓|"
    r"一体化|三位一体|四位一体|七日无理由|二十四小时|24小时|7×24|5A|4A|三包|双随机|两个一百年|百日|万[元人]以[上下]"
)
_QUOTED = re.compile(r"[“‘「]([^“”‘’「」，。；！？\n]{1,14})[”’」]")
_CODE = re.compile(r"[A-Za-z/\-—.]\s?$")
_UP = re.compile(r"增长|增加|提高|提升|上升|新增|增至|升至|扩大|增幅|涨|翻|增")
_DOWN = re.compile(r"下降|减少|降低|缩短|降至|降到|减免|压缩|压减|下滑|回落|节约|降")


def sprung(text: str, match: re.Match[str]) -> bool:
    """Whether what the grammar found is no figure."""
    number, word = match["number"], match["unit"]
    start = match.start()
    ahead = text[max(0, start - 30) : start]
    return (
        _named(text, match, ahead)
        or (number == "一" and word not in ("倍", "成"))
        or (bool(_SPELT.match(number)) and _spelt(text, match, ahead))
        or (MEASURES.get(word, ("",))[0] in TIMES and not _lasting(text, match, ahead))
    )


def _named(text: str, match: re.Match[str], ahead: str) -> bool:
    """Ordinals, bases of a rate, set phrases, codes."""
    phrase = _PHRASES.match(text, match.start())
    ordinal = _ORDINAL.search(ahead)
    if ordinal and (ordinal[0] != "近" or MEASURES.get(match["unit"], ("",))[0] in TIMES):
        return True
    return bool(phrase and phrase.end() >= match.start("unit")) or bool(
        match["number"][0].isascii() and _CODE.search(ahead[-2:]) and re.search(r"[A-Za-z/.]", ahead[-2:])
    )


def _spelt(text: str, match: re.Match[str], ahead: str) -> bool:
    """Chinese numerals that count nothing: 十分, 二期, 五大行动, 三个阶段 after a list, 七日."""
    number, word, after = match["number"], match["unit"], text[match.end() : match.end() + 8]
    small = len(number) == 1 and number in DIGIT + "十"
    if word in CHARY and "点" not in number and not match["scale"]:
        return True
    if word == "年" or (
        number in ("万", "亿")
        and (
            word not in ("家", "名", "场", "户", "件")
            or not ahead.endswith(("近", "上", "超", "逾", "约", "达"))
        )
    ):
        return True
    if word in ("大类",):
        return False
    if small and (word.startswith("大") or _ANNOUNCED.match(after) or _LISTED.search(ahead)):
        return True
    return _quoted(text, match.start(), match.end())


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether it stands in a short pair of quotation marks, as names do."""
    first = max(text.rfind(sign, max(0, start - 14), start) for sign in "“‘「")
    found = _QUOTED.match(text, first) if first >= 0 else None
    return bool(found and end < found.end())


def _lasting(text: str, match: re.Match[str], ahead: str) -> bool:
    """A stretch of time that is the result, and does not say when."""
    after = text[match.end() : match.end() + 4]
    if match["unit"] in ("个工作日", "工作日"):
        return True
    if match["unit"] == "年" and match["number"][:2] in ("19", "20") and len(match["number"]) == len("2021"):
        return False
    if after.startswith(("来", "以来", "间", "前", "后", "内", "行动", "期", "计划", "里")):
        return False
    clause = re.split("[，。；！？\n]", ahead)[-1]
    return bool(_CUE.search(clause) or match["low"])


def over(text: str, place: int) -> int:
    """Past the numeral at a place that begins no figure."""
    match = _NUMERAL.match(text, place)
    return match.end() if match else place + 1


def change(text: str, start: int, end: int) -> str:
    """``increase`` or ``decrease`` where a verb right before, or in the same clause, says so."""
    clause = re.split("[，。；！？：、\n]", text[max(0, start - 20) : start])[-1]
    ups, downs = list(_UP.finditer(clause)), list(_DOWN.finditer(clause))
    if not ups and not downs:
        return "increase" if text[start:end].startswith("翻") else ""
    return "increase" if (ups[-1].end() if ups else 0) > (downs[-1].end() if downs else 0) else "decrease"
