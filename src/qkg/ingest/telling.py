"""What a figure tells about, and who says it; who judges what."""

import re
from collections.abc import Iterator, Sequence

from qkg.ingest.figure import Figure
from qkg.ingest.mention import Mention
from qkg.ingest.relation import Relation
from qkg.ingest.scene import Sentence, tie
from qkg.ingest.span import within

_SAYS = re.compile(
    r"[^，。；“”]{0,14}?(?:介绍|表示|认为|透露|指出|强调|坦言|提醒|获悉|了解到|告诉记者|(?:调查|统计|监测)(?:数据|结果)?显示|算了|呼吁|说)"
)
_LAYS_DOWN = re.compile(r"(?:提出|明确|规定|要求|部署|确定|指出)")
_FOLLOWS = re.compile(r"(?:根据|按照|依据)《")
_BY_RULE = re.compile(r"(?:印发|出台|发布|制定)[^，。；]{0,40}$")
_SPEAKERS = ("person", "agency", "organisation")
_TOPICS = ("platform", "award", "action")
_CARRIED = ("平台", "行动", "该平台", "该行动", "活动", "专区", "该公司", "公司", "企业")
_OFF = re.compile(
    r"(?:负责人|经理|老板|董事长|厂长)[\u4e00-\u9fff]{0,4}(?:说|表示|介绍|告诉记者)[，：](?!\d{4}年以来，企业|企业|公司|我们)"
)
"""What one of the enterprises says is no longer told about it by the paper."""
_AHEAD = ("其中，", "比如，", "例如，", "如", "此外，", "同时，", "同期，")
_WALKED = re.compile(r"(?:[^，。；]{0,6}，)?(?:走进|来到|在)?(?:位于[^，。；]{2,24}的)?")
_THROUGH = ("通过", "登录", "拨打")
_OTHERS = re.compile(r"肯定|评价|认可|好评|赞")
_RECEIVES = re.compile(r"(?:得到|获得|受到|赢得)了?[^，。；]{0,4}$")
_JUDGED = ("action", "platform", "document")
_GOT = re.compile(r"(?:的做法)?(?:也|还|均|先后)?(?:得到|获得|受到|赢得)")


def telling(paragraph: Sequence[Sentence]) -> Iterator[Relation]:
    """All of these of one paragraph: its topic is carried on where a sentence begins by naming its kind."""
    carried: Mention | None = None
    for sentence in paragraph:
        for figure in sentence.figures:
            about = _about(sentence, figure, carried)
            if about:
                yield Relation("subject", tie(figure), tie(about), sentence.span, 0.75)
        yield from _spoken(sentence)
        yield from _judged(sentence)
        carried = _topic(sentence, carried)


def _topic(sentence: Sentence, carried: Mention | None) -> Mention | None:
    """What the next sentence may go on about."""
    first = _opening(sentence)
    if first and first.kind == "enterprise":
        return first
    found = [one for one in sentence.names if one.kind in ("platform", "action")]
    return found[-1] if found else carried if _goes_on(sentence) else None


def _opening(sentence: Sentence) -> Mention | None:
    """The name that a sentence begins with, or 位于某地的某公司."""
    for one in sentence.names[:3]:
        ahead = sentence.between(sentence.span.start, one.start)
        if not ahead or ahead in _AHEAD or (one.kind == "enterprise" and _WALKED.fullmatch(ahead)):
            return one
    return None


def _goes_on(sentence: Sentence) -> bool:
    words = sentence.between(sentence.span.start, sentence.span.end)
    return any(word in re.split("[，]", words)[0] or f"，{word}" in words for word in _CARRIED)


def _about(sentence: Sentence, figure: Figure, carried: Mention | None) -> Mention | None:
    """The platform, award, action, enterprise or document that a figure belongs to."""
    if _OFF.search(sentence.between(sentence.span.start, figure.start)):
        return None
    for choose in (_bestowed, _ruled, _owned, _counted, _nearest):
        found = choose(sentence, figure)
        if found:
            return found
    return carried if carried and _goes_on(sentence) else None


def _bestowed(sentence: Sentence, figure: Figure) -> Mention | None:
    """授予甲、乙3家企业某奖: the award that follows."""
    segment = max(sentence.text.rfind("；", sentence.span.start, figure.start), sentence.span.start)
    if "授予" in sentence.between(segment, figure.start):
        return next(sentence.after(figure.end, ("award",)), None)
    return None


