"""Comparisons of two cells. Above 1 always means that the first one is better."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from bench.results import Cell

Ratio = float | None


def geometric_mean(values: Iterable[float]) -> Ratio:
    """The mean of ratios; None without any."""
    found = [value for value in values if value > 0]
    return math.exp(sum(map(math.log, found)) / len(found)) if found else None


def faster(mine: float | None, theirs: float | None) -> Ratio:
    """Of two times."""
    return theirs / mine if mine and theirs else None


def more(mine: float | None, theirs: float | None) -> Ratio:
    """Of two rates."""
    return mine / theirs if mine and theirs else None


def rate(cell: Cell, key: str) -> float | None:
    """Requests a second of a crowd; None when every request failed or none was made."""
    told = cell.rates.get(key)
    return told["rps"] if told and told["rps"] > 0 else None


@dataclass(frozen=True)
class Level:
    """A mean ratio, over how many queries, and how many of them one of the two did not end in time."""

    ratio: Ratio
    number: int
    late: int = 0


def queries(mine: Cell, theirs: Cell, names: Iterable[str], kind: str) -> Level:
    """Geometric mean over the queries that both answered alike, or that one did not answer in time.

    A query over its time counts with that time, which flatters the engine that was too slow.
    """
    found, late = [], 0
    for name in names:
        one, other = mine.queries.get(name), theirs.queries.get(name)
        if one is None or other is None:
            continue
        over = one.at_least is not None or other.at_least is not None
        ratio = faster(one.at_least or getattr(one, kind), other.at_least or getattr(other, kind))
        if ratio and (over or one.alike(other)) and not (one.at_least and other.at_least):
            found.append(ratio)
            late += over
    return Level(geometric_mean(found), len(found), late)


def export(mine: Cell, theirs: Cell) -> Ratio:
    """Of triples a second in the export, where both came to the end."""
    pair = (mine.export, theirs.export)
    if any(one is None or one.outcome != "ok" for one in pair):
        return None
    rates = [one.triples / one.seconds for one in pair if one and one.seconds]
    return rates[0] / rates[1] if len(rates) == 2 and rates[1] else None
