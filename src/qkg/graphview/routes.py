"""The shortest simple routes between two nodes inside edges already at hand: pure, no queries.

Best first by length so far plus the distance still to go, which never overestimates: so routes come out
shortest first, and a tie by the names of their nodes, the same in every run.
"""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Set

from qkg.graphview.subgraph import Triple

Route = tuple[str, ...]
MOST_TRIES = 50_000


def joined(triples: Iterable[Triple]) -> Mapping[str, set[str]]:
    """Who is next to whom, whatever the direction."""
    found: dict[str, set[str]] = defaultdict(set)
    for source, _, target in triples:
        if source != target:
            found[source].add(target)
            found[target].add(source)
    return found


def distances(beside: Mapping[str, Set[str]], start: str, most: int) -> dict[str, int]:
    """Steps from ``start`` to all nodes within ``most``."""
    found, waiting = {start: 0}, deque([start])
    while waiting:
        node = waiting.popleft()
        if found[node] == most:
            continue
        for other in beside.get(node, ()):
            if other not in found:
                found[other] = found[node] + 1
                waiting.append(other)
    return found


def routes(beside: Mapping[str, Set[str]], start: str, end: str, most: int) -> Iterator[Route]:
    """Simple routes of up to ``most`` steps, shortest first; ends after MOST_TRIES partial routes."""
    left = distances(beside, end, most)
    if start not in left:
        return
    heap: list[tuple[int, Route]] = [(left[start], (start,))]
    for _ in range(MOST_TRIES):
        if not heap:
            return
        _, route = heapq.heappop(heap)
        if route[-1] == end:
            yield route
            continue
        for other in beside.get(route[-1], ()):
            reach = len(route) + left.get(other, most + 1)
            if other not in route and reach <= most:
                heapq.heappush(heap, (reach, (*route, other)))
