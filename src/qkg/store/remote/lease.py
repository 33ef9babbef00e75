"""One writer at a time among all services before an engine: a lease in the catalogue's graph.

Whoever holds it writes, and renews it while it works. A lease that others have watched for as long as it
says without a change has lost its holder: it is taken away, together with the staging graphs that were left
behind. No clock is compared with another. A commit repeats the holder in its conditions, so that a holder
that slept past its time changes nothing.
"""

import asyncio
import random
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from qkg.errors import EngineError, QkgError, StoreLocked
from qkg.store.remote.catalogue import LEASE, META, STAGING, term, text
from qkg.store.remote.client import Client
from qkg.store.remote.questions import IN_META, rows

SECONDS: Final = 30.0
LASTS: Final = 10.0
RENEWED: Final = 2.0
LEAST: Final = 20.0
RATE: Final = 2_000
"""While triples are staged and published nothing is renewed: LEAST, and a second more for so many."""
LOOK: Final = 0.1
MOVED: Final = "moved"
"""The holder that stays: readers stand on another store, and nothing is written to this one any more."""
HELD: Final = (
    f"SELECT ?holder ?beat ?lasts {{ <{LEASE}> {term('holder')} ?holder ; {term('beat')} ?beat ; "
    f"{term('lasts')} ?lasts }}"
)
LEFT: Final = (
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } "
    f'FILTER(STRSTARTS(STR(?g), "{STAGING}")) }} GROUP BY ?g'
)
CALM: Final = 2.0


async def take(client: Client, holder: str, patience: float) -> None:
    """Hold the lease; StoreLocked when other writers keep it longer than ``patience``."""
    until = time.monotonic() + patience
    seen: dict[tuple[str, str], float] = {}
    while True:
        held = await _held(client)
        _refuse_moved(client, held if holder != MOVED else [])
        if not held:
            await _claimed(client, holder)
            held = await _held(client)
        names = [name for name, _, _ in held]
        if names == [holder]:
            return
        if holder in names:
            await give(client, holder)
        now = time.monotonic()
        for name, beat, lasts in held:
            if name != holder and now - seen.setdefault((name, beat), now) > lasts:
                await clear(client, name, beat)
        if now > until:
            raise StoreLocked(f"another service writes to {client.profile.title}; try again in a moment")
        await asyncio.sleep(LOOK * (1 + random.random()))  # noqa: S311 - no secret


def _refuse_moved(client: Client, held: list[tuple[str, str, float]]) -> None:
    if MOVED in [name for name, _, _ in held]:
        raise StoreLocked(
            f"readers were moved away from this {client.profile.title} by qkg switch: write to the store "
            "that they stand on now, or move them back"
        )


@asynccontextmanager
async def renewed(client: Client, holder: str) -> AsyncIterator[None]:
    """Renew it every now and then for as long as this lasts."""
    task = asyncio.get_running_loop().create_task(_renewing(client, holder))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait((task,))


async def _renewing(client: Client, holder: str) -> None:
    while True:
        await asyncio.sleep(RENEWED)
        try:
            await renew(client, holder)
        except QkgError:
            continue


async def renew(client: Client, holder: str, triples: int = 0) -> None:
    """Say that the holder lives, and that it is going to be silent while so many triples are written."""
    mine = f'<{LEASE}> {term("holder")} "{holder}" . <{LEASE}> ?p ?o FILTER(?p != {term("holder")})'
    new = _said(holder, LEAST + triples / RATE if triples else LASTS)
    text = (
        f"DELETE {{ GRAPH <{META}> {{ <{LEASE}> ?p ?o }} }} INSERT {{ GRAPH <{META}> {{ {new} }} }} "
        f"WHERE {{ GRAPH <{META}> {{ {mine} }} }}"
    )
    await client.update(text, SECONDS)


async def give(client: Client, holder: str) -> None:
    """Give the lease back; after this no commit of that holder can happen any more."""
    await client.update(_release(holder), SECONDS)


async def clear(client: Client, holder: str, beat: str = "") -> None:
    """Take a lease away that ran out at that beat, and then what its holder left behind."""
    await client.update(_release(holder, beat), SECONDS)
    if any(name == holder for name, _, _ in await _held(client)):
        return
    found = {text(row, "g"): int(text(row, "n")) for row in await rows(client, LEFT, SECONDS) if "g" in row}
    left = {name: size for name, size in found.items() if name.startswith(f"{STAGING}{holder}/")}
    await calm(client, sum(left.values()))
    for name in left:
        await client.update(f"DROP SILENT GRAPH <{name}>", SECONDS)


async def calm(client: Client, triples: int) -> None:
    """Without a lease no commit begins; one that runs by now is let finish on an engine without snapshots.

    It reads staging graphs bit by bit there, and would publish less if they went meanwhile.
    """
    if triples and not client.profile.atomic_updates:
        await asyncio.sleep(CALM + triples / RATE)


async def _claimed(client: Client, holder: str) -> None:
    """Try to take it; of two who try at once an engine may refuse one."""
    try:
        await client.update(_claim(holder), SECONDS)
    except EngineError as error:
        if type(error) is not EngineError:
            raise


async def given_back(client: Client, holder: str, patience: float) -> bool:
    """Give it back, trying for a while; whether that was possible."""
    try:
        async with asyncio.timeout(patience):
            while True:
                try:
                    await give(client, holder)
                    return True
                except EngineError:
                    await asyncio.sleep(LOOK * 5)
    except (TimeoutError, QkgError):
        return False


async def _held(client: Client) -> list[tuple[str, str, float]]:
    found = await rows(client, HELD, SECONDS, IN_META)
    return [(text(row, "holder"), text(row, "beat"), float(text(row, "lasts"))) for row in found]


def _said(holder: str, lasts: float) -> str:
    beat = uuid.uuid4().hex
    return f'<{LEASE}> {term("holder")} "{holder}" ; {term("beat")} "{beat}" ; {term("lasts")} "{lasts:.1f}"'


def _claim(holder: str) -> str:
    said = _said(holder, LASTS)
    free = f"FILTER NOT EXISTS {{ GRAPH <{META}> {{ <{LEASE}> {term('holder')} ?other }} }}"
    return f"INSERT {{ GRAPH <{META}> {{ {said} }} }} WHERE {{ {free} }}"


def _release(holder: str, beat: str = "") -> str:
    said = f'{term("holder")} "{holder}"' + (f' ; {term("beat")} "{beat}"' if beat else "")
    held = f"<{LEASE}> {said} . <{LEASE}> ?p ?o"
    return f"DELETE {{ GRAPH <{META}> {{ <{LEASE}> ?p ?o }} }} WHERE {{ GRAPH <{META}> {{ {held} }} }}"
