"""Graphs that do not hold as many triples as they should, said for people."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

SHOWN: Final = 3


def differing(
    wanted: Iterable[tuple[str, int]], there: Mapping[str, int], what: str = "triples"
) -> list[str]:
    """A clause for each graph that has another number than is wanted."""
    return [
        f"{graph} has {there.get(graph, 0):,} {what}, not {size:,}"
        for graph, size in wanted
        if there.get(graph, 0) != size
    ]


def first(wrong: Sequence[str]) -> str:
    """The first few clauses, and how many more there are."""
    more = f" (and {len(wrong) - SHOWN:,} more)" if len(wrong) > SHOWN else ""
    return "; ".join(wrong[:SHOWN]) + more
