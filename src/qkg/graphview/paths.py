"""Shortest paths between two things, searched from both ends, and always told where the search stopped.

Each round steps outward from the smaller rim. After rounds of depth f and b every path of up to f + b steps
lies inside the edges met, so paths are given out only up to that length: shortest means shortest.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from qkg.errors import QueryTimeout
from qkg.graphview.drawn import drawn
from qkg.graphview.frontier import Rails, hubs_among, step, without
from qkg.graphview.routes import Route, joined, routes
from qkg.graphview.subgraph import Subgraph, Triple
from qkg.store.view import View

LONGEST = 8


@dataclass(frozen=True)
class Bounds:
    """How far to look: paths wanted, their longest length, edges looked at, seconds."""

    paths: int = 3
    length: int = 6
    edges: int = 20_000
    seconds: float = 10


@dataclass(frozen=True)
class Found:
    """Paths as lists of nodes, the picture they make, and what stopped the search.

    searched: every path up to this length was considered. stopped: ``enough`` paths, ``length``, ``edges`` or
    ``time`` when that bound was met, ``exhausted`` when nothing more can be reached. hubs: nodes with too
    many edges, which no path goes through.
    """

    paths: tuple[Route, ...]
    picture: Subgraph
    searched: int
    stopped: str
    edges: int
    hubs: tuple[str, ...] = ()


@dataclass
class Side:
    """One end's part of the search: its rim, all nodes met, how deep."""

    rim: list[str]
    met: set[str]
    depth: int = 0


@dataclass
class Search:
    """A search that runs: two sides and the edges met so far."""

    start: str
    end: str
    rails: Rails
    bounds: Bounds
    triples: set[Triple] = field(default_factory=set)
    hubs: set[str] = field(default_factory=set)
    cut: bool = False

    def __post_init__(self) -> None:
        self.sides = [Side([self.start], {self.start}), Side([self.end], {self.end})]

    @property
    def depth(self) -> int:
        """Paths of up to this many steps lie inside the edges met."""
        return sum(side.depth for side in self.sides)

    def routes(self) -> list[Route]:
        """The best routes inside the edges met: surely the shortest, unless a bound was met."""
        most = self.depth + 1 if self.cut else self.bounds.length if self.exhausted else self.depth
        beside = joined(self.triples)
        return list(islice(routes(beside, self.start, self.end, most), self.bounds.paths))

    @property
    def exhausted(self) -> bool:
        """Whether everything that one end can reach has been met."""
        return not all(side.rim for side in self.sides)

    async def round(self, view: View) -> None:
        """Step outward from the side with the smaller rim."""
        side = min(self.sides, key=lambda one: len(one.rim))
        room = self.bounds.edges - len(self.triples)
        found = await step(view, side.rim, self.rails, room)
        self.cut = found.cut or len(found.triples) > room
        ends = {end for source, _, target in found.triples for end in (source, target)}
        new = ends - side.met
        self.hubs |= await hubs_among(view, new - {self.start, self.end}, self.rails)
        self.triples.update(without(found.triples, self.hubs))
        side.met |= ends
        side.rim = sorted(new - self.hubs)
        side.depth += not self.cut

    def stopped(self, found: Sequence[Route]) -> str:
        """Why no further round is due; empty when one is."""
        if len(found) >= self.bounds.paths:
            return "enough"
        if self.cut:
            return "edges"
        if self.depth >= self.bounds.length:
            return "length"
        return "exhausted" if self.exhausted else ""


async def paths(view: View, start: str, end: str, rails: Rails, bounds: Bounds) -> Found:
    """The few shortest paths between two nodes over edges in either direction."""
    search, found, stopped = Search(start, end, rails, bounds), list[Route](), ""
    if start == end:
        return Found(((start,),), await drawn(view, [start], []), 0, "enough", 0)
    try:
        async with asyncio.timeout(bounds.seconds):
            while not stopped:
                await search.round(view)
                found = search.routes()
                stopped = search.stopped(found)
    except (TimeoutError, QueryTimeout):
        stopped = "time"
    return await _told(view, search, found, stopped)


async def _told(view: View, search: Search, found: Sequence[Route], stopped: str) -> Found:
    steps = {frozenset(pair) for route in found for pair in pairwise(route)}
    triples = [one for one in search.triples if frozenset((one[0], one[2])) in steps]
    ids = dict.fromkeys([search.start, search.end, *(node for route in found for node in route)])
    picture = await drawn(view, ids, triples)
    return Found(
        tuple(found), picture, search.depth, stopped, len(search.triples), tuple(sorted(search.hubs))
    )
