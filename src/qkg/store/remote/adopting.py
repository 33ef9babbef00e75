"""The catalogue of an engine that had none, or whose graphs others have changed, and its union graph."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from qkg.errors import EngineError, QkgError
from qkg.store.remote.catalogue import LEASE, META, UNION, Catalogue, term, text
from qkg.store.remote.client import Client
from qkg.store.remote.publication import entry, head
from qkg.store.remote.questions import nonce, rows

SECONDS: Final = 3600.0
"""All triples of an engine are written once more; no answer of it waits for that."""
LOOK_SECONDS: Final = 30.0
SEEN: Final = 1.5
"""After so many seconds every service has seen that the union graph is not to be asked."""
AT_ONCE: Final = 1_000
"""Graphs in one update: some engines take no more than 5,000 triples at a time."""
PUBLISHED: Final = f"GRAPH <{META}> {{ ?g {term('size')} ?n }} GRAPH ?g {{ ?s ?p ?o }}"
MISSING: Final = (
    f"SELECT (COUNT(*) AS ?missing) {{ {PUBLISHED} FILTER NOT EXISTS {{ GRAPH <{UNION}> {{ ?s ?p ?o }} }} }}"
)


async def adopt(client: Client, found: Catalogue, holder: str) -> Catalogue:
    """Write the catalogue, as the commit ``holder``, and make the union graph; the state after it."""
    if client.profile.atomic_updates:
        state = replace(found, nonce=holder, union=True)
        return await _written(client, state, [" ;\n".join([*_catalogue(state), *_union()])])
    first = replace(found, nonce=f"{holder}-1", union=False)
    state = await _written(client, first, _catalogue(first))
    await asyncio.sleep(SEEN)
    await client.update(f"DROP SILENT GRAPH <{UNION}>", SECONDS)
    for name in state.holdings:
        there = f"GRAPH <{UNION}> {{ ?s ?p ?o }}"
        await client.update(f"INSERT {{ {there} }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}", SECONDS)
    await _whole(client)
    state = replace(state, nonce=holder, union=True)
    return await _written(client, state, _catalogue(state))


async def _written(client: Client, state: Catalogue, updates: Iterable[str]) -> Catalogue:
    lost: QkgError | None = None
    try:
        for update in updates:
            await client.update(update, SECONDS)
    except QkgError as error:
        lost = error
    if await nonce(client, LOOK_SECONDS) != state.nonce:
        raise lost or EngineError(f"{client.profile.title} took the catalogue and does not give it back")
    return state


def _catalogue(state: Catalogue) -> Iterator[str]:
    """The nonce comes last: until it is there nobody takes the catalogue for one."""
    old = f"GRAPH <{META}> {{ ?s ?p ?o FILTER(?s != <{LEASE}>) }}"
    yield f"DELETE {{ GRAPH <{META}> {{ ?s ?p ?o }} }} WHERE {{ {old} }}"
    entries = [*(entry(name, state) for name in state.holdings), head(state)]
    for start in range(0, len(entries), AT_ONCE):
        some = "\n".join(entries[start : start + AT_ONCE])
        yield f"INSERT DATA {{ GRAPH <{META}> {{ {some} }} }}"


def _union() -> Iterator[str]:
    yield f"DROP SILENT GRAPH <{UNION}>"
    yield f"INSERT {{ GRAPH <{UNION}> {{ ?s ?p ?o }} }} WHERE {{ {PUBLISHED} }}"


async def _whole(client: Client) -> None:
    """EngineError when a published triple is not in the union graph."""
    missing = int(text((await rows(client, MISSING, SECONDS))[0], "missing"))
    if missing:
        raise EngineError(
            f"{client.profile.title} left {missing:,} triples out of the union graph; its log may say why. "
            "Queries still work without it, but take longer"
        )
