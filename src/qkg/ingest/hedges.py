"""Words that hedge a number: 近, 约, 余, 以上 …, and the concept of the approximation scheme for each.

Owns the table and what happens when two of them meet; knows nothing of numbers.
"""

import re

_BEFORE = {
    "nearly": "近 将近 接近 不足 不到 低于 少于 未达 未到",
    "about": "约 大约 约合人民币 约合 约为 约占 约达 大概",
    "more-than": "超 超过 超出 逾 突破 高于 多于 大于 超越",
    "at-least": "达 达到 高达 多达 至少 不低于 不少于 不下 不下于 不小于 不得低于 不得少于 不应低于",
    "at-most": "不超过 不高于 不多于 不大于 至多 最多 不宜超过 不得超过 不超 "
    "不要超过 不应超过 不能超过 不会超过 未超过 没有超过 不得高于",
}
_AFTER = {
    "at-least": "以上 及以上",
    "more-than": "出头 有余 开外",
    "about": "左右 上下 前后",
    "at-most": "以下 以内 之内 及以下",
}
INSIDE = {"余": "more-than", "多": "more-than", "几": "more-than", "来": "about"}
"""Within or right after the numeral."""
BEFORE = {word: hedge for hedge, words in _BEFORE.items() for word in words.split()}
AFTER = {word: hedge for hedge, words in _AFTER.items() for word in words.split()}
_REACHED = ("达", "达到")
_APART = re.compile(
    r"(?:(?P<about>约|大约)(?:占|为|是|合|相当于)[^，。；！？\n\d]{0,30}"
    r"|(?P<nearly>近)占[^，。；！？\n\d]{0,30}"
    r"|(?P<more>超|超过|逾)占[^，。；！？\n\d]{0,30}"
    r"|(?P<least>至少)[^，。；、！？\n\d]{1,14}"
    r"|(?P<below>不足|不到)(?![之的一])[^，。；、！？\n\d]{2,14})$"
)
_NAMES = {"about": "about", "nearly": "nearly", "more": "more-than", "least": "at-least", "below": "nearly"}
_SIGNS = ("约", "占", "至少", "不足", "不到")
_REACH = 40
_BY_LAST: dict[str, list[str]] = {}
for _word in sorted(BEFORE, key=len, reverse=True):
    _BY_LAST.setdefault(_word[-1], []).append(_word)


def before(text: str, end: int, floor: int = 0) -> tuple[str, int]:
    """The hedge that touches what begins at ``end``, and where its words begin; ``达近`` counts as ``近``."""
    found, start = "", end
    while True:
        likely = _BY_LAST.get(text[start - 1 : start], ())
        word = next((one for one in likely if text.endswith(one, floor, start)), "")
        if not word or (found and word not in _REACHED):
            return found, start
        found, start = found or BEFORE[word], start - len(word)


def apart(text: str, floor: int, end: int) -> str:
    """The hedge that stands apart from what begins at ``end``: 约为…的1.5倍, 至少为…挽回1亿元; or nothing."""
    ahead = text[max(floor, end - _REACH) : end]
    found = _APART.search(ahead) if any(sign in ahead for sign in _SIGNS) else None
    return _NAMES[found.lastgroup] if found and found.lastgroup else ""


def together(ahead: str, inside: str, behind: str) -> str:
    """One hedge from those before, in and after the number: what is said most narrowly wins."""
    if inside and ahead in ("", "at-least"):
        return inside
    if behind and ahead in ("", "at-least"):
        return behind
    return ahead or inside or behind or "exact"
