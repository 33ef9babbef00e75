"""What is asked: the thirty questions, the heavy queries, the lookups and the export.

Must not know engines. ``fresh`` makes a text that was never sent before and means the same.
"""

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from bench.article import FIGURES, Article
from bench.template import Figure
from bench.terms import ID

ROOT: Final = Path(__file__).parent.parent
HEAVY: Final = Path(__file__).parent / "queries"
QUESTIONS: Final = ROOT / "queries"
EXPORT: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
LOOKUPS: Final = {
    "point": "SELECT ?p@N@ ?o WHERE { <@S@> ?p@N@ ?o }",
    "hop": (
        "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX qkg: <https://w3id.org/qkg/ontology#> "
        "SELECT ?quote@N@ WHERE { <@S@> qkg:evidence ?e . ?e oa:hasTarget ?t . ?t oa:hasSelector ?w . "
        "?w oa:exact ?quote@N@ }"
    ),
}
"""One subject's triples, and a figure's words over four links. @S@ is a figure, @N@ a new number."""
MOST_SUBJECTS: Final = 5000

_numbers = count(1)


@dataclass(frozen=True)
class Query:
    """A query with a short name."""

    name: str
    text: str

    def fresh(self) -> str:
        """The same query in a text that no cache has seen."""
        number = next(_numbers)
        return f"PREFIX never{number}: <urn:never:{number}>\n{self.text}"


def questions() -> list[Query]:
    """The thirty questions by their number."""
    return [
        Query(path.name[:4], path.read_text(encoding="utf-8")) for path in sorted(QUESTIONS.glob("cq*.rq"))
    ]


def heavy() -> list[Query]:
    """Analytical and path queries."""
    return [Query(path.stem, path.read_text(encoding="utf-8")) for path in sorted(HEAVY.glob("*.rq"))]


def subjects(figures: list[Figure], articles: int, seed: int) -> list[str]:
    """Figures to look up: all of the real article, then an even choice of the made-up ones."""
    real = [f"{ID}measure/cqn-2021-05-13-{figure.slug}" for figure in figures]
    step = max(1, articles * FIGURES // MOST_SUBJECTS)
    made = [
        Article(number, seed, figures).own("measure", f"m{index}")[1:-1]
        for number in range(0, articles - 1, step)
        for index in range(FIGURES)
    ]
    return [*real, *made]
