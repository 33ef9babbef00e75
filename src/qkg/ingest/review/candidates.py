"""What a curator sees of a draft: facts, names and what was left out, each with its place and values.

Owns the form in which candidates are shown (plain values, ready for JSON). Must not decide anything.
"""

from collections.abc import Iterator
from typing import Any, Final

import pyoxigraph as ox

from qkg.ingest.review.bundle import Bundle, Left
from qkg.ingest.review.correcting import amount_of
from qkg.ingest.review.reviewing import opened, waiting
from qkg.ingest.review.roles import ROLES, kind
from qkg.ingest.review.triples import EVIDENCE, LABEL, Node, Triples, own
from qkg.namespaces import PREFIXES, THING

Json = dict[str, Any]
_OA: Final = PREFIXES["oa"]
_TARGET, _SELECTOR = (ox.NamedNode(_OA + one) for one in ("hasTarget", "hasSelector"))
_START, _END, _EXACT = (ox.NamedNode(_OA + one) for one in ("start", "end", "exact"))
_MADE: Final = ox.NamedNode(PREFIXES["prov"] + "wasGeneratedBy")
_WITH: Final = ox.NamedNode(PREFIXES["prov"] + "wasAssociatedWith")
_KINDS: Final = {
    "Measure": "figure",
    "Statement": "statement",
    "Conferral": "conferral",
    "Appraisal": "appraisal",
    "PlannedAction": "plan",
    "Campaign": "action",
    "Action": "founding",
}


def shown(bundle: Bundle) -> Json:
    """Text, candidates in the order of the text, names of all things, and what cannot be taken in."""
    triples = opened(bundle)
    found = [*_facts(triples, bundle), *_names(triples, bundle), *_gaps(bundle)]
    found.sort(key=lambda one: (one["start"], -one["end"], one["id"]))
    return {
        "name": bundle.slug,
        "title": bundle.title,
        "date": bundle.published,
        "text": bundle.text,
        "candidates": found,
        "things": _things(triples, bundle),
        "left": [
            {"words": one.words, "start": one.start, "end": one.end, "reason": {"zh": one.zh, "en": one.en}}
            for one in bundle.left
            if not one.turtle
        ],
    }


def count(bundle: Bundle) -> int:
    """How many facts there are to decide about."""
    return len(opened(bundle).facts()) + len(waiting(bundle))


def _facts(triples: Triples, bundle: Bundle) -> Iterator[Json]:
    for fact in triples.facts():
        yield _fact(triples, fact, bundle)


def _fact(triples: Triples, fact: Node, bundle: Bundle) -> Json:
    proof = triples.nodes(fact, EVIDENCE)[0]
    start, end, quote = _quoted(triples, proof)
    name = kind(triples, fact)
    amount = amount_of(triples, fact)
    given = bundle.places.get(fact.value, [])
    inside = [one for one in given if start <= one[0] and one[1] <= end]
    return {
        "id": fact.value.removeprefix(THING),
        "kind": _KINDS.get(name, "fact"),
        "label": {language: triples.text(fact, LABEL, language) for language in ("zh", "en")},
        "quote": quote,
        "start": start,
        "end": end,
        "places": inside or [[start, end]],
        "verbatim": triples.text(fact, own("verbatim")),
        "relation": next((one.value for one in triples.nodes(fact, own("statementPredicate"))), ""),
        "confidence": float(triples.text(proof, own("confidence")) or 0),
        "extractor": _extractor(triples, proof),
        "figure": amount.model_dump() if amount else None,
        "roles": {
            role: [one.value for one in triples.nodes(fact, each.predicate)]
            for role, each in ROLES.get(name, {}).items()
        },
        "left": None,
    }


def _quoted(triples: Triples, proof: Node) -> tuple[int, int, str]:
    """Where in the clean text the words of evidence stand, and the words."""
    for target in triples.nodes(proof, _TARGET):
        parts = triples.nodes(target, _SELECTOR)
        quote = next((text for one in parts if (text := triples.text(one, _EXACT))), "")
        if quote:
            for one in parts:
                if start := triples.text(one, _START):
                    return int(start), int(triples.text(one, _END)), quote
    return 0, 0, ""


def _extractor(triples: Triples, proof: Node) -> str:
    for made in triples.nodes(proof, _MADE):
        for one in triples.nodes(made, _WITH):
            return triples.text(one, LABEL, "en")
    return ""


def _names(triples: Triples, bundle: Bundle) -> Iterator[Json]:
    """Every thing that is named in the text and is no fact."""
    facts = {one.value for one in triples.facts()} | set(waiting(bundle))
    for iri, one in bundle.names.items():
        places = bundle.places.get(iri, [])
        if iri not in facts and places:
            yield {
                "id": iri.removeprefix(THING),
                "kind": "name",
                "of": one.kind,
                "label": _labelled(triples, iri, one.words, one.english),
                "start": places[0][0],
                "end": places[0][1],
                "places": places,
                "new": one.new,
                "verbatim": bundle.text[slice(*places[0])],
                "left": None,
            }


def _labelled(triples: Triples, iri: str, words: str, english: str) -> Json:
    node = ox.NamedNode(iri)
    return {
        "zh": triples.text(node, LABEL, "zh") or words,
        "en": triples.text(node, LABEL, "en") or english,
    }


def _gaps(bundle: Bundle) -> Iterator[Json]:
    for one in waiting(bundle).values():
        inner = Triples.read(one.turtle)
        if ox.NamedNode(one.thing) in inner.facts():
            yield {**_fact(inner, ox.NamedNode(one.thing), bundle), **_missing(one)}


def _missing(one: Left) -> Json:
    return {"places": [[one.start, one.end]], "left": {"zh": one.zh, "en": one.en}}


def _things(triples: Triples, bundle: Bundle) -> Json:
    """Names of what the draft describes or links to, by IRI."""
    found = {iri: {"zh": one.words, "en": one.english} for iri, one in bundle.names.items()}
    for node in triples.subjects():
        if node.value.startswith(THING):
            label = {language: triples.text(node, LABEL, language) for language in ("zh", "en")}
            if all(label.values()) and not node.value.startswith((THING + "evidence/", THING + "period/")):
                found[node.value] = label
    return found
