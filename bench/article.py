"""One made-up article: the classes and links of the real one, with about 160 triples.

Owns its things (article, text, evidence, figures, actions, statements, awards, platforms); shares places,
agencies, concepts and programmes with the real graph. Must not know how many articles there are.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bench.claims import AGENCY, PAPER, Described, claims, evidence
from bench.template import CREDITED, SUBJECT, SUBSTANCE, VERBATIM, Figure
from bench.terms import TYPE, Pair, graph, labels, lines, name, text, thing, typed

EVIDENCE: Final = 2
PER_EVIDENCE: Final = 2
FIGURES: Final = EVIDENCE * PER_EVIDENCE
PLACES: Final = 300
SPLIT_EVERY: Final = 30
"""One article in so many names the gases of a figure: the question on gases pairs them all with all."""
MINTED: Final = {"award": "qkg:Award", "platform": "qkg:Platform", "standard-system": "qkg:StandardSystem"}
"""Subjects of figures that each article has of its own."""
AWARDS: Final = (
    ("china-quality-award-nomination", "enterprise"),
    ("outstanding-quality-work-supervision-incentive", "place"),
    ("international-standardisation-innovation-city", "place"),
)
NOTICE: Final = thing("document", "state-council-go-2020-supervision-incentives-notice")
DONE: Final = (name("qkg:actionStatus"), thing("action-status", "done"))
PERIOD: Final = (name("qkg:period"), thing("period", "2020"))
FIRST_DAY: Final = date(2000, 1, 1)


@dataclass(frozen=True)
class Article:
    """A number, a seed and the figures to copy; everything else follows from them."""

    number: int
    seed: int
    figures: Sequence[Figure]

    @property
    def slug(self) -> str:
        """The article's part of every IRI of its own."""
        return f"made-{self.number:06d}"

    @property
    def place(self) -> str:
        """The place that it is about, one of a shared few hundred."""
        return place(self.number % PLACES)

    def own(self, kind: str, slug: str = "") -> str:
        """A thing that no other article has."""
        return thing(kind, f"{self.slug}-{slug}" if slug else self.slug)

    def chosen(self) -> list[Figure]:
        """The figures of this article: the next four in a round through all templates."""
        start = self.number * FIGURES
        return [
            self.figures[(start + step) % len(self.figures)]
            for step in range(min(FIGURES, len(self.figures)))
        ]

    def quads(self) -> Iterator[str]:
        """N-Quads, one subject at a time, all in the article's own graph."""
        here = graph(self.slug)
        chance = random.Random(f"{self.seed}/{self.number}")
        numbers = [chance.randrange(2, 9999) for _ in range(FIGURES)]
        for subject, pairs in (
            *self._source(),
            *self._measures(numbers),
            *self._doings(),
            *self._claimed(numbers),
        ):
            yield lines(subject, pairs, here)

    def inferred(self) -> Iterator[str]:
        """What the ontology's rules would conclude of things that only this article has."""
        here = graph("inferred")
        action = [(TYPE, name("qkg:Action"))]
        for slug in ("whole", "campaign"):
            yield lines(self.own("action", slug), action, here)
        yield lines(self.own("conferral"), action, here)
        award, kind = AWARDS[self.number % len(AWARDS)]
        if kind == "enterprise":
            yield lines(self.own("enterprise"), [(name("qkg:holdsAward"), thing("award", award))], here)

    def _claimed(self, numbers: Sequence[int]) -> Iterator[Described]:
        said = [figure.said(number) for figure, number in zip(self.chosen(), numbers, strict=False)]
        yield from claims(self.own)
        for index in range(EVIDENCE):
            part = said[index * PER_EVIDENCE : (index + 1) * PER_EVIDENCE]
            yield from evidence(self.own, index, "、".join(part))

    def _source(self) -> Iterator[Described]:
        title = f"第{self.number}篇：推进质量工作"
        day = FIRST_DAY + timedelta(days=self.number % 9000)
        yield (
            graph(self.slug),
            [
                (TYPE, name("qkg:ArticleGraph")),
                *labels(f"文章图谱{self.number}", f"Article graph {self.number}"),
                (name("foaf:primaryTopic"), self.own("article")),
            ],
        )
        yield (
            self.own("article"),
            [
                (TYPE, name("schema:NewsArticle")),
                *labels(title, f"Article {self.number} on quality work"),
                (name("schema:headline"), text(title, "zh")),
                (name("schema:datePublished"), typed(day.isoformat(), "date")),
                (name("qkg:dateSource"), thing("date-source", "from-address")),
                (name("qkg:textVersion"), self.own("text")),
                (name("schema:author"), thing("person", ("li-yan", "yan-xikun")[self.number % 2])),
                (name("schema:publisher"), PAPER),
            ],
        )
        digest = hashlib.sha256(f"{self.seed}/{self.number}".encode()).hexdigest()
        yield (
            self.own("text"),
            [
                (TYPE, name("qkg:TextVersion")),
                *labels(f"第{self.number}篇文本", f"Text {self.number}"),
                (name("qkg:sha256"), text(digest)),
            ],
        )
        yield (
            self.own("extraction"),
            [
                (TYPE, name("qkg:Extraction")),
                *labels("逐句编码", "Encoding by sentence"),
                (name("prov:used"), self.own("text")),
                (name("rdfs:comment"), text("逐句阅读并标出原话。", "zh")),
            ],
        )

    def _measures(self, numbers: Sequence[int]) -> Iterator[Described]:
        minted: dict[str, str] = {}
        for index, (figure, number) in enumerate(zip(self.chosen(), numbers, strict=False)):
            subject = self._subject(figure)
            minted[subject] = figure.subject_kind()
            yield (
                self.own("measure", f"m{index}"),
                [
                    (TYPE, name("qkg:Measure")),
                    *figure.words(number),
                    *figure.values(number),
                    *figure.fixed,
                    *self._optional(figure),
                    (SUBJECT, subject),
                    (name("sdmx-dimension:refArea"), self.place),
                    (name("qkg:evidence"), self.own("evidence", f"e{index // PER_EVIDENCE}")),
                ],
            )
        for subject, kind in minted.items():
            yield from self._minted(subject, kind)

    def _optional(self, figure: Figure) -> Iterator[Pair]:
        if figure.credited:
            yield CREDITED, self.own("action", "whole")
        if self.number % SPLIT_EVERY == 0:
            yield from ((SUBSTANCE, substance) for substance in figure.substances)

    def _subject(self, figure: Figure) -> str:
        kind = figure.subject_kind()
        if kind in MINTED:
            return self.own(kind)
        return self.own("action", "whole") if kind == "action" else figure.subject

    def _minted(self, subject: str, kind: str) -> Iterator[Described]:
        if kind not in MINTED:
            return
        yield (
            subject,
            [(TYPE, name(MINTED[kind])), *labels(f"第{self.number}号{kind}", f"{kind} {self.number}")],
        )
        if kind == "platform":
            yield (
                self.own("action", "founding"),
                [
                    (name("qkg:establishes"), subject),
                    (name("qkg:actor"), AGENCY),
                    (name("qkg:place"), self.place),
                    (name("qkg:firstOfItsKind"), typed("true", "boolean")),
                ],
            )
        if kind == "standard-system":
            yield (
                self.own(kind, "example"),
                [
                    (TYPE, name(MINTED[kind])),
                    *labels(f"第{self.number}号体系之一例", f"An example of system {self.number}"),
                    (name("qkg:partOf"), subject),
                ],
            )

    def _doings(self) -> Iterator[Described]:
        proof = (name("qkg:evidence"), self.own("evidence", "e0"))
        whole = self.own("action", "whole")
        yield (
            whole,
            [(TYPE, name("qkg:Campaign")), *labels("四大行动", "four campaigns"), DONE, PERIOD, proof],
        )
        yield (
            self.own("action", "campaign"),
            [
                (TYPE, name("qkg:Campaign")),
                *labels(f"第{self.number}号行动", f"Campaign {self.number}"),
                (name("qkg:actor"), AGENCY),
                (name("qkg:partOf"), whole),
                DONE,
                proof,
            ],
        )
        yield self.own("conferral"), [(TYPE, name("qkg:Conferral")), *self._conferral(), DONE, proof]
        if AWARDS[self.number % len(AWARDS)][1] == "enterprise":
            yield (
                self.own("enterprise"),
                [
                    (TYPE, name("qkg:Enterprise")),
                    *labels(f"第{self.number}号企业", f"Enterprise {self.number}"),
                ],
            )

    def _conferral(self) -> Iterator[Pair]:
        award, kind = AWARDS[self.number % len(AWARDS)]
        yield from labels(f"第{self.number}次授奖", f"Conferral {self.number}")
        yield VERBATIM, text("获奖")
        yield name("qkg:conferredAward"), thing("award", award)
        yield name("qkg:recipient"), self.own("enterprise") if kind == "enterprise" else self.place
        yield name("qkg:conferredIn"), NOTICE
        if award.endswith("city"):
            yield name("qkg:ordinal"), typed(self.number % 9 + 1, "integer")
            yield name("qkg:ordinalScope"), thing("place", "china")


def place(index: int) -> str:
    """A shared place."""
    return thing("place", f"made-{index:03d}")


def shared(count: int) -> Iterator[str]:
    """What ``count`` articles share and the real graph does not hold: places and the titles of places."""
    for index in range(min(count, PLACES)):
        names = labels(f"第{index}市", f"City {index}")
        yield lines(place(index), [(TYPE, name("qkg:Jurisdiction")), *names], graph("places"))
    held = {(n % PLACES, AWARDS[n % 3]) for n in range(min(count, 3 * PLACES))}
    for index, (award, kind) in sorted(held):
        if kind == "place":
            yield lines(place(index), [(name("qkg:holdsAward"), thing("award", award))], graph("inferred"))
