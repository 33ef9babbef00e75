"""New content of graphs, put beside the old into staging graphs and looked at there before it goes public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qkg.errors import EngineError, QkgError
from qkg.store.remote.catalogue import STAGING, text
from qkg.store.remote.client import Client
from qkg.store.remote.fidelity import compared
from qkg.store.remote.questions import rows

SECONDS: Final = 60.0


@dataclass(frozen=True)
class Content:
    """What a graph is to hold: a file of N-Triples and how many they are; no file: the graph goes."""

    file: Path | None
    size: int = 0


@dataclass(frozen=True)
class Staged:
    """A graph and where its new content waits; an empty place stands for no triple."""

    graph: str
    place: str
    content: Content


def places(holder: str, contents: Mapping[str, Content]) -> list[Staged]:
    """Where each content is going to wait."""
    return [
        Staged(graph, f"{STAGING}{holder}/{number}" if content.size else "", content)
        for number, (graph, content) in enumerate(contents.items())
    ]


async def stage(client: Client, staged: Sequence[Staged], seconds: float) -> None:
    """Put each content into its place and hold it against what was sent."""
    for one in staged:
        if one.place and one.content.file is not None:
            await client.put(one.place, one.content.file, seconds)
    await _count(client, staged)
    if not client.profile.exact:
        for one in staged:
            await compared(client, one.place, one.content.file, one.content.size, seconds)


async def _count(client: Client, staged: Sequence[Staged]) -> None:
    """EngineError unless each staging graph holds as many triples as were sent."""
    wanted = {one.place: one.content.size for one in staged if one.place}
    if not wanted:
        return
    names = " ".join(f"<{name}>" for name in wanted)
    query = f"SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
    found = {text(row, "g"): int(text(row, "n")) for row in await rows(client, query, SECONDS) if "g" in row}
    for one in staged:
        if one.place and found.get(one.place, 0) != one.content.size:
            raise EngineError(
                f"{client.profile.title} kept {found.get(one.place, 0):,} of {one.content.size:,} triples "
                f"sent for <{one.graph}>; nothing was published"
            )


async def unstage(client: Client, staged: Sequence[Staged], seconds: float) -> None:
    """Drop staging graphs, as far as the engine lets us; what stays is dropped with a lease that ran out."""
    places = [one.place for one in staged if one.place]
    try:
        for place in places:
            await client.update(f"DROP SILENT GRAPH <{place}>", seconds)
    except QkgError:
        return
