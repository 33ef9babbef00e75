"""The real article's figures as templates, read from the packaged graph's N-Quads.

A template is all that the real graph says of a figure, so the copies follow the ontology when it changes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.terms import LABEL, TYPE, XSD, Pair, labels, name, text, typed

SCALED: Final = (name("sdmx-measure:obsValue"), name("qkg:lowerBound"), name("qkg:upperBound"))
VERBATIM: Final = name("qkg:verbatim")
SUBJECT: Final = name("qkg:subject")
CREDITED: Final = name("qkg:creditedTo")
SUBSTANCE: Final = name("qkg:quantityOf")
OWN: Final = (
    TYPE,
    LABEL,
    VERBATIM,
    SUBJECT,
    CREDITED,
    SUBSTANCE,
    *SCALED,
    name("qkg:evidence"),
    name("rdfs:comment"),
    name("sdmx-dimension:refArea"),
    name("qkg:sector"),
    "<http://purl.org/linked-data/cube#dataSet>",
)
"""What a copy says in its own words, or leaves out to stay small."""
QUAD: Final = re.compile(r"(<[^>]*>) (<[^>]*>) (.*) (<[^>]*>) \.$")
NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True)
class Figure:
    """One figure of the real article: words, numbers, the kind of its subject, what stays as it is."""

    slug: str
    verbatim: str
    label: str
    subject: str
    scaled: tuple[tuple[str, float], ...]
    substances: tuple[str, ...]
    credited: bool
    fixed: tuple[Pair, ...]

    def subject_kind(self) -> str:
        """The kind in the subject's IRI, such as ``award``."""
        return self.subject.split("/")[-2]

    def said(self, number: int) -> str:
        """The words with another number."""
        return NUMBER.sub(str(number), self.verbatim, count=1)

    def titled(self, number: int) -> str:
        """The Chinese label with the new words."""
        return self.label.replace(self.verbatim, self.said(number))

    def values(self, number: int) -> list[Pair]:
        """Value and bounds, all moved by the same factor."""
        found = NUMBER.search(self.verbatim)
        factor = number / int(found.group()) if found else 1.0
        return [(predicate, typed(round(value * factor, 1), "decimal")) for predicate, value in self.scaled]

    def words(self, number: int) -> list[Pair]:
        """The label in two languages and the verbatim text."""
        english = f"{self.slug.replace('-', ' ')}: {number}"
        return [*labels(self.titled(number), english), (VERBATIM, text(self.said(number)))]


def read_figures(source: Path) -> list[Figure]:
    """The figures in the N-Quads file, in a fixed order that keeps those of one subject together."""
    with source.open(encoding="utf-8") as quads:
        described = _described(quads)
    figures = [_figure(subject, pairs) for subject, pairs in described.items() if _is_measure(pairs)]
    if not figures:
        raise ValueError(f"{source} holds no figure to make copies of")
    return sorted(figures, key=lambda one: (one.subject, one.slug))


def _described(quads: Iterable[str]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = defaultdict(list)
    for line in quads:
        match = QUAD.match(line)
        if match and "/id/measure/" in match[1]:
            found[match[1]].append((match[2], match[3]))
    return found


def _is_measure(pairs: list[Pair]) -> bool:
    return (TYPE, name("qkg:Measure")) in pairs


def _figure(subject: str, pairs: list[Pair]) -> Figure:
    verbatim = _only(pairs, VERBATIM)[1:-1]
    label = next(value for predicate, value in pairs if predicate == LABEL and value.endswith("@zh"))
    return Figure(
        slug=re.sub(r"^.*/(cqn-\d{4}-\d\d-\d\d-)?|>$", "", subject),
        verbatim=verbatim,
        label=label[1:-4],
        subject=_only(pairs, SUBJECT),
        scaled=tuple((p, float(v.split('"')[1])) for p, v in pairs if p in SCALED and XSD in v),
        substances=tuple(value for predicate, value in pairs if predicate == SUBSTANCE),
        credited=any(predicate == CREDITED for predicate, _ in pairs),
        fixed=tuple(sorted(pair for pair in pairs if pair[0] not in OWN)),
    )


def _only(pairs: list[Pair], predicate: str) -> str:
    return next(value for found, value in pairs if found == predicate)
