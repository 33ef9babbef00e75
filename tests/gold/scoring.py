"""What a recogniser got right, missed and made up, by the rules in README.md.

Takes gold and plain predicted values; knows nothing of how either came about.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tests.gold.periods import days
from tests.gold.values import Gold, Predicted, Relation, Tie, Trap, alike

from qkg.ingest.figure import Figure
from qkg.ingest.mention import Mention
from qkg.ingest.span import Placed, Span, shared

LEVELS = ("figure: place", "figure: value, unit, hedge", "figure: with period")
_QUANTITY = 1_000_000  # the right quantity outweighs any overlap
_Wanted = TypeVar("_Wanted")
_Given = TypeVar("_Given")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind, with the words of everything that went wrong."""

    kind: str
    right: int
    missed: tuple[str, ...]
    false: tuple[str, ...]

    @property
    def precision(self) -> float | None:
        """Of what was given, how much is right; None where nothing was given."""
        given = self.right + len(self.false)
        return self.right / given if given else None

    @property
    def recall(self) -> float | None:
        """Of what is there, how much was found; None where nothing is there."""
        there = self.right + len(self.missed)
        return self.right / there if there else None


def score(gold: Gold, predicted: Predicted) -> list[Tally]:
    """Every kind of one text: three levels of figures, mentions by kind, relations by kind."""
    return [
        *_figures(gold, predicted.figures),
        *_mentions(gold, predicted.mentions),
        *_relations(gold, predicted),
    ]


def total(tallies: Iterable[Tally]) -> list[Tally]:
    """The tallies of several texts added up, in the order in which the kinds first come."""
    together: dict[str, Tally] = {}
    for one in tallies:
        old = together.get(one.kind, Tally(one.kind, 0, (), ()))
        together[one.kind] = Tally(
            one.kind, old.right + one.right, old.missed + one.missed, old.false + one.false
        )
    return list(together.values())


