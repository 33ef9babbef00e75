"""An engine that readers are moved to or away from: what it says it holds, what it holds, and its turn.

A move to it is a commit of its own that changes the generation alone. Moved away from, it keeps a lease that
nobody else can take, so that nothing is written where no reader looks.
"""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from qkg.errors import EngineRefused, StoreLocked
from qkg.store.contract import Generation
from qkg.store.remote import lease
from qkg.store.remote.catalogue import STORE, Catalogue
from qkg.store.remote.client import Client
from qkg.store.remote.publication import IN_META, head, held
from qkg.store.remote.questions import catalogue, nonce, survey

SECONDS: Final = 60.0
PATIENCE: Final = 30.0


class EngineStand:
    """One engine, as ``qkg switch`` sees it."""

    def __init__(self, client: Client, name: str, seconds: float) -> None:
        self._client, self.name, self._seconds = client, name, seconds

    async def listed(self) -> dict[str, int]:
        """The graphs that its catalogue lists, with their sizes."""
        return {name: one.size for name, one in (await self._state()).holdings.items()}

    async def counted(self) -> dict[str, int]:
        """The graphs that are there, as the engine counts them."""
        found = await survey(self._client, self._seconds)
        return {name: one.size for name, one in found.holdings.items()}

    async def generation(self) -> Generation:
        """The newest one."""
        return (await self._state()).generation

    async def mark(self) -> str:
        """Changes with every commit."""
        return await nonce(self._client, SECONDS)

    async def renumber(self, number: int) -> Generation:
        """A commit that gives this number to what is there; writes are taken from here on."""
        client, holder = self._client, uuid.uuid4().hex
        await lease.give(client, lease.MOVED)
        await lease.take(client, holder, PATIENCE)
        try:
            await lease.renew(client, holder, triples=1)
            before = await self._state()
            after = replace(before, generation=Generation(number, datetime.now(UTC)), nonce=holder)
            old = f"{IN_META} {{ <{STORE}> ?p ?o }}"
            new = f"{IN_META} {{ {head(after)} }}"
            where = f"{held(before.nonce, holder)} {old}"
            await client.update(f"DELETE {{ {old} }} INSERT {{ {new} }} WHERE {{ {where} }}", SECONDS)
            if await nonce(client, SECONDS) != holder:
                raise StoreLocked(f"another service took over on {client.profile.title}; nothing was changed")
            return after.generation
        finally:
            await lease.given_back(client, holder, PATIENCE)

    async def close(self) -> None:
        """Nothing is written here until it is opened again."""
        await lease.take(self._client, lease.MOVED, PATIENCE)

    async def open(self) -> None:
        """Writes are taken again."""
        await lease.give(self._client, lease.MOVED)

    async def aclose(self) -> None:
        """Hang up."""
        await self._client.aclose()

    async def _state(self) -> Catalogue:
        found = await catalogue(self._client, self._seconds)
        if found is None:
            raise EngineRefused(
                f"{self.name} has no catalogue of qkg: fill it with qkg load --new, or take over what stands "
                "there with qkg engine adopt"
            )
        return found
