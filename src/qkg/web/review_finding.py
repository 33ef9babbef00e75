"""Findings of a check as a review shows them: each beside the candidate that it is about."""

from collections.abc import Mapping
from typing import Any, Final

import pyoxigraph as ox

from qkg.ingest.review.reviewing import Reviewed
from qkg.ingest.review.triples import EVIDENCE
from qkg.namespaces import THING

Json = dict[str, Any]
RESTS: Final = ("它依据的“{}”已被拒绝。", "It rests on {}, which was rejected.")
NOTHING: Final = ("还没有接受任何事实，没有可发布的。", "No fact was accepted: there is nothing to publish.")


def of(made: Reviewed, found: list[Json]) -> list[Json]:
    """What the check found and what contradicts itself; ``candidate`` is empty where it is about none."""
    owners = _owners(made)
    placed = [{**one, "candidate": owners.get(one["subject"], _end(one["subject"]))} for one in found]
    resting = [
        _finding("rests-on-rejected", one.fact.value, RESTS, one.on.value.removeprefix(THING))
        for one in made.resting
    ]
    empty = [] if made.tally.accepted else [_finding("nothing-accepted", "", NOTHING)]
    return [*empty, *resting, *placed]


def errors(found: list[Json]) -> list[Json]:
    """Those that stand against publishing."""
    return [one for one in found if one["severity"] == "error"]


def _owners(made: Reviewed) -> Mapping[str, str]:
    """Parts of facts (evidence, periods) by the fact that has them."""
    facts = {one.subject for one in made.triples if one.predicate == EVIDENCE}
    return {
        one.object.value: _end(one.subject.value)
        for one in made.triples
        if one.subject in facts and isinstance(one.object, ox.NamedNode) and _part(one.object.value)
        if isinstance(one.subject, ox.NamedNode)
    }


def _part(iri: str) -> bool:
    return iri.startswith((THING + "evidence/", THING + "period/"))


def _end(iri: str) -> str:
    return iri.removeprefix(THING) if iri.startswith(THING) else ""


def _finding(code: str, subject: str, sentence: tuple[str, str], *values: str) -> Json:
    zh, en = (one.format(*values) for one in sentence)
    return {
        "code": code,
        "severity": "error",
        "subject": subject,
        "line": 0,
        "message": {"zh": zh, "en": en},
        "hint": {"zh": "", "en": ""},
        "candidate": _end(subject),
    }
