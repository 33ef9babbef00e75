"""Writes to an engine, one after the other: lease, working copy, commit, read back."""

import asyncio
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from qkg.errors import QkgError, ReadOnly
from qkg.store.children import Children
from qkg.store.pen import Writing
from qkg.store.remote import lease
from qkg.store.remote.adopting import adopt
from qkg.store.remote.catalogue import Catalogue
from qkg.store.remote.client import Client
from qkg.store.remote.committing import commit
from qkg.store.remote.copying import WorkingCopy
from qkg.store.remote.questions import catalogue, survey

SECONDS: Final = 60.0
PATIENCE: Final = 30.0


class Commits:
    """The writing side of a remote store."""

    def __init__(
        self, client: Client, children: Children, place: Path, writing: Writing | None, most: int
    ) -> None:
        self._client = client
        self._copy = WorkingCopy(children, place, writing, most) if writing else None
        self._turn = asyncio.Lock()

    async def perform(self, name: str, seconds: float, **fields: Any) -> tuple[Catalogue, bool]:
        """Do one write: the catalogue after it, and whether its graph was new."""
        copy = self._copy
        if copy is None:
            raise ReadOnly("this service only reads from its engine")
        async with self._turn:
            holder = uuid.uuid4().hex
            await lease.take(self._client, holder, 2 * seconds, PATIENCE)
            try:
                before = await self._before(holder)
                applied = await copy.apply(self._client, before, name, seconds, **fields)
                if not applied.contents:
                    await lease.give(self._client, holder)
                    return before, applied.created
                after = await commit(self._client, before, holder, applied.contents, seconds)
            except BaseException as error:
                copy.drop()
                await self._give_back(holder, error)
                raise
            copy.keep(after)
            return after, applied.created

    async def adopt(self) -> Catalogue:
        """A commit that changes nothing but the catalogue: what the engine holds now, counted by itself."""
        async with self._turn:
            holder = uuid.uuid4().hex
            await lease.take(self._client, holder, SECONDS, PATIENCE)
            try:
                known = await catalogue(self._client, SECONDS)
                found = await survey(self._client, SECONDS)
                number = known.generation.number + 1 if known else found.generation.number
                kept = {name: one for name, one in known.holdings.items() if not one.size} if known else {}
                generation = replace(found.generation, number=number)
                wanted = replace(found, generation=generation, holdings={**kept, **found.holdings})
                return await adopt(self._client, wanted, holder)
            finally:
                await lease.given_back(self._client, holder, PATIENCE)

    async def _before(self, holder: str) -> Catalogue:
        """The catalogue as it is now; written first where there is none."""
        found = await catalogue(self._client, SECONDS)
        return found or await adopt(self._client, await survey(self._client, SECONDS), f"{holder}-0")

    async def _give_back(self, holder: str, error: BaseException) -> None:
        try:
            await lease.give(self._client, holder)
        except QkgError:
            error.add_note("the lease ends by itself")

    def close(self) -> None:
        """End the writer."""
        if self._copy is not None:
            self._copy.close()
