"""The kinds of pages that are measured, each with addresses of different things. Must not know servers.

An address is never asked twice: a parameter that no page reads makes each one new, so that no kept answer is
measured. What a page remembers for all visitors of a generation is part of what is measured.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Final
from urllib.parse import quote

KQ: Final = "https%3A%2F%2Fw3id.org%2Fqkg%2Fontology%23"
KI: Final = "https%3A%2F%2Fw3id.org%2Fqkg%2Fid%2F"
PLACES: Final = 40
"""Of so many made-up places some are looked at."""


@dataclass(frozen=True)
class Kind:
    """A kind of page: its name in the table, the pattern in the metrics, addresses to visit in turn."""

    name: str
    pattern: str
    addresses: Sequence[str]

    def visits(self, count: int) -> Iterator[str]:
        """So many addresses, none of them twice, in both languages."""
        for number, address in enumerate(islice(cycle(self.addresses), count)):
            language = ("zh", "en")[number % 2]
            yield f"/{language}{address}{'&' if '?' in address else '?'}visit={number}"


def kinds(articles: int, things: Mapping[str, Sequence[str]]) -> list[Kind]:
    """All kinds; ``things``: some slugs of each kind of thing, such as ``place`` or ``measure``."""
    slugs = [f"made-{number:06d}" for number in range(0, articles - 1, max(1, articles // 15))]
    slugs = slugs or ["cqn-2021-05-13"]
    return [
        Kind("start", "/", ["/"]),
        Kind("articles", "/articles", [f"/articles?page={n}" for n in range(1, 1 + max(1, articles // 50))]),
        Kind("article, real", "/article/{slug}", ["/article/cqn-2021-05-13"]),
        Kind("article, made-up", "/article/{slug}", [f"/article/{slug}" for slug in slugs]),
        *_lists(articles),
        *(
            Kind(f"thing: {kind}", "/page/{kind}/{slug}", [f"/page/{kind}/{slug}" for slug in found])
            for kind, found in things.items()
            if found
        ),
        *_vocabulary(),
        Kind("questions", "/questions", ["/questions"]),
        Kind("question", "/questions/{id}", [f"/questions/cq{n:02d}" for n in range(1, 31) if n != CUBIC]),
        Kind("question cq18 (ranks)", "/questions/{id}", ["/questions/cq18"]),
        Kind("search", "/search", [f"/search?q={quote(word)}" for word in WORDS]),
        Kind("graph view", "/explore", ["/explore", *(f"/explore?article={KI}article%2F{s}" for s in slugs)]),
        Kind("named graph", "/graph/{name}", [f"/graph/{slug}" for slug in slugs]),
        Kind("dumps", "/dump", ["/dump"]),
        Kind("fragments", "/fragments", ["/fragments", f"/fragments?object={KQ}Measure"]),
        Kind("about", "/about", ["/about"]),
    ]


CUBIC: Final = 18
"""A question whose answer grows with the square of the figures that count the same."""
WORDS: Final = ("质量", "quality", "包头", "award", "奖", "market supervision", "企业", "近1000家")


def _lists(articles: int) -> list[Kind]:
    pages = range(1, 1 + max(1, min(80, articles // 15)), 5)
    return [
        Kind("figures", "/figures", [f"/figures?page={n}" for n in pages]),
        Kind(
            "figures, sorted",
            "/figures",
            [f"/figures?sort={one}&page={n}" for n in pages for one in ("value", "place", "period")],
        ),
        Kind(
            "figures, filtered",
            "/figures",
            [f"/figures?hedge={KI}approximation%2F{one}" for one in ("nearly", "more-than", "exact")],
        ),
        Kind("browse", "/browse", [f"/browse?page={n}" for n in pages]),
        Kind(
            "browse, one facet",
            "/browse",
            [
                *(
                    f"/browse?class={KQ}{one}"
                    for one in ("Measure", "Action", "Conferral", "Award", "Outcome")
                ),
                *(f"/browse?place={KI}place%2Fmade-{n:03d}" for n in range(0, PLACES, 4)),
            ],
        ),
        Kind(
            "browse, two facets",
            "/browse",
            [f"/browse?class={KQ}Measure&place={KI}place%2Fmade-{n:03d}" for n in range(0, PLACES, 4)],
        ),
    ]


def _vocabulary() -> list[Kind]:
    classes = ("Agency", "Measure", "Evidence", "Statement", "Action", "Award", "Conferral", "Jurisdiction")
    properties = ("actor", "evidence", "subject", "approximation", "place", "recipient", "indicator")
    return [
        Kind("vocabulary", "/ontology", ["/ontology"]),
        Kind("class", "/class/{name}", [f"/class/{one}" for one in classes]),
        Kind("property", "/property/{name}", [f"/property/{one}" for one in properties]),
        Kind("shapes", "/shape", ["/shape"]),
    ]