def _paired(
    wanted: Sequence[_Wanted], given: Sequence[_Given], fit: Callable[[_Wanted, _Given], float]
) -> list[tuple[int, int]]:
    """Numbers of pairs that fit, each side used once, the best fit first."""
    ranked = sorted(
        ((fit(one, other), i, j) for i, one in enumerate(wanted) for j, other in enumerate(given)),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for worth, i, j in ranked:
        if worth > 0 and i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return sorted(pairs.items())


def _left(every: Sequence[_Wanted], used: Iterable[int]) -> list[_Wanted]:
    taken = set(used)
    return [one for number, one in enumerate(every) if number not in taken]


def same_quantity(one: Figure, other: Figure) -> bool:
    """Same value (or both bounds of a range), unit and hedge; of a bare count also the measure word."""
    if one.hedge == "range":
        amounts = [(one.lower, other.lower), (one.upper, other.upper)]
    else:
        amounts = [(one.value, other.value)]
    hedges = one.hedge in ("range", other.hedge)
    counters = one.unit != "NUM" or one.counter == other.counter
    return hedges and counters and one.unit == other.unit and all(_equal(*pair) for pair in amounts)


def _equal(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= 1e-9 * max(abs(one), 1.0)


def _same_period(one: Figure, other: Figure, published: date) -> bool:
    return days(one.period, published) == days(other.period, published)


def _figures(gold: Gold, given: Sequence[Figure]) -> list[Tally]:
    def fit(one: Figure, other: Figure) -> float:
        overlap = shared(one, other)
        return overlap and overlap + _QUANTITY * same_quantity(one, other)

    pairs = _paired(gold.figures, given, fit)
    right = [(i, j) for i, j in pairs if same_quantity(gold.figures[i], given[j])]
    dated = [(i, j) for i, j in right if _same_period(gold.figures[i], given[j], gold.published)]
    return [
        _figures_at(level, gold, given, found)
        for level, found in zip(LEVELS, (pairs, right, dated), strict=True)
    ]


def _figures_at(level: str, gold: Gold, given: Sequence[Figure], pairs: list[tuple[int, int]]) -> Tally:
    missed = _left(gold.figures, (i for i, _ in pairs))
    false = _left(given, (j for _, j in pairs))
    return Tally(
        level,
        len(pairs),
        tuple(f"{gold.name}: {_words(one)}" for one in missed),
        tuple(f"{gold.name}: {_words(one)}{_trapped(one, gold.traps)}" for one in false),
    )


def _words(one: Figure) -> str:
    amount = f"{one.lower}..{one.upper}" if one.hedge == "range" else one.value
    said = f"{one.verbatim} = {amount} {one.unit} {one.counter}".rstrip()
    return f"{said}, {one.hedge}, {one.period} at {one.start}"


def _trapped(one: Placed, traps: Iterable[Trap]) -> str:
    why = [trap.why for trap in traps if shared(one, trap)]
    return f" ({why[0]})" if why else ""


def _mentions(gold: Gold, given: Sequence[Mention]) -> list[Tally]:
    wanted = sorted(
        {one.kind for one in gold.mentions} | {one.kind for one in given if one.kind in gold.covers}
    )
    return [
        _mentions_of(
            kind,
            gold,
            [one for one in gold.mentions if one.kind == kind],
            [one for one in given if one.kind == kind],
        )
        for kind in wanted
    ]


def _mentions_of(kind: str, gold: Gold, wanted: list[Mention], given: list[Mention]) -> Tally:
    def fit(one: Mention, other: Mention) -> float:
        return shared(one, other) if alike(one, other) else 0

    pairs = _paired(wanted, given, fit)
    missed = _left(wanted, (i for i, _ in pairs))
    false = _left(given, (j for _, j in pairs)) if kind in gold.covers else []
    return Tally(
        f"mention: {kind}",
        len(pairs),
        tuple(f"{gold.name}: {one.words} at {one.start}" for one in missed),
        tuple(f"{gold.name}: {one.words} at {one.start}" for one in false),
    )


def things_found(gold: Gold, given: Sequence[Mention]) -> Tally:
    """Recall by thing: found when any one of its mentions is. For gold that does not cover its text."""
    found: dict[tuple[str, str], bool] = {}
    for one in gold.mentions:
        hit = any(one.kind == other.kind and alike(one, other) for other in given)
        found[one.kind, one.thing] = found.get((one.kind, one.thing), False) or hit
    missed = tuple(f"{gold.name}: {kind} {thing}" for (kind, thing), hit in found.items() if not hit)
    return Tally("things", sum(found.values()), missed, ())


def _relations(gold: Gold, predicted: Predicted) -> list[Tally]:
    kinds = sorted({one.kind for one in gold.ties} | {one.kind for one in predicted.relations})
    return [_relations_of(kind, gold, predicted.relations) for kind in kinds]


def _relations_of(kind: str, gold: Gold, relations: Iterable[Relation]) -> Tally:
    wanted = [one for one in gold.ties if one.kind == kind]
    given = [one for one in relations if one.kind == kind]
    found = [one for one in wanted if any(_says(other, one) for other in given)]
    true = [other for other in given if any(_says(other, one) for one in wanted)]
    false = tuple(f"{gold.name}: {_ends(gold, one)}" for one in given if one not in true)
    missed = tuple(f"{gold.name}: {one.words}" for one in wanted if one not in found)
    return Tally(f"relation: {kind}", len(found), missed, false)


def _says(given: Relation, wanted: Tie) -> bool:
    return _stands(given.subject, wanted.subjects) and _stands(given.object, wanted.objects)


def _stands(end: Span, places: Iterable[Span]) -> bool:
    return any(alike(end, one) for one in places)


def _ends(gold: Gold, one: Relation) -> str:
    def words(span: Span) -> str:
        return gold.clean[slice(*span)] or f"{span.start}–{span.end}"

    return f"{words(one.subject)} → {words(one.object)}"
