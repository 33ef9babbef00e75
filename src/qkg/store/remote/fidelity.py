"""Whether an engine gives back what it was given: a staged graph, read again and compared term by term.

Both sides pass our own engine, which writes each literal in its canonical form, so that 01 and 1 are equal
and a lost digit is not. Blank nodes are compared by their canonical labels.
"""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from qkg.errors import LiteralAltered
from qkg.store.contract import Generation
from qkg.store.remote.catalogue import Catalogue, Holding
from qkg.store.remote.client import Client
from qkg.store.remote.transfer import lines

SHOWN: Final = 3


async def compared(client: Client, place: str, file: Path | None, size: int, seconds: float) -> None:
    """LiteralAltered with the first differences when the graph ``place`` is not what the file holds."""
    if not place or file is None:
        return
    state = Catalogue(Generation(0, datetime.now(UTC)), "", {place: Holding(size)})
    back = b"".join([block async for block in lines(client, state, [place], seconds)])
    await asyncio.to_thread(_compare, client.profile.title, file, back)


def _compare(title: str, file: Path, back: bytes) -> None:
    sent = _canonical(ox.parse(path=str(file), format=ox.RdfFormat.N_TRIPLES))
    found = _canonical(ox.parse(back, ox.RdfFormat.N_QUADS))
    if sent == found:
        return
    lost = "; ".join(sorted(str(one) for one in sent - found)[:SHOWN])
    made = "; ".join(sorted(str(one) for one in found - sent)[:SHOWN])
    raise LiteralAltered(
        f"{title} would not give back what was written: {lost} came back as {made}; write it otherwise, "
        "as xsd:string say, or use an engine that keeps literals"
    )


def _canonical(quads: Iterable[ox.Quad]) -> set[ox.Triple]:
    engine = ox.Store()
    engine.bulk_extend(ox.Quad(one.subject, one.predicate, one.object) for one in quads)
    found = ox.Dataset(engine)
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {one.triple for one in found}