def _ruled(sentence: Sentence, figure: Figure) -> Mention | None:
    """《方案》提出，…: all that the sentence says is laid down there."""
    first = _opening(sentence)
    for one in sentence.before(figure.start, ("document",)):
        clause = sentence.between(max(sentence.span.start, one.start - 1), one.start)
        if clause in ("", "，") and _LAYS_DOWN.match(sentence.text, one.end):
            return one
    if first is None and _FOLLOWS.match(sentence.text, sentence.span.start):
        paper = next(sentence.after(sentence.span.start, ("document",)), None)
        return paper if paper and "将" in sentence.between(paper.end, figure.start) else None
    if (
        first
        and first.kind == "document"
        and _LAYS_DOWN.match(sentence.text, first.end)
        and first.end <= figure.start
    ):
        return first
    return None


def _owned(sentence: Sentence, figure: Figure) -> Mention | None:
    """A sentence that begins with an enterprise tells about it."""
    first = _opening(sentence)
    return first if first and first.kind == "enterprise" and first.end <= figure.start else None


def _counted(sentence: Sentence, figure: Figure) -> Mention | None:
    """182个自治区级标准化试点示范项目: what is counted has a name."""
    for one in sentence.after(figure.end, ("action",)):
        return one if one.start - figure.end <= len("国家级") and one.words.endswith("项目") else None
    return None


def _nearest(sentence: Sentence, figure: Figure) -> Mention | None:
    """The last one named before it, of awards and actions within the same part of the sentence."""
    segment = max(sentence.text.rfind("；", sentence.span.start, figure.start), sentence.span.start)
    for one in sentence.before(figure.start, (*_TOPICS, "document")):
        if sentence.text.endswith(_THROUGH, sentence.span.start, one.start):
            continue
        if one.kind == "document" and sentence.text.startswith("等", one.end):
            continue
        if one.kind == "platform" or (one.kind != "document" and one.start >= segment):
            aimed = one.kind != "platform" and "力争" in sentence.between(one.end, figure.start)
            return None if aimed else one
        if one.kind == "document" and _rules(sentence, one):
            return one
    return None


def _rules(sentence: Sentence, document: Mention) -> bool:
    return bool(_BY_RULE.search(sentence.between(sentence.span.start, document.start))) and not re.search(
        "^[^《]|报告|白皮书|决定|通报", document.words
    )


def _spoken(sentence: Sentence) -> Iterator[Relation]:
    """据甲介绍, 甲有关负责人表示, 记者从甲获悉: whatever follows is theirs."""
    speaker = None
    for one in sentence.names:
        if one.kind in _SPEAKERS and _SAYS.match(sentence.text, one.end):
            speaker = one
    if speaker is None:
        return
    for figure in sentence.figures:
        if figure.start >= speaker.end and not any(within(figure, one) for one in sentence.said):
            yield Relation("speaker", tie(figure), tie(speaker), sentence.span, 0.85)


def _judged(sentence: Sentence) -> Iterator[Relation]:
    for said in sentence.said:
        if said.kind != "appraisal":
            continue
        judge = _judge(sentence, said)
        if judge:
            yield Relation("appraiser", tie(said), tie(judge), sentence.span, 0.8)
        limit = judge.start if judge and judge.kind != "person" else said.start
        what = next(sentence.before(limit, _JUDGED), None)
        if what and _is_judged(sentence, what, said):
            yield Relation("appraised", tie(said), tie(what), sentence.span, 0.8)


def _is_judged(sentence: Sentence, what: Mention, said: Mention) -> bool:
    """甲得到…肯定, 甲成效显著, 甲 … 作出积极贡献."""
    words = sentence.between(what.end, said.start)
    return not words or bool(_GOT.match(words)) or (said.words.endswith("贡献") and what.kind == "action")


def signed(paragraphs: Sequence[Sequence[Sentence]]) -> Iterator[Relation]:
    """A text that ends with the name of a paper: what it judges without naming anyone is the paper's word."""
    last = [one for paragraph in paragraphs for one in paragraph][-1:]
    paper = last[0].names[0] if last and len(last[0].names) == 1 else None
    if paper is None or paper.kind != "organisation" or paper.words != last[0].between(*last[0].span):
        return
    for sentence in (one for paragraph in paragraphs for one in paragraph):
        for said in sentence.said:
            if said.kind == "appraisal" and not _OTHERS.search(said.words) and not _judge(sentence, said):
                yield Relation("appraiser", tie(said), tie(paper), sentence.span, 0.7)


def _judge(sentence: Sentence, said: Mention) -> Mention | None:
    """得到甲充分肯定, or 甲认为 … 成效明显."""
    for one in sentence.before(said.start, ("agency", "organisation", "person", "enterprise")):
        close = sentence.between(one.end, said.start) in ("", "的")
        if close and _RECEIVES.search(sentence.between(sentence.span.start, one.start)):
            return one
        if one.kind == "person" and _SAYS.match(sentence.text, one.end):
            return one
    return None
