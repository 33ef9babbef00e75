"""Names: which thing they mean, and what a new thing is called.

A name that is linked to a thing of the graph loses its own description; one that is linked to a new thing
takes that thing's. Labels of facts that repeat the old name follow.
"""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from qkg.ingest.mention import CLASSES
from qkg.ingest.notation import block, header, iri, labels
from qkg.ingest.review.decisions import NewThing
from qkg.ingest.review.triples import LABEL, Node, Triples, own
from qkg.namespaces import THING

Names = Mapping[str, tuple[str, str]]
"""Labels of things by IRI, Chinese and English."""


def describe(triples: Triples, target: Node, new: NewThing) -> None:
    """A new thing with its class and labels."""
    pairs = labels(new.zh, new.en)
    if new.kind == "award":
        pairs.append(("qkg:awardTier", iri(f"{THING}award-tier/title")))
    turtle = header() + block(iri(target.value), CLASSES[new.kind], pairs)
    triples.add(one.triple for one in ox.parse(turtle, ox.RdfFormat.TURTLE))


def relabel(triples: Triples, name: Node, zh: str, en: str) -> None:
    """Other labels, here and in the labels of the facts that speak of it."""
    before = labels_of(triples, name)
    after = (zh or before[0], en or before[1])
    speaking = {one.subject for one in triples.pointing(name) if isinstance(one.subject, ox.NamedNode)}
    triples.replace(name, LABEL, [_label(after[0], "zh"), _label(after[1], "en")])
    retell(triples, speaking, before, after)


def link(triples: Triples, name: Node, target: Node, things: Mapping[str, NewThing], known: Names) -> None:
    """The name is really that thing."""
    if name == target:
        return
    before = labels_of(triples, name)
    speaking = {one.subject for one in triples.pointing(name) if isinstance(one.subject, ox.NamedNode)}
    said = direct(triples)
    triples.drop([one for one in triples.about(name) if one not in said])
    triples.rename(name, target)
    new = things.get(target.value)
    after = (new.zh, new.en) if new else known.get(target.value, before)
    retell(triples, speaking, before, after)


def direct(triples: Triples) -> set[ox.Triple]:
    """The triples that statements are about."""
    found = set()
    for one in triples.subjects():
        ends = [triples.nodes(one, own(f"statement{part}")) for part in ("Subject", "Predicate", "Object")]
        if all(ends):
            found.add(ox.Triple(*(some[0] for some in ends)))
    return found


def labels_of(triples: Triples, name: Node) -> tuple[str, str]:
    """Chinese and English label, as the draft has them."""
    return triples.text(name, LABEL, "zh"), triples.text(name, LABEL, "en")


def retell(triples: Triples, facts: Iterable[Node], before: tuple[str, str], after: tuple[str, str]) -> None:
    """The labels of facts with the new name for the old one."""
    for fact in facts:
        told = [
            _label(old.value.replace(was, now), old.language or "")
            for old in triples.values(fact, LABEL)
            if isinstance(old, ox.Literal)
            for was, now in [(before[0], after[0]) if old.language == "zh" else (before[1], after[1])]
            if was and now
        ]
        if told and len(told) == len(triples.values(fact, LABEL)):
            triples.replace(fact, LABEL, told)


def _label(text: str, language: str) -> ox.Literal:
    return ox.Literal(text, language=language)
