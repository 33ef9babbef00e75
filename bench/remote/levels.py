"""Times of one face in multiples of another's, for a kind of work. Above 1: the first takes longer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bench.ratios import geometric_mean
from bench.remote.results import OK, Cell, Timing

WIN: Final = 0.8
"""Less than this many times as long is faster; what lies nearer to 1 is left open."""


@dataclass(frozen=True)
class Level:
    """A mean over ``number`` queries; those of each face that were over their time; those of both.

    A query over its time counts with that time, so the ratio is a bound: ``sign`` says on which side.
    """

    ratio: float | None = None
    number: int = 0
    above: int = 0
    below: int = 0
    both: int = 0

    @property
    def sign(self) -> str:
        """On which side of the truth the ratio may lie."""
        if self.above and self.below:
            return "about "
        return "at least " if self.above else "at most " if self.below else ""

    @property
    def wins(self) -> bool:
        """Whether the first face is faster, as far as is known."""
        return self.ratio is not None and self.ratio < WIN and not self.above


def level(first: Cell | None, second: Cell | None, names: Sequence[str], which: str) -> Level:
    """Of the queries that both faces answered alike, or that one did not answer in time."""
    if first is None or second is None:
        return Level()
    pairs = [(first.timings[name], second.timings[name]) for name in names if _both(first, second, name)]
    both = sum(bool(one.late and other.late) for one, other in pairs)
    usable = [pair for pair in pairs if _comparable(*pair)]
    ratios = [_ratio(one, other, which) for one, other in usable]
    above, below = (sum(bool(pair[side].late) for pair in usable) for side in (0, 1))
    return Level(geometric_mean(ratios), len(usable), above, below, both)


def _both(first: Cell, second: Cell, name: str) -> bool:
    return name in first.timings and name in second.timings


def _comparable(one: Timing, other: Timing) -> bool:
    if one.late or other.late:
        return not (one.late and other.late) and OK in (one.outcome, other.outcome)
    if one.outcome != OK or other.outcome != OK or one.median is None or other.median is None:
        return False
    return not one.digest or not other.digest or one.digest == other.digest


def _ratio(one: Timing, other: Timing, which: str) -> float:
    mine, theirs = one.value(which), other.value(which)
    return mine / theirs if mine and theirs else 0.0
