"""Whole graphs out of an engine, as lines of N-Quads, each counted against what the catalogue says of it.

A graph that comes with fewer or more triples than the catalogue has is not taken for whole: the engine cut
it, or somebody wrote meanwhile.
"""

from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from typing import Final

import pyoxigraph as ox

from qkg.errors import AnswerIncomplete
from qkg.store.remote.catalogue import Catalogue
from qkg.store.remote.client import NTRIPLES, Client
from qkg.store.remote.decimals import whole
from qkg.store.remote.profile import UNNAMED

GRAPH: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


async def lines(
    client: Client, state: Catalogue, graphs: Iterable[str], seconds: float
) -> AsyncGenerator[bytes, None]:
    """The quads of these graphs."""
    for name in graphs:
        wanted = state.holdings[name].size if name in state.holdings else 0
        if not wanted:
            continue
        end = b" .\n" if name == UNNAMED else f" {ox.NamedNode(name)} .\n".encode()
        found = 0
        async with aclosing(_graph(client, name, seconds)) as blocks:
            async for block in blocks:
                found += block.count(b"\n")
                yield block.replace(b" .\n", end)
        if found != wanted:
            raise AnswerIncomplete(
                f"{client.profile.title} gave {found:,} of the {wanted:,} triples of <{name}>: it cut them, "
                "or somebody wrote to it past qkg; ask again, or see qkg engine probe and adopt"
            )


async def _graph(client: Client, name: str, seconds: float) -> AsyncGenerator[bytes, None]:
    """The triples of one graph, in blocks of whole canonical lines that end in a blank and a full stop."""
    response = await client.ask(GRAPH, NTRIPLES, seconds, (("default-graph-uri", name),))
    rest = b""
    try:
        blocks = response.aiter_bytes()
        async for block in whole(blocks) if client.profile.pointed else blocks:
            *complete, rest = (rest + block).split(b"\n")
            if complete:
                yield _canonical(complete)
        if rest.strip():
            yield _canonical([rest])
    finally:
        await response.aclose()


def _canonical(found: list[bytes]) -> bytes:
    kept = (line.rstrip() for line in found)
    return b"".join(line[:-1].rstrip() + b" .\n" for line in kept if line and not line.startswith(b"#"))
