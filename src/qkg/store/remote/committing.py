"""A commit on an engine: staged graphs take the place of the old ones, and the catalogue says so.

On an engine whose updates are atomic this is one update, whose every part holds only while the catalogue is
at the state that the write was made from and the lease is ours. How it ended is not believed but read: the
nonce of the commit stands in the catalogue, or it does not, and then nothing of it was kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from qkg.errors import EngineError, QkgError, StoreLocked, WriteInDoubt
from qkg.store.contract import Generation
from qkg.store.remote import lease
from qkg.store.remote.catalogue import LAYOUT, LEASE, META, STORE, Catalogue, Holding, term
from qkg.store.remote.client import Client
from qkg.store.remote.questions import nonce
from qkg.store.remote.staging import Content, Staged, places, stage, unstage

SECONDS: Final = 10.0
PATIENCE: Final = 15.0
"""So long an engine that was lost while it committed is waited for."""


async def commit(
    client: Client, before: Catalogue, holder: str, contents: Mapping[str, Content], seconds: float
) -> Catalogue:
    """Publish these contents; the catalogue after it. What raises has changed nothing, but WriteInDoubt.

    ``holder`` has the lease, and gives its name to the commit.
    """
    after, staged = _after(before, holder, contents), places(holder, contents)
    try:
        await stage(client, staged, seconds)
        await client.update(" ;\n".join(_operations(before, after, holder, staged)), seconds)
    except QkgError as error:
        await _ended(client, holder, staged, error)
        return after
    if await nonce(client, SECONDS) != holder:
        raise StoreLocked(f"another service took over on {client.profile.title}; nothing was changed")
    return after


async def _ended(client: Client, holder: str, staged: Sequence[Staged], error: QkgError) -> None:
    """After an error: once the lease is back nothing can follow, and the catalogue tells what was done."""
    if not await lease.given_back(client, holder, PATIENCE):
        raise WriteInDoubt(
            f"{client.profile.title} was lost during a commit; when it is back, look whether the change is "
            f"there before sending it again ({error})"
        ) from error
    if await nonce(client, SECONDS) != holder:
        await unstage(client, staged, SECONDS)
        raise error


def _after(before: Catalogue, holder: str, contents: Mapping[str, Content]) -> Catalogue:
    kept = {name: one for name, one in before.holdings.items() if name not in contents}
    new = {name: Holding(one.size, holder) for name, one in contents.items() if one.file is not None}
    generation = Generation(before.generation.number + 1, datetime.now(UTC))
    return Catalogue(generation, holder, {**kept, **new})


def _operations(before: Catalogue, after: Catalogue, holder: str, staged: Sequence[Staged]) -> Iterator[str]:
    held = f'GRAPH <{META}> {{ {_is(before.nonce)} . <{LEASE}> {term("holder")} "{holder}" }}'
    for one in staged:
        old = f"GRAPH <{one.graph}> {{ ?s ?p ?o }}"
        yield f"DELETE {{ {old} }} WHERE {{ {held} {old} }}"
        if one.place:
            yield f"INSERT {{ {old} }} WHERE {{ {held} GRAPH <{one.place}> {{ ?s ?p ?o }} }}"
            yield f"DROP SILENT GRAPH <{one.place}>"
        entry = f"GRAPH <{META}> {{ <{one.graph}> ?p ?o }}"
        yield f"DELETE {{ {entry} }} WHERE {{ {held} {entry} }}"
    said = "\n".join(_entry(one.graph, after) for one in staged if one.graph in after.holdings)
    yield f"INSERT {{ GRAPH <{META}> {{ {said} }} }} WHERE {{ {held} }}"
    old = f"GRAPH <{META}> {{ <{STORE}> ?p ?o }}"
    yield f"DELETE {{ {old} }} INSERT {{ GRAPH <{META}> {{ {_head(after)} }} }} WHERE {{ {held} {old} }}"
    own = f'<{LEASE}> {term("holder")} "{holder}" . <{LEASE}> ?p ?o'
    done = f"GRAPH <{META}> {{ {_is(holder)} . {own} }}"
    yield f"DELETE {{ GRAPH <{META}> {{ <{LEASE}> ?p ?o }} }} WHERE {{ {done} }}"


def _is(nonce: str) -> str:
    return f'<{STORE}> {term("nonce")} "{nonce}"'


def _entry(graph: str, after: Catalogue) -> str:
    one = after.holdings[graph]
    return f'<{graph}> {term("size")} "{one.size}" ; {term("stamp")} "{one.stamp}" .'


def _head(state: Catalogue) -> str:
    generation = state.generation
    return (
        f'<{STORE}> {term("generation")} "{generation.number}" ; {term("nonce")} "{state.nonce}" ; '
        f'{term("time")} "{generation.time.isoformat()}" ; {term("layout")} "{LAYOUT}" .'
    )


async def adopt(client: Client, found: Catalogue, holder: str) -> Catalogue:
    """Write the catalogue of an engine that had none, or whose graphs others have changed."""
    state = replace(found, nonce=holder)
    entries = "\n".join([_head(state), *(_entry(name, state) for name in state.holdings)])
    old = f"GRAPH <{META}> {{ ?s ?p ?o FILTER(?s != <{LEASE}>) }}"
    parts = [
        f"DELETE {{ GRAPH <{META}> {{ ?s ?p ?o }} }} WHERE {{ {old} }}",
        f"INSERT DATA {{ GRAPH <{META}> {{ {entries} }} }}",
    ]
    await client.update(" ;\n".join(parts), SECONDS)
    if await nonce(client, SECONDS) != holder:
        raise EngineError(f"{client.profile.title} took the catalogue and does not give it back")
    return state
