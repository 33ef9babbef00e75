"""Names that the graph already knows: every label and alternative label, with the thing that bears it.

Owns how names are looked up; is made from quads, so that it knows neither store nor files.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from qkg.ingest.mention import Mention
from qkg.namespaces import ONTOLOGY, PREFIXES, THING

_LABELS = {
    PREFIXES["rdfs"] + "label": 1.0,
    PREFIXES["skos"] + "prefLabel": 1.0,
    PREFIXES["skos"] + "altLabel": 0.95,
}
_KINDS = {
    ONTOLOGY + "Agency": "agency",
    ONTOLOGY + "Enterprise": "enterprise",
    ONTOLOGY + "Jurisdiction": "place",
    ONTOLOGY + "PolicyDocument": "document",
    ONTOLOGY + "Award": "award",
    ONTOLOGY + "Campaign": "action",
    ONTOLOGY + "Pilot": "action",
    ONTOLOGY + "Evaluation": "action",
    ONTOLOGY + "DemonstrationProgramme": "action",
    ONTOLOGY + "Platform": "platform",
    ONTOLOGY + "Strategy": "strategy",
    PREFIXES["org"] + "FormalOrganization": "organisation",
    PREFIXES["schema"] + "NewsMediaOrganization": "organisation",
    PREFIXES["schema"] + "Person": "person",
}
_TYPE = PREFIXES["rdf"] + "type"
_MARKS = re.compile(r"[“”‘’《》\s]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the graph by one of its names; an alternative name scores a little less."""

    thing: str
    kind: str
    score: float


@dataclass(frozen=True)
class Gazetteer:
    """Things by name (without quotation and title marks), and the English label of each."""

    names: Mapping[str, Entry] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)
    facts: frozenset[tuple[str, str, str]] = frozenset()
    """Triples that the graph holds already, as subject, ``qkg:`` name and object: no triple stands twice."""

    def find(self, kind: str, words: str) -> Entry | None:
        """The thing of this kind that has exactly this name."""
        entry = self.names.get(plain(words))
        return entry if entry is not None and entry.kind == kind else None

    def mentions(self, text: str) -> Iterator[Mention]:
        """Every place of every name."""
        if self.names:
            for one in self._form.finditer(text):
                entry = self.names[one[0]]
                yield Mention(entry.kind, *one.span(), one[0], entry.thing, one[0], entry.score, 0.95)

    @cached_property
    def things(self) -> frozenset[str]:
        """Every thing that has a name here: no new one may take its address."""
        return frozenset(entry.thing for entry in self.names.values())

    @cached_property
    def _form(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self.names, key=len, reverse=True))))


def plain(words: str) -> str:
    """A name without quotation marks, title marks and spaces."""
    return _MARKS.sub("", words)


def of(quads: Iterable[ox.Quad]) -> Gazetteer:
    """The gazetteer of a graph: named things of the kinds that texts mention."""
    kinds: dict[str, str] = {}
    labels: dict[str, dict[str, float]] = defaultdict(dict)
    english: dict[str, str] = {}
    facts: set[tuple[str, str, str]] = set()
    for quad in quads:
        thing, predicate, value = getattr(quad.subject, "value", ""), quad.predicate.value, quad.object
        if not thing.startswith(THING):
            continue
        if predicate == _TYPE and isinstance(value, ox.NamedNode) and value.value in _KINDS:
            kinds[thing] = _KINDS[value.value]
        elif predicate.startswith(ONTOLOGY) and isinstance(value, ox.NamedNode):
            facts.add((thing, f"qkg:{predicate.removeprefix(ONTOLOGY)}", value.value))
        elif predicate in _LABELS and isinstance(value, ox.Literal):
            if value.language == "zh":
                labels[thing][plain(value.value)] = _LABELS[predicate]
            elif _LABELS[predicate] == 1:
                english[thing] = value.value
    names = {
        name: Entry(thing, kind, score)
        for thing, kind in sorted(kinds.items())
        if not thing.endswith(("/unstated", "/place/china"))
        for name, score in labels[thing].items()
        if len(name) > 1
    }
    known = {thing: label for thing, label in english.items() if thing in kinds}
    return Gazetteer(names, known, frozenset(facts))
