"""What holds a number and is no figure: ordinals, years, articles, set phrases, counts of the list before.

Owns these rules, each of them a sentence about one way of writing; and the verbs that make a number a change.
"""

import re

from qkg.ingest import hedges
from qkg.ingest.numbers import ARABIC, DIGIT
from qkg.ingest.units import CHARY, MEASURES, TIMES

_NUMERAL = re.compile(rf"(?:{ARABIC}|[{DIGIT}十百千万亿]+|[半翻])")
_ORDINAL = re.compile(r"(?:第|前|每|逢|连续|历时|为期|近|过去)$")
_SPELT = re.compile(rf"[{DIGIT}十百千万亿]")
_ANNOUNCED = re.compile(
    r"大|(?:方面|阶段|环节|部分|层面|维度|步骤|重点|要求|关键|原则|一批|统一|坚持|确保|转变|优先|不放过|体系建设|责任|规定|最严|文明|必须|自信|意识|维护|一律|到位)"
)
_LISTED = re.compile(r"、[^，。；！？\n等]{1,14}$")
_CUE = re.compile(
    r"缩短|压缩|延长|压减|提前|减少|减至|周期|时限|期限|时间|平均|寿命|不超过|限时|为|由|耗时|用时|达|增加|最[长短快]|历史|等上|只[需要用]|仅[需要用]|期"
)
_PHRASES = re.compile(
    r"一对一|点对点|千家万户|成千上万|成百上千|千方百计|百分点|万无一失|百花齐放|一站式|万家灯火|百年老店|千[万名]别|百姓|"
    r"一体化|三位一体|四位一体|七日无理由|二十四小时(?!内|以内)|24小时(?!内|以内)|7×24|5A|4A|三包|双随机|两个一百年|百日|万[元人]以[上下]"
)
_QUOTED = re.compile(r"[“‘「]([^“”‘’「」，。；！？\n]{1,14})[”’」]")
_CIRCLE = re.compile(r"[^，。；\d]{0,10}圈")
_GIVEN = re.compile(r"[\d%].*、|[一二两三四五六七八九十百千万][家个项件种类条批次台].*、")
_NEARBY = ("近", "上", "超", "逾", "约", "达", "过", "破", "数", "几", "足", "到")
_LONGEST = 18
"""Digits that a number may have."""
_CODE = re.compile(r"[A-Za-z/\-—.]\s?$")
_SINCE = ("来", "以来", "间", "前", "后", "内", "行动", "期", "计划", "里", "报")
_UP = re.compile(r"增长|增加|提高|提升|上升|新增|增至|升至|扩大|增幅|涨|翻|增")
_DOWN = re.compile(r"下降|减少|降低|缩短|降至|降到|减免|压缩|压减|下滑|回落|节约|降")


def sprung(text: str, match: re.Match[str]) -> bool:
    """Whether what the grammar found is no figure."""
    number, word = match["number"], match["unit"]
    start = match.start()
    ahead = text[max(0, start - 30) : start]
    return (
        _named(text, match, ahead)
        or _placed(text, match, ahead)
        or len(number) > _LONGEST
        or not number.strip("零〇")
        or (number == "一" and not _one(text, match))
        or (bool(_SPELT.match(number)) and _spelt(text, match, ahead))
        or (MEASURES.get(word, ("",))[0] in _lengths(number) and not _lasting(text, match, ahead))
    )


def _one(text: str, match: re.Match[str]) -> bool:
    """Whether 一 counts: 一倍, 一个百分点, 不足一年; not 一家, 一年."""
    word = match["unit"]
    if word == "年":
        return bool(hedges.before(text, match.start())[0])
    return word in MEASURES or word == "倍"


def _placed(text: str, match: re.Match[str], ahead: str) -> bool:
    """Numbers of a house, of an hour, of a circle of so many minutes."""
    word, after = match["unit"], text[match.end() : match.end() + 1]
    if word in ("栋", "幢", "层", "单"):
        return ahead.endswith(("号", "弄", "栋", "幢", "单元")) or after.isdigit()
    if word == "分" and ahead.endswith(("时", "点", ":", "：")):
        return True
    if word == "元" and len(match["number"]) == 1 and match["number"] in DIGIT and not match["scale"]:
        return bool(re.match("[\u4e00-\u9fff]", after)) and after not in "钱以左的人起不"
    return bool(MEASURES.get(word, ("",))[0] in (*TIMES, "MIN") and _CIRCLE.match(text, match.end()))


def _lengths(number: str) -> frozenset[str]:
    """Units of which a number more often says when than how much; 一分钟 is a moment."""
    return TIMES | {"MIN", "SEC"} if number == "一" else TIMES


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
    if number in ("万", "亿") and not ahead.endswith(_NEARBY):
        return True
    if word == "年" and number != "一" and not (match["inside"] and "百" in number):
        return True
    if word in ("大类",):
        return False
    if small and (word.startswith("大") or _ANNOUNCED.match(after) or _counts_list(ahead, after)):
        return True
    return _quoted(text, match.start(), match.end())


def _counts_list(ahead: str, after: str) -> bool:
    """甲、乙、丙三类合计; not 甲7项、乙三项."""
    listed = _LISTED.search(ahead)
    return bool(listed and not (after[:1] in ("", *"，。；、\n") and _GIVEN.search(ahead)))


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether it stands in a short pair of quotation marks, as names do."""
    first = max(text.rfind(sign, max(0, start - 14), start) for sign in "“‘「")
    found = _QUOTED.match(text, first) if first >= 0 else None
    return bool(found and end < found.end())


def _lasting(text: str, match: re.Match[str], ahead: str) -> bool:
    """A stretch of time that is the result, and does not say when."""
    after = text[match.end() : match.end() + 4]
    if match["unit"] in ("个工作日", "工作日") or match["behind"] == "内":
        return True
    if match["number"] == "一" and match["unit"] == "年":
        return True
    if match["unit"] == "年" and match["number"][:2] in ("19", "20") and len(match["number"]) == len("2021"):
        return False
    if after.startswith(_SINCE):
        return False
    clause = re.split("[，。；！？\n]", ahead)[-1]
    return bool(_CUE.search(clause) or match.groupdict().get("low"))


def takes(text: str, match: re.Match[str]) -> bool:
    """Whether a stretch of time is what something takes: 等上半个月, 缩短到半天."""
    clause = re.split("[，。；！？\n]", text[max(0, match.start() - 30) : match.start()])[-1]
    after = text[match.end() : match.end() + 2]
    return bool(_CUE.search(clause) or re.search("[等花需要]", clause)) and not after.startswith(_SINCE)


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
