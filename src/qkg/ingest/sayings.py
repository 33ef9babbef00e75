"""Stretches of a sentence that judge or announce: appraisals and plans. Owns their words."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from qkg.ingest.governing import clauses, sentences
from qkg.ingest.mention import Mention

_APPRAISAL: Final = re.compile(
    r"(?:充分肯定|高度肯定|高度评价|高度认可|充分认可|一致好评|广泛好评|广泛赞誉|高度赞扬|成效显著|成效明显|成效突出|成绩显著|"
    r"效果显著|效果明显|(?:明显|显著|积极|良好|突出)(?:成效|成绩|效果)|精彩纷呈|积极贡献|重要贡献|走在(?:全国|全省)前列|好评如潮)(?!的)"
)
_NEXT: Final = re.compile(r"下一步|接下来|今后|未来|明年|下一阶段|下半年")
_WILL: Final = re.compile(r"(?<![即])将(?![近军来领才士])")
_MOVED: Final = re.compile(r"^[^，。；]{1,30}?(?:纳入|列入|作为|转化|变为|变成|推向|送到|提交|移送)")
_LINK: Final = re.compile(r"^(?:并|还|同时|以及|也|再|进一步|继续)?")
_ONLY_WHEN: Final = re.compile(
    r"(?:力争)?(?:到|在|用)?(?:\d{4}年|今年|明年|“?十[三四五]五”?)(?:年?[底末]前?)?"
)
_NOUN: Final = re.compile(r"^(?:这|此|该|总投资|其中|预计|占|平均|累计)")


def sayings(text: str) -> Iterator[Mention]:
    """Appraisals and plans, in order of kind."""
    for one in _APPRAISAL.finditer(text):
        yield Mention("appraisal", one.start(), one.end(), one[0], confidence=0.7)
    yield from _plans(text)


def _plans(text: str) -> Iterator[Mention]:
    parts = clauses(text)
    for sentence in sentences(text):
        inside = parts[bisect_left(parts, (sentence.start, 0)) : bisect_left(parts, (sentence.end, 0))]
        ahead = bool(_NEXT.search(text, sentence.start, sentence.end))
        started = False
        for clause in inside:
            will = None if started else _WILL.search(text, clause.start, clause.end)
            if will and (ahead or not _MOVED.match(text[will.end() : clause.end])):
                started, start = True, will.end()
            elif started and not _NOUN.match(text[clause.start : clause.end]):
                start = clause.start + len(_LINK.match(text[clause.start : clause.end])[0])  # type: ignore[index]
            else:
                continue
            start = _aim(text, start, clause.end)
            stated = text[start : clause.end].rstrip("”’ ")
            words = stated.lstrip("”’ ")
            start += len(stated) - len(words)
            if len(words) > 3 and not _ONLY_WHEN.fullmatch(words):  # noqa: PLR2004 - a verb and its object
                yield Mention("plan", start, start + len(words), words, confidence=0.7)


def _aim(text: str, start: int, end: int) -> int:
    """为…贡献力量: the plan begins with its verb, not with what it is for."""
    verb = text.find("贡献", start, end) if text.startswith("为", start) else -1
    return verb if verb > 0 else start
