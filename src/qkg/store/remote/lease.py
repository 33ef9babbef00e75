"""One writer at a time among all services before an engine: a lease in the catalogue's graph.

Whoever holds it writes; a lease that ran out, because its holder died, is taken away together with the
staging graphs that were left behind. A commit repeats the holder in its conditions, so that a holder that
slept past its time changes nothing.
"""

import asyncio
import random
import time
from typing import Final

from qkg.errors import EngineError, QkgError, StoreLocked
from qkg.store.remote.catalogue import LEASE, META, STAGING, term, text
from qkg.store.remote.client import Client
from qkg.store.remote.questions import IN_META, rows

SECONDS: Final = 30.0
SPARE: Final = 60.0
"""A lease lasts so much longer than the write may take."""
LOOK: Final = 0.1
MOVED: Final = "moved"
"""The holder that stays: readers stand on another store, and nothing is written to this one any more."""
HELD: Final = f"SELECT ?holder ?until {{ <{LEASE}> {term('holder')} ?holder ; {term('until')} ?until }}"
LEFT: Final = f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{STAGING}")) }}'


async def take(client: Client, holder: str, seconds: float, patience: float) -> None:
    """Hold the lease; StoreLocked when another writer keeps it longer than ``patience``."""
    until = time.monotonic() + patience
    while True:
        held = await _held(client)
        _refuse_moved(client, held if holder != MOVED else [])
        if not held:
            await client.update(_claim(holder, time.time() + seconds + SPARE), SECONDS)
            held = await _held(client)
        if [name for name, _ in held] == [holder]:
            return
        if any(name == holder for name, _ in held):
            await give(client, holder)
        for name, ends in held:
            if name != holder and ends < time.time():
                await clear(client, name)
        if time.monotonic() > until:
            raise StoreLocked(f"another service writes to {client.profile.title}; try again in a moment")
        await asyncio.sleep(LOOK * (1 + random.random()))  # noqa: S311 - no secret


def _refuse_moved(client: Client, held: list[tuple[str, float]]) -> None:
    if MOVED in [name for name, _ in held]:
        raise StoreLocked(
            f"readers were moved away from this {client.profile.title} by qkg switch: write to the store "
            "that they stand on now, or move them back"
        )


async def give(client: Client, holder: str) -> None:
    """Give the lease back; after this no commit of that holder can happen any more."""
    await client.update(_release(holder), SECONDS)


async def clear(client: Client, holder: str) -> None:
    """Take a lease away that ran out, and what its holder left behind."""
    left = [text(row, "g") for row in await rows(client, LEFT, SECONDS)]
    mine = [name for name in left if name.startswith(f"{STAGING}{holder}/")]
    if mine:
        await client.update(" ; ".join(f"DROP SILENT GRAPH <{name}>" for name in mine), SECONDS)
    await give(client, holder)


async def given_back(client: Client, holder: str, patience: float) -> bool:
    """Give it back, trying for a while; whether that was possible."""
    until = time.monotonic() + patience
    while True:
        try:
            await give(client, holder)
            return True
        except EngineError:
            if time.monotonic() > until:
                return False
            await asyncio.sleep(LOOK * 5)
        except QkgError:
            return False


async def _held(client: Client) -> list[tuple[str, float]]:
    found = await rows(client, HELD, SECONDS, IN_META)
    return [(text(row, "holder"), float(text(row, "until"))) for row in found]


def _claim(holder: str, ends: float) -> str:
    said = f'<{LEASE}> {term("holder")} "{holder}" ; {term("until")} "{ends:.0f}"'
    free = f"FILTER NOT EXISTS {{ GRAPH <{META}> {{ <{LEASE}> {term('holder')} ?other }} }}"
    return f"INSERT {{ GRAPH <{META}> {{ {said} }} }} WHERE {{ {free} }}"


def _release(holder: str) -> str:
    held = f'<{LEASE}> {term("holder")} "{holder}" . <{LEASE}> ?p ?o'
    return f"DELETE {{ GRAPH <{META}> {{ <{LEASE}> ?p ?o }} }} WHERE {{ GRAPH <{META}> {{ {held} }} }}"
