"""What a review leaves in the graph: an activity that says so, and a note at each fact that was changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from qkg.ingest.notation import block, header, iri, labels, text
from qkg.ingest.review.correcting import Change
from qkg.ingest.review.triples import Node, Triples, thing
from qkg.namespaces import PREFIXES

_NOTE: Final = ox.NamedNode(PREFIXES["skos"] + "editorialNote")
_MADE: Final = ox.NamedNode(PREFIXES["prov"] + "wasGeneratedBy")
_WORDS: Final = {
    "value": "数值",
    "unit": "单位",
    "hedge": "模糊限定",
    "lower": "下界",
    "upper": "上界",
    "change": "增减",
    "period": "时段",
    "period_words": "时段原文",
    "link": "所指事物",
    "label": "名称",
    "taken in": "补收",
    "subject": "主题",
    "refArea": "地域",
    "statementSubject": "主语",
    "statementObject": "宾语",
    "conferredAward": "所授奖项",
    "recipient": "受奖者",
    "conferrer": "授奖者",
    "conferredIn": "授奖文件",
    "actor": "行动主体",
    "establishes": "建立",
    "appraised": "评价对象",
    "appraiser": "评价者",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many candidates of each outcome."""

    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    undecided: int = 0


def record(
    triples: Triples, slug: str, graph: Node, changes: Mapping[Node, Sequence[Change]], tally: Tally
) -> None:
    """The review of a graph, and the notes of the facts and things that it changed."""
    review = thing(f"review/{slug}")
    zh = (
        f"接受{tally.accepted}条，其中改正{tally.corrected}条；拒绝{tally.rejected}条；"
        f"未定{tally.undecided}条，未发布。"
    )
    en = (
        f"{tally.accepted} accepted, {tally.corrected} of them corrected; {tally.rejected} rejected; "
        f"{tally.undecided} undecided and not published."
    )
    turtle = block(
        iri(review.value),
        "prov:Activity",
        [
            *labels(f"核对：{slug}", f"Review of {slug}"),
            ("rdfs:comment", f"{text(zh, 'zh')} , {text(en, 'en')}"),
        ],
    )
    triples.add(one.triple for one in ox.parse(header() + turtle, ox.RdfFormat.TURTLE))
    triples.add([ox.Triple(graph, _MADE, review)])
    for fact, done in changes.items():
        if not done:
            continue
        here = bool(triples.about(fact))
        triples.add(ox.Triple(fact if here else review, _NOTE, one) for one in _notes(done))
        triples.add([ox.Triple(fact, _MADE, review)] if here else [])


def _notes(done: Sequence[Change]) -> tuple[ox.Literal, ox.Literal]:
    zh = "；".join(f"{_WORDS.get(name, name)}：{old} → {new}" for name, old, new in done)
    en = "; ".join(f"{name}: {old} → {new}" for name, old, new in done)
    return ox.Literal(f"经核对改正：{zh}。", language="zh"), ox.Literal(
        f"Corrected in review: {en}.", language="en"
    )
