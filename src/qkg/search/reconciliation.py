"""One row of somebody's table held against the graph: a name, kinds, and values that the thing should have.

The name weighs as much as all values together count for at most: ``PROPERTIES`` of a hundred points.
A match is certain when one thing alone bears the very name and none of its given values differs.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pyoxigraph import Literal, NamedNode

from qkg.namespaces import THING
from qkg.search import values
from qkg.search.keeper import Keeper
from qkg.search.matching import Candidate, alike, candidates, described
from qkg.store.view import View
from qkg.terms import Term

PROPERTIES: Final = 40.0
"""So many of the hundred points are for values, where any are given."""
LOOKED_AT: Final = 12
"""Values are compared for so many of the likeliest names."""
SAME: Final = 99.9


@dataclass(frozen=True)
class Constraint:
    """A property (its IRI) and the values of which a thing should have one: things or texts."""

    property: str
    values: tuple[Term, ...]


@dataclass(frozen=True)
class Row:
    """What is known of one thing: a name (or ''), its possible kinds, its values; how many answers."""

    name: str = ""
    kinds: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    limit: int = 5


@dataclass(frozen=True)
class Match:
    """A candidate with its points, what each part gave, and whether it is certain."""

    candidate: Candidate
    score: float
    certain: bool
    parts: dict[str, float] = field(default_factory=dict)


async def reconcile(keeper: Keeper, view: View, row: Row) -> Sequence[Match]:
    """The likeliest things for a row, best first."""
    found = await _found(keeper, view, row)
    looked = found[:LOOKED_AT] if row.constraints else found
    matches = await asyncio.gather(*(_weighed(view, one, row) for one in looked))
    ranked = sorted(matches, key=lambda one: (-one.score, one.candidate.iri))
    return _certain(ranked)[: row.limit]


async def _found(keeper: Keeper, view: View, row: Row) -> Sequence[Candidate]:
    if row.name:
        return (await keeper.ask(candidates, row.name, row.kinds))[0]
    iris: dict[str, None] = {}
    for constraint in row.constraints:
        for value in constraint.values:
            iris |= dict.fromkeys(await values.having(view, constraint.property, value))
    return (await keeper.ask(described, list(iris), row.kinds))[0]


async def _weighed(view: View, candidate: Candidate, row: Row) -> Match:
    if not row.constraints:
        return Match(candidate, candidate.score, certain=False, parts={"name": candidate.score})
    points = [await _agreement(view, candidate.iri, one) for one in row.constraints]
    share = sum(points) / len(points)
    named = candidate.score * (100 - PROPERTIES) / 100 + share * PROPERTIES / 100
    parts = {one.property: point for one, point in zip(row.constraints, points, strict=True)}
    score = round(named if row.name else share, 1)
    return Match(candidate, score, certain=False, parts={"name": candidate.score, **parts})


async def _agreement(view: View, thing: str, constraint: Constraint) -> float:
    """How well the best of its values fits, from 0 to 100."""
    found = await values.values(view, thing, constraint.property)
    return max((_fit(value, wanted) for value in found for wanted in constraint.values), default=0.0)


def _fit(value: values.Value, wanted: Term) -> float:
    if isinstance(wanted, NamedNode):
        return 100.0 if value.term == wanted else 0.0
    text = wanted.value if isinstance(wanted, Literal) else ""
    if isinstance(value.term, Literal) and _number(value.term.value) is not None:
        return 100.0 if _number(value.term.value) == _number(text) else 0.0
    return max((alike(text, one) for one in value.texts()), default=0.0)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _certain(ranked: Sequence[Match]) -> list[Match]:
    """Mark the first as certain when it alone fits in all that is given."""
    full = [one for one in ranked if one.parts and min(one.parts.values()) >= SAME]
    return [replace(one, certain=full == [one]) for one in ranked]


def iri_of(id: str) -> str:
    """The IRI of a thing by its identifier in this service: ``agency/samr``, or the IRI itself."""
    return id if id.startswith(("http://", "https://")) else THING + id


def id_of(iri: str) -> str:
    """The identifier of a thing in this service."""
    return iri.removeprefix(THING)
