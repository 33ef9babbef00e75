"""Writes to an engine, one after the other: lease, working copy, commit, read back."""

import asyncio
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from qkg.errors import ReadOnly, WriteInDoubt
from qkg.store.contract import Committed, Key
from qkg.store.remote import lease
from qkg.store.remote.adopting import adopt
from qkg.store.remote.catalogue import Catalogue
from qkg.store.remote.client import Client
from qkg.store.remote.committing import How, commit
from qkg.store.remote.copying import WorkingCopy
from qkg.store.remote.notes import repeated
from qkg.store.remote.questions import catalogue, survey
from qkg.store.remote.staging import Content

SECONDS: Final = 60.0
TAKING: Final = 45.0
"""So long another writer is waited for."""
COPIED: Final = 10
"""So many triples an engine copies within itself in the time for one that is sent."""
GIVING: Final = 3.0
"""So long it is tried to give a lease back after an error; what fails is done before the next write."""

Done = tuple[Catalogue | None, Committed]
Work = tuple[str, float, dict[str, Any]]
"""Name of a write, its seconds, its fields."""


class Commits:
    """The writing side of a remote store."""

    def __init__(self, client: Client, copy: WorkingCopy | None, patience: float) -> None:
        self._client, self._copy, self._patience = client, copy, patience
        self._turn = asyncio.Lock()
        self._left: list[str] = []
        """Leases of ours that could not be given back."""

    async def perform(self, name: str, seconds: float, **fields: Any) -> Done:
        """Do one write: the catalogue after it, and what was done; a repeated one is not done again."""
        copy = self._copy
        if copy is None:
            raise ReadOnly("this service only reads from its engine")
        async with self._turn:
            await self._settled()
            holder = uuid.uuid4().hex
            try:
                await lease.take(self._client, holder, TAKING)
                return await self._written(copy, holder, (name, seconds, fields))
            except BaseException as error:
                copy.drop()
                await self._give_back(holder, error)
                raise

    async def _written(self, copy: WorkingCopy, holder: str, work: Work) -> Done:
        name, seconds, fields = work
        key: Key | None = fields.pop("key", None)
        if key and (found := await repeated(self._client, key, SECONDS)):
            await lease.give(self._client, holder)
            return None, found
        before = await self._before(holder)
        async with lease.renewed(self._client, holder):
            applied = await copy.apply(self._client, before, name, seconds, **fields)
        if not applied.contents:
            await lease.give(self._client, holder)
            return before, Committed(before.generation, applied.created)
        await lease.renew(self._client, holder, _triples(before, applied.contents))
        how = How(seconds, self._patience, (key, applied.created))
        after = await commit(self._client, before, holder, applied.contents, how)
        copy.keep(after)
        return after, Committed(after.generation, applied.created)

    async def _settled(self) -> None:
        """What a lost engine kept of our earlier writes is cleared, so that nothing of them can follow."""
        while self._left:
            await lease.clear(self._client, self._left[0])
            self._left.pop(0)

    async def adopt(self) -> Catalogue:
        """A commit that changes nothing but the catalogue: what the engine holds now, counted by itself."""
        async with self._turn:
            holder = uuid.uuid4().hex
            await lease.take(self._client, holder, TAKING)
            try:
                known = await catalogue(self._client, SECONDS)
                found = await self._surveyed(holder)
                number = known.generation.number + 1 if known else found.generation.number
                kept = {name: one for name, one in known.holdings.items() if not one.size} if known else {}
                generation = replace(found.generation, number=number)
                wanted = replace(found, generation=generation, holdings={**kept, **found.holdings})
                return await adopt(self._client, wanted, holder)
            finally:
                await lease.given_back(self._client, holder, self._patience)

    async def _before(self, holder: str) -> Catalogue:
        """The catalogue as it is now; written first where there is none."""
        found = await catalogue(self._client, SECONDS)
        return found or await adopt(self._client, await self._surveyed(holder), f"{holder}-0")

    async def _surveyed(self, holder: str) -> Catalogue:
        """What is there, before it is taken over; the lease lasts as long as that may take."""
        found = await survey(self._client, SECONDS)
        await lease.renew(self._client, holder, 1 + found.quads // COPIED)
        return found

    async def _give_back(self, holder: str, error: BaseException) -> None:
        doubt = isinstance(error, WriteInDoubt)
        if doubt or not await lease.given_back(self._client, holder, GIVING):
            self._left.append(holder)
            error.add_note("the lease ends by itself")

    def close(self) -> None:
        """End the writer."""
        if self._copy is not None:
            self._copy.close()


def _triples(before: Catalogue, contents: Mapping[str, Content]) -> int:
    """How many are staged, and how many give way."""
    old = sum(before.holdings[name].size for name in contents if name in before.holdings)
    return old + sum(one.size for one in contents.values())
