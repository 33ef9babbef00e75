"""Actions, plans and appraisals: mentions that are facts, each a node with evidence of its own.

Owns what the shapes ask of each: who does, plans or judges it is said, or said not to be stated.
"""

from collections.abc import Iterator, MutableMapping, Sequence
from typing import Final

from qkg.ingest.draft import LeftOut
from qkg.ingest.mention import CLASSES, Mention
from qkg.ingest.notation import block, iri, labels, text
from qkg.ingest.proving import Proof
from qkg.ingest.span import Span
from qkg.ingest.things import FACTS, Things
from qkg.namespaces import THING

_WHO: Final = {"action": "qkg:actor", "plan": "qkg:plannedBy", "appraisal": "qkg:appraiser"}
Properties = MutableMapping[str, list[tuple[str, str]]]


def facts(
    mentions: Sequence[Mention], things: Things, proof: Proof, properties: Properties
) -> Iterator[str | LeftOut]:
    """A block for each new one, with the properties that relations gave it; these are used up."""
    done: set[str] = set()
    for one in mentions:
        thing = things.at(Span(one.start, one.end))
        if one.kind not in FACTS or one.thing or thing in done:
            continue
        done.add(thing)
        pairs = properties.pop(thing, [])
        if one.kind == "appraisal" and not _has(pairs, "qkg:appraised"):
            yield LeftOut(
                one.words, one.start, one.end, "没有认出评价的对象。", "What is judged was not recognised."
            )
            continue
        yield block(
            iri(thing), CLASSES[one.kind], [*labels(*things.label(thing)), *_pairs(one, pairs, proof)]
        )


def _pairs(one: Mention, pairs: list[tuple[str, str]], proof: Proof) -> Iterator[tuple[str, str]]:
    yield from pairs
    if not _has(pairs, _WHO[one.kind]):
        yield "qkg:notStated", _WHO[one.kind]
    if one.kind != "action":
        yield "qkg:verbatim", text(one.words)
    if one.kind == "plan":
        yield "qkg:actionStatus", iri(f"{THING}action-status/planned")
    yield "qkg:evidence", proof.of(Span(one.start, one.end), one.confidence, by=one.by)


def _has(pairs: list[tuple[str, str]], name: str) -> bool:
    return any(one[0] == name for one in pairs)
