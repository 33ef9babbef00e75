"""Who issues a document, acts, plans, or sets up a platform; where, and as part of what."""

import re
from collections.abc import Iterator

from qkg.ingest.mention import Mention
from qkg.ingest.relation import Relation
from qkg.ingest.scene import ACTORS, Sentence, tie

_ISSUES = re.compile(r"印发|发布|出台|制定|公布|下发|转发|联合发文|颁布|修订")
_DOES = re.compile(r"开展|实施|部署|组织|推进|启动|举办|推动|打造|举行|探索|深化|牵头|承办|主办")
_FOUNDS = re.compile(r"建成|建立|首创|搭建|打造|开发|推出|开通|设立|上线|研发|建设")
_ELSE = re.compile(r"(?:方案|办法|平台|活动|项目|工程|行动|政策|资金|机构)(?:都|均|也|还)?$")
"""Something that is no one stands before 将: whose plan it is is not said."""
_CHOSEN = re.compile(
    r"(?:[两三四五六七八九十\d]+[省市县区地])?(?:等地?)?(?:[选组率][^，。；]{0,30})?(?:开展|启动|实施|推行|试行)"
)
_LIST = re.compile(r"[“”]*(?:[、和][^，。；]{0,12})?[“”]*")
_BIG = re.compile(r"“?[一二三四五六七八九十]大(?:行动|工程|计划)”?")
_ISSUERS = ("agency", "organisation")


def issuing(sentence: Sentence) -> Iterator[Relation]:
    """All of these of one sentence."""
    for name in sentence.names:
        if name.kind == "document":
            yield from _issuers(sentence, name)
        elif name.kind == "action":
            yield from _actors(sentence, name)
            yield from _where(sentence, name)
        elif name.kind == "platform":
            yield from _founders(sentence, name)
    for plan in sentence.said:
        if plan.kind == "plan":
            yield from _planned(sentence, plan)
    yield from _parts(sentence)


def _issuers(sentence: Sentence, document: Mention) -> Iterator[Relation]:
    for agency in sentence.before(document.start, _ISSUERS):
        words = sentence.between(agency.end, document.start)
        if _ISSUES.search(words) and "《" not in words and not re.search("[。；]", words):
            yield from _each("issuer", sentence, document, sentence.listed(agency, _ISSUERS), 0.9)
            return
        if not words.startswith(("、", "和", "会同", "联合")):
            break
    for agency in sentence.after(document.end, _ISSUERS):
        if sentence.between(document.end, agency.start) == "（":
            yield Relation("issuer", tie(document), tie(agency), sentence.span, 0.85)
        return


def _each(
    kind: str, sentence: Sentence, subject: Mention, objects: list[Mention], confidence: float
) -> Iterator[Relation]:
    for one in objects:
        yield Relation(kind, tie(subject), tie(one), sentence.span, confidence)


def _actors(sentence: Sentence, action: Mention) -> Iterator[Relation]:
    """The subject before a verb of doing; or after the action, 由 … 联合开展."""
    for one in sentence.after(action.end, ACTORS):
        words = sentence.between(action.end, one.start)
        if words.endswith("由") and len(words) < 30:  # noqa: PLR2004 - still the same clause or the next
            yield from _each("actor", sentence, action, _forward(sentence, one), 0.85)
            return
        break
    if action.words.startswith("第"):
        return
    for one in sentence.before(action.start, ACTORS):
        words = sentence.between(one.end, action.start)
        if _inside(sentence, one) or (one.kind == "place" and not _leads(sentence, one)):
            continue
        if _DOES.search(words) and not re.search("[；。将]|获得|得到", words):
            yield from _each("actor", sentence, action, sentence.listed(one, ACTORS), 0.8)
        return


def _forward(sentence: Sentence, first: Mention) -> list[Mention]:
    found = [first]
    for one in sentence.after(first.end, ACTORS):
        if sentence.between(found[-1].end, one.start) not in ("、", "和", "与"):
            break
        found.append(one)
    return found


def _inside(sentence: Sentence, one: Mention) -> bool:
    """Whether it is where or for whom, and not who: 在包头市, 得到总局的."""
    ahead = sentence.between(max(sentence.span.start, one.start - 2), one.start)
    if ahead.endswith("与"):
        return not any(other.end == one.start - 1 for other in sentence.names)
    return ahead.endswith(("在", "于", "对", "到", "赴", "向", "至", "为"))


def _leads(sentence: Sentence, one: Mention) -> bool:
    """Whether a place begins its clause, as a subject does."""
    ahead = sentence.between(max(sentence.span.start, one.start - 1), one.start)
    return not ahead or ahead in "，。；： "


def _where(sentence: Sentence, action: Mention) -> Iterator[Relation]:
    for one in sentence.before(action.start, ("place",)):
        words = sentence.between(one.end, action.start)
        if not words:
            yield Relation("place", tie(action), tie(one), sentence.span, 0.85)
        elif _leads(sentence, one) and one.start == 0 and not re.search("[，。；《]", words):
            yield Relation("place", tie(action), tie(one), sentence.span, 0.75)
        elif _CHOSEN.fullmatch(words):
            for each in sentence.listed(one, ("place",)):
                yield Relation("place", tie(action), tie(each), sentence.span, 0.8)
        return


def _founders(sentence: Sentence, platform: Mention) -> Iterator[Relation]:
    for one in sentence.before(platform.start, ACTORS):
        if _inside(sentence, one):
            continue
        words = sentence.between(one.end, platform.start)
        if _FOUNDS.search(words) and not re.search("[；。《》]|依托|利用|通过|登录|将", words):
            yield Relation("establishes", tie(one), tie(platform), sentence.span, 0.85)
        return


def _planned(sentence: Sentence, plan: Mention) -> Iterator[Relation]:
    will = sentence.text.rfind("将", sentence.span.start, plan.start)
    if will >= 0:
        last = next(
            (one for one in reversed(sentence.names) if one.end <= will and one.kind != "person"), None
        )
        passive = sentence.text.startswith("被", will + 1) or bool(
            _ELSE.search(sentence.between(will - 6, will))
        )
        if last and last.kind in ACTORS and not passive and not _inside(sentence, last):
            yield Relation("plannedBy", tie(plan), tie(last), sentence.span, 0.85)
    for one in sentence.names:
        ahead = sentence.between(one.start - 1, one.start)
        if one.kind == "place" and one.start >= plan.start and one.end <= plan.end and ahead in "在、":
            yield Relation("place", tie(plan), tie(one), sentence.span, 0.8)


def _parts(sentence: Sentence) -> Iterator[Relation]:
    """甲行动、乙行动“四大行动”: each is part of the whole that follows the list."""
    actions = [one for one in sentence.names if one.kind == "action"]
    for number, whole in enumerate(actions):
        if not _BIG.fullmatch(whole.words):
            continue
        later = whole
        for one in reversed(actions[:number]):
            if not _LIST.fullmatch(sentence.between(one.end, later.start)):
                break
            yield Relation("partOf", tie(one), tie(whole), sentence.span, 0.85)
            later = one
