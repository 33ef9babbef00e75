"""A commit on an engine: staged graphs take the place of the old ones, and the catalogue says so.

How it ended is not believed but read: the note of the commit stands on the engine, or it does not, and then
nothing of it was kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from qkg.errors import QkgError, StoreLocked, WriteInDoubt
from qkg.store.contract import Generation
from qkg.store.generations import NOTHING, Said
from qkg.store.remote import lease
from qkg.store.remote.catalogue import Catalogue, Holding
from qkg.store.remote.client import Client
from qkg.store.remote.notes import committed, thin
from qkg.store.remote.publication import publication
from qkg.store.remote.staging import Content, Staged, places, stage, unstage

SECONDS: Final = 30.0
PATIENCE: Final = 15.0
"""So long an engine that was lost while it committed is waited for."""


@dataclass(frozen=True)
class How:
    """Seconds for each step of a commit, seconds for which a lost engine is waited for, what is noted."""

    seconds: float
    patience: float = PATIENCE
    said: Said = NOTHING


async def commit(
    client: Client,
    before: Catalogue,
    holder: str,
    contents: Mapping[str, Content],
    how: How,
) -> Catalogue:
    """Publish these contents; the catalogue after it. What raises has changed nothing, but WriteInDoubt.

    ``holder`` has the lease, and gives its name to the commit.
    """
    after, staged = _after(before, holder, contents), places(holder, contents)
    try:
        await stage(client, staged, how.seconds)
        await client.update(publication(client.profile, before, after, staged, how.said), how.seconds)
        done = await committed(client, holder, SECONDS)
    except QkgError as error:
        await _ended(client, holder, staged, error, how.patience)
        return after
    if not done:
        await unstage(client, staged, SECONDS)
        raise StoreLocked(f"another service took over on {client.profile.title}; nothing was changed")
    if not client.profile.atomic_updates:
        await unstage(client, staged, SECONDS)
    await thin(client, after.generation.number, SECONDS)
    return after


async def _ended(
    client: Client, holder: str, staged: Sequence[Staged], error: QkgError, patience: float
) -> None:
    """After an error: once the lease is back nothing can follow, and its note tells what was done."""
    if not await lease.given_back(client, holder, patience):
        raise _doubt(client, error) from error
    try:
        await lease.calm(client, sum(one.content.size for one in staged if one.place))
        done = await committed(client, holder, SECONDS)
    except QkgError as lost:
        raise _doubt(client, lost) from error
    if not done:
        await unstage(client, staged, SECONDS)
        raise error


def _doubt(client: Client, error: QkgError) -> WriteInDoubt:
    return WriteInDoubt(
        f"{client.profile.title} was lost during a commit; when it is back, look whether the change is "
        f"there before sending it again ({error})"
    )


def _after(before: Catalogue, holder: str, contents: Mapping[str, Content]) -> Catalogue:
    kept = {name: one for name, one in before.holdings.items() if name not in contents}
    new = {name: Holding(one.size, holder) for name, one in contents.items() if one.file is not None}
    generation = Generation(before.generation.number + 1, datetime.now(UTC))
    return Catalogue(generation, holder, {**kept, **new}, before.union)
