"""The things that mentions name: those of the graph, and new ones with an address and labels.

Owns which mention is which thing, the addresses of new things, and the list of links for the report.
"""

from collections.abc import Iterable
from typing import Final

from qkg.ingest import english, places
from qkg.ingest.draft import Link
from qkg.ingest.gazetteer import Gazetteer, plain
from qkg.ingest.mention import CLASSES, Mention
from qkg.ingest.notation import block, iri, labels
from qkg.ingest.span import Span
from qkg.namespaces import THING

OWN: Final = frozenset(("person", "action", "plan", "appraisal"))
"""Kinds whose new things belong to the article: homonyms are not taken for one, and facts never are."""
FACTS: Final = frozenset(("action", "plan", "appraisal"))
"""Kinds that need evidence of their own; they are written elsewhere."""
KNOWN_ONLY: Final = frozenset(("strategy",))
"""Kinds that only the ontology's schemes may hold."""
_TIERS: Final = (("提名奖", "nomination-prize"), ("奖", "main-prize"))


class Things:
    """The things of one draft, by kind and name."""

    def __init__(self, slug: str, gazetteer: Gazetteer) -> None:
        self._slug = slug
        self._gazetteer = gazetteer
        self._places: dict[Span, str] = {}
        self._new: dict[str, tuple[str, str]] = {}
        self._links: dict[tuple[str, str], Link] = {}
        self._by_thing: dict[str, Link] = {}

    def take(self, mentions: Iterable[Mention]) -> None:
        """Give every mention its thing."""
        for one in mentions:
            if one.kind in KNOWN_ONLY and not one.thing:
                continue
            name = plain(one.name or one.words)
            if one.kind == "place":
                name = places.whole(name)
            link = self._links.get((one.kind, name)) or self._link(one, name)
            self._links[one.kind, name] = link
            self._by_thing.setdefault(link.thing, link)
            self._places[Span(one.start, one.end)] = link.thing

    def _link(self, one: Mention, name: str) -> Link:
        if one.thing:
            return Link(
                name, one.kind, one.thing, False, one.score, self._gazetteer.english.get(one.thing, "")
            )
        if one.kind == "person":
            name = name.replace(" ", "")
        thing = self._address(one.kind, name)
        self._new[thing] = (one.kind, name)
        return Link(name, one.kind, thing, True, 0.0, english.english(one.kind, name))

    def _address(self, kind: str, name: str) -> str:
        """An address that nothing else of the draft has."""
        stem = f"{self._slug}-" if kind in OWN else ""
        words = english.english(kind, name) if kind in ("place", "agency", "person") else ""
        first = f"{THING}{kind}/{stem}{english.slug(words or name)}"
        number, thing = 1, first
        while thing in self._new or thing in self._gazetteer.things:
            number += 1
            thing = f"{first}-{number}"
        return thing

    def at(self, span: Span) -> str:
        """The thing that is named at a place, or nothing."""
        return self._places.get(span, "")

    def label(self, thing: str) -> tuple[str, str]:
        """The Chinese and the English label of a thing."""
        link = self._by_thing.get(thing)
        if link is None:
            return "", ""
        return link.words, link.english or english.transliterated(link.words)

    @property
    def links(self) -> tuple[Link, ...]:
        """Every thing once, in the order of the text."""
        return tuple(self._links.values())

    def blocks(self, used: frozenset[str]) -> Iterable[str]:
        """The new things among ``used`` that carry no evidence of their own."""
        for thing, (kind, name) in self._new.items():
            if kind in FACTS or thing not in used:
                continue
            pairs = labels(name, english.english(kind, name) or english.transliterated(name))
            if kind == "award":
                pairs.append(("qkg:awardTier", iri(f"{THING}award-tier/{_tier(name)}")))
            yield block(iri(thing), CLASSES[kind], pairs)


def _tier(name: str) -> str:
    return next((tier for ending, tier in _TIERS if name.endswith(ending)), "title")
