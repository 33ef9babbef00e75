"""Figures as measures: value, unit, hedge, bounds, period, area, subject, evidence.

Owns the properties of a measure and the periods that they need. A figure that no measure can hold is left out
with the reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qkg.ingest.amounts import amount, period_block, said
from qkg.ingest.draft import LeftOut, Meta
from qkg.ingest.figure import UNSTATED, Figure
from qkg.ingest.governing import at
from qkg.ingest.notation import block, iri, labels, text
from qkg.ingest.proving import Proof
from qkg.ingest.span import Span
from qkg.namespaces import THING

_COUNTED: Final = {
    "人": "person",
    "人次": "visit",
    "条次": "record",
    "台件": "device",
    "届": "edition",
    "大类": "category",
}
_COUNTED_BY_NOUN: Final = (
    ("家", "企业", "enterprise"),
    ("项", "标准", "standard"),
    ("个", "项目", "project"),
)
_NO_VALUE: Final = (
    "区间有两个界而没有单一数值，模糊限定概念表中没有相应概念。",
    "A range has two bounds and no one value; the scheme of hedges has no concept for it.",
)
_NEAR: Final = 12


@dataclass(frozen=True)
class Setting:
    """What stands around a figure: its clause, the thing it tells about, the area, the speaker."""

    clause: Span
    about: str
    area: str
    speaker: str


class Periods:
    """The periods of one draft, each once."""

    def __init__(self, meta: Meta) -> None:
        self._meta = meta
        self._known: dict[tuple[str, str], int] = {}

    def of(self, edtf: str, words: str) -> str:
        """The period as a term; ``unstated`` runs until publication."""
        key = (f"/{self._meta.published.isoformat()}", "") if edtf == UNSTATED else (edtf, words)
        return self._name(self._known.setdefault(key, len(self._known) + 1))

    def _name(self, number: int) -> str:
        return iri(f"{THING}period/{self._meta.slug}-p{number:02}")

    def blocks(self) -> Iterator[str]:
        """Every period that was asked for."""
        for (edtf, words), number in self._known.items():
            yield period_block(self._name(number), edtf, words)


def measures(
    told: Sequence[tuple[Figure, Setting]], proof: Proof, periods: Periods, words: str, slug: str
) -> Iterator[str | LeftOut]:
    """A block for each figure, or why there is none."""
    for number, (figure, setting) in enumerate(told, 1):
        if figure.value is None:
            yield LeftOut(figure.verbatim, figure.start, figure.end, *_NO_VALUE)
            continue
        yield block(
            iri(f"{THING}measure/{slug}-f{number:03}"),
            "qkg:Measure",
            [
                *labels(words[slice(*setting.clause)][:60], f"Figure f{number:03}: {said(figure)}"),
                ("qb:dataSet", iri(f"{THING}dataset/{slug}-figures")),
                ("qkg:indicator", iri(f"{THING}indicator/unclassified")),
                ("qkg:subject", iri(setting.about)),
                ("sdmx-dimension:refArea", iri(setting.area)),
                ("sdmx-dimension:refPeriod", periods.of(figure.period, figure.period_words)),
                *amount(figure),
                ("qkg:aggregation", iri(f"{THING}aggregation/unstated")),
                ("qkg:verbatim", text(figure.verbatim)),
                *_counted(figure, words),
                ("qkg:evidence", proof.of(setting.clause, figure.confidence, setting.speaker, figure.by)),
            ],
        )


def _counted(figure: Figure, words: str) -> Iterator[tuple[str, str]]:
    """What a bare number counts: by its measure word, or by the noun beside it."""
    if figure.unit != "NUM":
        return
    around = words[max(0, figure.start - _NEAR) : figure.end + _NEAR]
    found = _COUNTED.get(figure.counter) or next(
        (thing for counter, noun, thing in _COUNTED_BY_NOUN if counter == figure.counter and noun in around),
        "unclassified",
    )
    yield "qkg:countedThing", iri(f"{THING}counted-thing/{found}")


def clause_of(spans: Sequence[Span], one: Figure) -> Span:
    """The clause that holds a figure, as far as it holds all of it."""
    here = spans[at(spans, one.start)]
    return Span(here.start, max(here.end, one.end))
