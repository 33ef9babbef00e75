"""Relations that a draft left out, as facts that wait for an end: statements and conferrals.

Written as the drafter writes them, but for the end that the vocabulary refuses or that nobody recognised.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qkg.ingest import english
from qkg.ingest.draft import Draft
from qkg.ingest.gazetteer import plain
from qkg.ingest.mention import CLASSES, Mention
from qkg.ingest.notation import block, header, iri, labels, text
from qkg.ingest.proving import Proof
from qkg.ingest.relation import Relation
from qkg.ingest.review.gap import Gap, apart, proved
from qkg.ingest.span import Span
from qkg.ingest.stating import PLAIN
from qkg.ingest.things import FACTS
from qkg.namespaces import THING


@dataclass(frozen=True, slots=True)
class Named:
    """Where which thing is named, and by which mention."""

    things: Mapping[Span, str]
    mentions: Mapping[Span, Mention]

    @classmethod
    def of(cls, made: Draft) -> "Named":
        """All of a draft."""
        links = {(one.kind, one.words): one.thing for one in made.links}
        things, mentions = {}, {}
        for one in made.recognised.mentions:
            span, name = Span(one.start, one.end), plain(one.name or one.words)
            thing = links.get((one.kind, name)) or links.get((one.kind, name.replace(" ", "")), "")
            mentions[span] = one
            if thing:
                things[span] = thing
        return cls(things, mentions)


def tied(made: Draft) -> Iterator[tuple[str, Gap]]:
    """Each with the words by which the draft tells of it."""
    named = Named.of(made)
    given = {one.subject for one in made.relations if one.kind == "recipient"}
    done: set[Span] = set()
    for number, one in enumerate(made.relations, 1):
        if one.kind in PLAIN:
            for span in (one.words, one.object):
                yield _words(made, one.kind, span), _statement(made, one, span, named, number)
        elif one.kind == "recipient" and one.subject in named.things:
            yield _words(made, one.kind, one.object), _conferral(made, one.subject, one.object, named, number)
        elif one.kind in ("conferrer", "conferredIn") and one.subject not in given | done:
            done.add(one.subject)
            if one.subject in named.things:
                yield (
                    _words(made, one.kind, one.subject),
                    _conferral(made, one.subject, one.subject, named, number),
                )


def _words(made: Draft, kind: str, span: Span) -> str:
    return f"{kind}: {made.cleaned.clean[slice(*span)]}"


def _statement(made: Draft, one: Relation, at: Span, named: Named, number: int) -> Gap:
    ends = [named.things.get(span, "") for span in (one.subject, one.object)]
    (zh, en), (other_zh, other_en) = (_label(made, thing) for thing in ends)
    pairs = [
        *labels(f"陈述：{zh} — {PLAIN[one.kind]} — {other_zh}", f"Statement: {en} - {one.kind} - {other_en}"),
        ("qkg:statementPredicate", f"qkg:{one.kind}"),
    ]
    for name, thing in zip(("Subject", "Object"), ends, strict=True):
        pairs += [(f"qkg:statement{name}", iri(thing))] if thing else []
    quote = Span(min(one.subject.start, one.object.start), max(one.subject.end, one.object.end))
    fact = f"{THING}statement/{made.meta.slug}-x{number:03}"
    return _gap(made, fact, "qkg:Statement", pairs, at, quote, one, ends)


def _conferral(made: Draft, award: Span, at: Span, named: Named, number: int) -> Gap:
    thing = named.things[award]
    zh, en = _label(made, thing)
    ends, quote = [thing], [award, at]
    pairs = [
        *labels(f"授予{zh}", f"{en} is given"),
        ("qkg:verbatim", text(made.cleaned.clean[slice(*award)])),
        ("qkg:conferredAward", iri(thing)),
        ("qkg:actionStatus", iri(f"{THING}action-status/done")),
        ("qkg:notStated", "qkg:period"),
    ]
    for one in made.relations:
        end = named.things.get(one.object, "")
        if one.kind in ("conferrer", "conferredIn") and one.subject == award and end:
            pairs.append((f"qkg:{one.kind}", iri(end)))
            ends.append(end)
            quote.append(one.object)
    whole = Span(min(one.start for one in quote), max(one.end for one in quote))
    fact = f"{THING}conferral/{made.meta.slug}-x{number:03}"
    return _gap(made, fact, "qkg:Conferral", pairs, at, whole, made.relations[number - 1], ends)


def _gap(  # noqa: PLR0913, PLR0917 - the parts of a fact
    made: Draft,
    fact: str,
    kind: str,
    pairs: list[tuple[str, str]],
    at: Span,
    quote: Span,
    one: Relation,
    ends: list[str],
) -> Gap:
    proof = Proof(made.meta.slug, made.cleaned, made.meta.publisher)
    whole = [*pairs, ("qkg:evidence", proof.of(quote, one.confidence, by=one.by))]
    turtle = "\n".join(
        [header(), block(iri(fact), kind, whole), *_described(made, ends), *proved(proof, made.meta.slug)]
    )
    return Gap(fact, at.start, at.end, apart(turtle, made.meta.slug, fact.rpartition("-")[2]))


def _described(made: Draft, things: list[str]) -> Iterator[str]:
    """New things that only this fact may name."""
    for one in made.links:
        if one.new and one.thing in things and one.kind not in FACTS:
            pairs = labels(*_label(made, one.thing))
            if one.kind == "award":
                pairs.append(("qkg:awardTier", iri(f"{THING}award-tier/title")))
            yield block(iri(one.thing), CLASSES[one.kind], pairs)


def _label(made: Draft, thing: str) -> tuple[str, str]:
    for one in made.links:
        if one.thing == thing:
            return one.words, one.english or english.transliterated(one.words)
    return "？", "?"
