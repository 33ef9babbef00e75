"""The Turtle of what a curator adds to a draft, with evidence of its own, as the drafter writes it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from qkg.ingest import english, proving
from qkg.ingest.draft import Meta
from qkg.ingest.figure import Figure
from qkg.ingest.governing import clauses
from qkg.ingest.measuring import Periods, Setting, clause_of, measures
from qkg.ingest.mention import CLASSES
from qkg.ingest.notation import block, header, iri, labels, text
from qkg.ingest.proving import Proof
from qkg.ingest.review.aligning import aligned
from qkg.ingest.review.bundle import Bundle
from qkg.ingest.review.decisions import Added
from qkg.ingest.review.gap import apart
from qkg.ingest.review.roles import ROLES
from qkg.ingest.review.triples import Triples, own
from qkg.ingest.span import Span
from qkg.namespaces import THING

BY: Final = "curator"
SURE: Final = 1.0
"""A curator's confidence."""
_WHO: Final = {"action": "qkg:actor", "appraisal": "qkg:appraiser"}


class Handmade:
    """Writes what is added to one draft."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle, self._cleaned = bundle, aligned(bundle.text, bundle.runs)
        self._publisher = _speaker(bundle)

    def turtle(self, name: str, one: Added) -> str:
        """The Turtle of one candidate."""
        slug, mark = self._bundle.slug, name.partition(f"{self._bundle.slug}-")[2]
        proof = Proof(slug, self._cleaned, self._publisher)
        fact = self._figure(one, proof, mark) if one.kind == "figure" else self._fact(name, one, proof, mark)
        return apart("\n".join([header(), *fact, *_extraction(slug), *proof.blocks()]), slug, mark)

    def _figure(self, one: Added, proof: Proof, mark: str) -> Iterator[str]:
        """A measure whose amount the curator gives."""
        bundle = self._bundle
        periods = Periods(Meta(bundle.slug, date.fromisoformat(bundle.published), self._publisher))
        figure = Figure(one.start, one.end, bundle.text[one.start : one.end], 0.0, confidence=SURE, by=BY)
        clause = clause_of(clauses(bundle.text), figure)
        told = [(figure, Setting(clause, _unknown("subject"), _unknown("refArea"), ""))]
        for part in measures(told, proof, periods, bundle.text, bundle.slug):
            yield (
                str(part)
                .replace(f"{bundle.slug}-f001", f"{bundle.slug}-{mark}")
                .replace(" f001:", f" {mark}:")
            )
        yield from periods.blocks()

    def _fact(self, name: str, one: Added, proof: Proof, mark: str) -> Iterator[str]:
        """An action, a judgement, or a relation whose ends the curator gives."""
        words = self._bundle.text[one.start : one.end]
        evidence = ("qkg:evidence", proof.of(Span(one.start, one.end), SURE, by=BY))
        if one.kind == "statement":
            told = labels(f"陈述：{words}", f"Statement {mark}")
            pairs = [*told, ("qkg:statementPredicate", f"qkg:{one.relation}"), evidence]
            yield block(iri(THING + name), "qkg:Statement", pairs)
            return
        pairs = [*labels(words, english.transliterated(words)), ("qkg:notStated", _WHO[one.kind]), evidence]
        if one.kind == "appraisal":
            pairs.append(("qkg:verbatim", text(words)))
        yield block(iri(THING + name), CLASSES[one.kind], pairs)


def _unknown(role: str) -> str:
    """What stands at an end of a figure until somebody knows it."""
    thing = ROLES["Measure"][role].unknown
    return thing.value if thing else ""


def _speaker(bundle: Bundle) -> str:
    """Who publishes the article: whoever most of its evidence says."""
    triples = Triples.read(bundle.turtle)
    told = [one.object for one in triples if one.predicate == own("speaker")]
    said = sorted(str(getattr(one, "value", "")) for one in told)
    return max(said, key=said.count) if said else ""


def _extraction(slug: str) -> Iterator[str]:
    agent = iri(f"{THING}agent/{slug}-{BY}-extractor")
    yield block(
        proving.extraction(slug, BY),
        "qkg:Extraction",
        [
            *labels("核对者补充的事实", "Facts added by a curator"),
            ("prov:used", iri(f"{THING}text/{slug}-clean")),
            ("prov:wasAssociatedWith", agent),
        ],
    )
    yield block(agent, "prov:Agent", labels("核对者", BY))
