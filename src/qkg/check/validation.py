"""From breaches of shapes to findings: place, words, hint, and one finding for one cause."""

from collections.abc import Iterator
from typing import Final

from qkg.check import shacl
from qkg.check.corpus import Corpus
from qkg.check.document import Role
from qkg.check.finding import NOTHING, Finding, Words, about
from qkg.check.naming import short
from qkg.check.shapes import SHAPE, Breach, Shapes, code
from qkg.namespaces import ONTOLOGY, THING

ELSEWHERE: Final = (
    "iri-ascii",
    "label-zh",
    "label-en",
    "known-property",
    "known-class",
)
"""Shapes that other modules of this package stand in for: near names, better places, less time."""
ASPECTS: Final = {
    "concept-label": about("label-zh", "label-en"),
    **dict.fromkeys(
        ("hedge-needs-upper", "hedge-needs-lower", "hedge-without-upper", "hedge-without-lower"),
        about("hedge"),
    ),
}
"""Shapes that may speak of one cause though their paths do not tell."""


def check(corpus: Corpus, complete: bool = True) -> Iterator[Finding]:
    """All findings of the shapes; without ``complete`` nothing is said of references to unknown things."""
    skipped = {*ELSEWHERE, *(() if complete else ("no-dangling-reference",))}
    for one in _judged(corpus, Shapes(corpus.having(Role.SHAPES)), skipped):
        if complete or not _unknown(corpus, one):
            yield one
    own = [one for one in corpus.having(Role.VOCABULARY) if ONTOLOGY.rstrip("#") in one.identities]
    yield from _judged(Corpus(own), Shapes(corpus.having(Role.STYLE)), set())


def _judged(corpus: Corpus, shapes: Shapes, skipped: set[str]) -> Iterator[Finding]:
    if not corpus.checked:
        return
    wholes = [one for one in shapes.breaches(corpus.store) if code(one.shape) not in skipped]
    asleep = {*(one.shape for one in shapes.wholes), *(SHAPE + name for name in skipped)}
    nodes = None if corpus.whole else corpus.subjects()
    for breach in (*wholes, *shacl.breaches(corpus.triples, shapes.quads, asleep, nodes)):
        yield from _finding(corpus, shapes, breach)


def _finding(corpus: Corpus, shapes: Shapes, breach: Breach) -> Iterator[Finding]:
    name, path = code(breach.shape), breach.path.removeprefix("^")
    spot = corpus.spot(breach.node, breach.path, breach.value)
    if spot is None:
        return
    aspects = ASPECTS.get(name) or about(breach.path or name)
    hint = _hint(corpus, breach, path) if path else NOTHING
    severity = shapes.severity(breach.shape)
    yield Finding(name, spot, shapes.words(breach.shape), hint, breach.node, severity, aspects)


def _unknown(corpus: Corpus, finding: Finding) -> bool:
    """Whether something that the subject refers to by this property has no class in any file."""
    values = [value for aspect in finding.aspects for value in corpus.texts(finding.subject, aspect)]
    return any(value.startswith(THING) and not corpus.types(value) for value in values)


def _hint(corpus: Corpus, breach: Breach, path: str) -> Words:
    named = short(path)
    if breach.path.startswith("^"):
        return Words(f"没有主语以 {named} 指向它", f"nothing refers to it with {named}")
    if breach.value:
        value = short(breach.value)
        return Words(f"{named} 的值 {value}", f"{named} has {value}")
    there = len(corpus.values(breach.node, path))
    return Words(f"{named} 有{there}个值", f"{named} has {there} values")
