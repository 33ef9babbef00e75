"""Who gets an award, from whom, and in which document."""

import re
from collections.abc import Iterator

from qkg.ingest.mention import Mention
from qkg.ingest.relation import Relation
from qkg.ingest.scene import Sentence, tie

_GIVES = re.compile(r"授予|表彰|命名|颁发|颁给")
_GETS = re.compile(
    r"(?:均|都|双双|先后|成功|再次|首次|还|也|又)*(?:获得|荣获|喜获|获评|获|摘得|斩获|荣膺|入选|入围|被评为|评为|被授予|被命名为|被认定为|创建|夺得|通过)(?:了|为|全国|第[一二三四五六七八九十]+[个届批]|首个|首批|[\d年度])*"
)
_LISTED = re.compile(
    r"等?[\d一二三四五六七八九十]*[家个名]?[^，。；]{0,12}(?:榜上有名|上榜|入选|入围|获评|名列其中)"
)
_NAMES = re.compile(r"认定|发布|公布|评选|评出|确定|命名")
_BY_RULE = ("根据", "按照", "依据", "依照", "按")
"""Before a document that says how awards are given, and gives none."""
_TAKERS = ("enterprise", "organisation", "agency", "place", "person")
_GIVERS = ("agency", "organisation")


def awarding(sentence: Sentence) -> Iterator[Relation]:
    """All of these of one sentence."""
    for award in sentence.names:
        if award.kind == "award":
            yield from _given(sentence, award)
            yield from _got(sentence, award)
            yield from _named(sentence, award)


def _given(sentence: Sentence, award: Mention) -> Iterator[Relation]:
    """甲印发《决定》，授予乙、丙某奖."""
    segment = max(sentence.text.rfind("；", sentence.span.start, award.start), sentence.span.start)
    verbs = [*_GIVES.finditer(sentence.text, segment, award.start)]
    if not verbs:
        return
    verb = verbs[-1]
    for one in sentence.before(award.start, _TAKERS):
        if one.start >= verb.end():
            yield Relation("recipient", tie(award), tie(one), sentence.span, 0.9)
    giver = next((one for one in sentence.before(verb.start(), _GIVERS)), None)
    if giver:
        yield Relation("conferrer", tie(award), tie(giver), sentence.span, 0.85)
    paper = next((one for one in sentence.before(verb.start(), ("document",))), None)
    if paper and not sentence.text.endswith(_BY_RULE, sentence.span.start, paper.start):
        yield Relation("conferredIn", tie(award), tie(paper), sentence.span, 0.85)


def _got(sentence: Sentence, award: Mention) -> Iterator[Relation]:
    """甲、乙获得某奖; 在丙印发的《通报》中，甲被评为…."""
    if sentence.text.startswith("的", award.end) and re.search(
        "[获被评]", sentence.between(award.start - 4, award.start)
    ):
        first = next(sentence.after(award.end, _TAKERS), None)
        if first and first.start == award.end + 1:
            for each in sentence.joined(first, _TAKERS):
                yield Relation("recipient", tie(award), tie(each), sentence.span, 0.85)
            return
    for one in sentence.before(award.start, _TAKERS):
        if not _GETS.fullmatch(sentence.text, one.end, award.start):
            return
        for each in sentence.listed(one, _TAKERS):
            yield Relation("recipient", tie(award), tie(each), sentence.span, 0.9)
        yield from _praised(sentence, award, one)
        return


def _praised(sentence: Sentence, award: Mention, taker: Mention) -> Iterator[Relation]:
    for paper in sentence.before(taker.start, ("document",)):
        if sentence.text.startswith("中", paper.end):
            yield Relation("conferredIn", tie(award), tie(paper), sentence.span, 0.85)
            giver = next((one for one in sentence.before(paper.start, _GIVERS)), None)
            if giver:
                yield Relation("conferrer", tie(award), tie(giver), sentence.span, 0.8)
        return


def _named(sentence: Sentence, award: Mention) -> Iterator[Relation]:
    """甲发布某名单，乙、丙等27家企业榜上有名."""
    if not sentence.text.startswith(("认定", "名单", "称号"), award.end) and not award.words.endswith("名单"):
        return
    giver = next((one for one in sentence.before(award.start, _GIVERS)), None)
    if giver and _NAMES.search(sentence.between(giver.end, award.start)):
        yield Relation("conferrer", tie(award), tie(giver), sentence.span, 0.85)
    takers = [*sentence.after(award.end, ("enterprise", "organisation", "place"))]
    if takers and _LISTED.match(sentence.between(takers[-1].end, sentence.span.end)):
        for one in takers:
            yield Relation("recipient", tie(award), tie(one), sentence.span, 0.85)
