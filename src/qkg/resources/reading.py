"""The reading view of an article: its paragraphs with the marked spans, and what rests on them."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qkg.resources.article import Article, Proof, Version, read_article, read_proofs
from qkg.resources.facts import Resting, read_facts
from qkg.resources.sources import Sources
from qkg.resources.spans import Paragraph, Span, of_quotes, of_text
from qkg.store.view import View


@dataclass(frozen=True)
class Note:
    """An evidence item with the facts and statements that rest on it."""

    proof: Proof
    resting: Resting


@dataclass(frozen=True)
class Block:
    """A paragraph and its notes."""

    paragraph: Paragraph
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Reading:
    """The article, its blocks, the text version that they follow, and whether the whole text is there."""

    article: Article
    blocks: tuple[Block, ...]
    version: Version | None
    whole: bool

    @property
    def anchors(self) -> dict[str, str]:
        """The note to which a span leads, by the evidence's slug: itself."""
        return {note.proof.slug: f"note-{note.proof.slug}" for block in self.blocks for note in block.notes}

    @property
    def facts(self) -> int:
        """How many different facts and statements rest on the text."""
        found = {fact.thing.iri for note in self._notes for fact in note.resting.facts}
        return len(found | {one.iri for note in self._notes for one in note.resting.statements})

    @property
    def _notes(self) -> list[Note]:
        return [note for block in self.blocks for note in block.notes]


async def read(view: View, slug: str, sources: Sources) -> Reading | None:
    """The reading view of an article, None where there is no such article: five queries."""
    article = await read_article(view, slug)
    if article is None:
        return None
    proofs, resting = await asyncio.gather(read_proofs(view, article), read_facts(view, article.graph))
    version, text = chosen(article.versions, proofs, sources)
    here = proofs.get(version.named.iri, []) if version else []
    return Reading(article, laid_out(here, resting, text), version, bool(text))


def chosen(
    versions: Sequence[Version], proofs: Mapping[str, Sequence[Proof]], sources: Sources
) -> tuple[Version | None, str]:
    """The text version to show, and its text if it was supplied; the one that is quoted goes first."""

    def quoted(version: Version) -> bool:
        return any(one.quote for one in proofs.get(version.named.iri, ()))

    usable = sorted((one for one in versions if one.named.iri in proofs), key=quoted, reverse=True)
    for version in usable:
        if version.digest in sources.texts:
            return version, sources.texts[version.digest]
    return (usable[0] if usable else None), ""


def laid_out(proofs: Sequence[Proof], resting: Mapping[str, Resting], text: str) -> tuple[Block, ...]:
    """The paragraphs with their notes; with no text as far as the quotes tell."""
    by_slug = {one.slug: one for one in proofs}
    spans = [Span(one.slug, one.start, one.end, one.paragraph, one.quote) for one in proofs]
    paragraphs = of_text(text, spans) if text else of_quotes(spans)
    return tuple(
        Block(
            one, tuple(Note(by_slug[slug], resting.get(by_slug[slug].iri, Resting())) for slug in one.spans)
        )
        for one in paragraphs
    )
