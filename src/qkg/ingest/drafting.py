"""What was recognised, as a draft: Turtle in our ontology with evidence for every fact.

Owns the order of a draft and what stands around a figure. Knows no store; the shapes are asked elsewhere.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from qkg.ingest.article import article, extraction
from qkg.ingest.draft import Draft, LeftOut, Meta
from qkg.ingest.figure import Figure
from qkg.ingest.gazetteer import Gazetteer
from qkg.ingest.governing import at, clauses, sentences
from qkg.ingest.measuring import Periods, Setting, clause_of, measures
from qkg.ingest.mention import Mention
from qkg.ingest.notation import block, header, iri, labels
from qkg.ingest.proposal import Tried
from qkg.ingest.proving import Proof
from qkg.ingest.recognised import Recognised
from qkg.ingest.recognition import LONGEST
from qkg.ingest.relation import Relation
from qkg.ingest.span import Span
from qkg.ingest.stating import Stating
from qkg.ingest.text import Cleaned
from qkg.ingest.things import Things
from qkg.namespaces import GRAPH, THING

UNSTATED_AREA: Final = THING + "place/unstated"
UNKNOWN_SUBJECT: Final = THING + "topic/unclassified"


def draft(  # noqa: PLR0913, PLR0917 - a draft is made of all of these
    cleaned: Cleaned,
    found: Recognised,
    relations: Sequence[Relation],
    meta: Meta,
    gazetteer: Gazetteer,
    tried: Sequence[Tried] = (),
) -> Draft:
    """The draft of one article. The text must hold at least one line (``Cleaned.legible``)."""
    things = Things(meta.slug, gazetteer)
    things.take(found.mentions)
    proof, periods = Proof(meta.slug, cleaned, meta.publisher), Periods(meta)
    stated = Stating(meta.slug, cleaned, things, proof, gazetteer.facts).state(found.mentions, relations)
    settings = _settings(cleaned.clean[:LONGEST], found, relations, things)
    told = list(measures(settings, proof, periods, cleaned.clean, meta.slug))
    bylined = _bylined(cleaned.clean, found.mentions)
    authors = list(dict.fromkeys(things.at(Span(one.start, one.end)) for one in bylined))
    told_of = {part for _, one in settings for part in (one.about, one.area, one.speaker)}
    blocks = [
        *article(cleaned, meta, authors, meta.extractor),
        *_nameless(meta, authors),
        *things.blocks(frozenset(stated.used | set(authors) | told_of)),
        *periods.blocks(),
        *stated.blocks,
        *(one for one in told if isinstance(one, str)),
        *proof.blocks(),
        *(one for by in proof.extractors for one in extraction(meta.slug, by, by)),
    ]
    left = [*_unread(cleaned), *stated.left, *(one for one in told if isinstance(one, LeftOut))]
    return Draft(
        graph=GRAPH + meta.slug,
        turtle="\n".join([header(), *blocks]),
        meta=meta,
        cleaned=cleaned,
        recognised=found,
        relations=tuple(relations),
        links=things.links,
        left_out=tuple(sorted(left, key=lambda one: one.start)),
        tried=tuple(tried),
    )


def _bylined(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """People who stand in an open bracket, as in a byline; others are quoted."""
    for one in mentions:
        line = text[max(text.rfind("\n", 0, one.start) + 1, one.start - 40) : one.start]
        if one.kind == "person" and line.rfind("（") > line.rfind("）"):
            yield one


def _unread(cleaned: Cleaned) -> Iterator[LeftOut]:
    """What stands behind the part of the text that is read."""
    if len(cleaned.clean) > LONGEST:
        zh, en = f"只读前{LONGEST}个字符。", f"Only the first {LONGEST} characters are read."
        yield LeftOut("…", LONGEST, len(cleaned.clean), zh, en)


def _nameless(meta: Meta, authors: Sequence[str]) -> Iterator[str]:
    """Who wrote it, where the text does not say."""
    if not authors:
        nobody = iri(f"{THING}person/{meta.slug}-unnamed")
        yield block(nobody, "schema:Person", labels("未署名作者", "author not named"))


def _settings(
    text: str, found: Recognised, relations: Sequence[Relation], things: Things
) -> list[tuple[Figure, Setting]]:
    """Clause, subject, area and speaker of each figure."""
    about = {one.subject: things.at(one.object) for one in relations if one.kind == "subject"}
    speaker = {one.subject: things.at(one.object) for one in relations if one.kind == "speaker"}
    parts, whole = clauses(text), sentences(text)
    places = [one for one in found.mentions if one.kind == "place"]
    settings = []
    for figure in found.figures:
        span = Span(figure.start, figure.end)
        area = _area(figure, whole, places, things)
        subject = about.get(span) or (UNKNOWN_SUBJECT if area == UNSTATED_AREA else area)
        setting = Setting(clause_of(parts, figure), subject, area, speaker.get(span, ""))
        settings.append((figure, setting))
    return settings


def _area(figure: Figure, whole: Sequence[Span], places: Sequence[Mention], things: Things) -> str:
    """The last place named before the figure in its sentence."""
    here = whole[at(whole, figure.start)]
    named = [one for one in places if here.start <= one.start and one.end <= figure.start]
    return things.at(Span(named[-1].start, named[-1].end)) if named else UNSTATED_AREA
