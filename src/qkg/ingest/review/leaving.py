"""Candidates that a draft left out for want of something, as Turtle that a curator can complete.

A range wants one value with a hedge, a judgement what is judged. Everything else of them is written as the
drafter writes it, with evidence of its own, so that nothing need be read again when they are taken in.
"""

from collections.abc import Iterator
from dataclasses import replace

from qkg.ingest import english
from qkg.ingest.draft import Draft
from qkg.ingest.drafting import UNKNOWN_SUBJECT, UNSTATED_AREA
from qkg.ingest.figure import Figure
from qkg.ingest.governing import clauses
from qkg.ingest.measuring import Periods, Setting, clause_of, measures
from qkg.ingest.mention import Mention
from qkg.ingest.notation import block, header, iri, labels, text
from qkg.ingest.proving import Proof
from qkg.ingest.recognition import LONGEST
from qkg.ingest.review.gap import Gap, apart, proved
from qkg.ingest.span import Span
from qkg.namespaces import THING


def gaps(made: Draft) -> Iterator[Gap]:
    """All of them: ranges and judgements without an object."""
    left = {(one.start, one.end) for one in made.left_out}
    for number, figure in enumerate(made.recognised.figures, 1):
        if figure.value is None:
            yield _range(made, figure, number)
    things = {(one.kind, one.words): one.thing for one in made.links}
    for number, mention in enumerate(made.recognised.mentions, 1):
        thing = things.get((mention.kind, mention.name or mention.words), "")
        if mention.kind == "appraisal" and thing and (mention.start, mention.end) in left:
            yield _judgement(made, mention, thing, number)


def _range(made: Draft, one: Figure, number: int) -> Gap:
    words, slug = made.cleaned.clean[:LONGEST], made.meta.slug
    proof, periods = Proof(slug, made.cleaned, made.meta.publisher), Periods(made.meta)
    setting = Setting(clause_of(clauses(words), one), UNKNOWN_SUBJECT, UNSTATED_AREA, "")
    stand_in = replace(one, value=one.lower or one.upper or 0.0, lower=None, upper=None, hedge="exact")
    told = [
        part for part in measures([(stand_in, setting)], proof, periods, words, slug) if isinstance(part, str)
    ]
    turtle = "\n".join([header(), *told, *periods.blocks(), *proved(proof, slug)])
    turtle = turtle.replace(f"{slug}-f001", f"{slug}-f{number:03}").replace(" f001:", f" f{number:03}:")
    return Gap(
        f"{THING}measure/{slug}-f{number:03}", one.start, one.end, apart(turtle, slug, f"f{number:03}")
    )


def _judgement(made: Draft, one: Mention, thing: str, number: int) -> Gap:
    proof = Proof(made.meta.slug, made.cleaned, made.meta.publisher)
    pairs = [
        *labels(one.words, english.english(one.kind, one.words) or english.transliterated(one.words)),
        ("qkg:notStated", "qkg:appraiser"),
        ("qkg:verbatim", text(one.words)),
        ("qkg:evidence", proof.of(Span(one.start, one.end), one.confidence, by=one.by)),
    ]
    turtle = "\n".join([header(), block(iri(thing), "qkg:Appraisal", pairs), *proved(proof, made.meta.slug)])
    return Gap(thing, one.start, one.end, apart(turtle, made.meta.slug, f"m{number:03}"))
