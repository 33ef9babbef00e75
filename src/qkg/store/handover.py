"""A folder that readers are moved to or away from: the twin of ``remote.handover``."""

import asyncio
import time
from pathlib import Path
from typing import Final

from qkg.errors import NotAStore, StoreLocked
from qkg.store import folder, generations
from qkg.store.contract import Generation
from qkg.store.evaluation import sizes
from qkg.store.writer import lock

PATIENCE: Final = 60.0
EVERY: Final = 0.5


class FolderStand:
    """One folder, as ``qkg switch`` sees it. Generations never change, so that nothing has to be closed."""

    def __init__(self, place: Path) -> None:
        if not folder.exists(place):
            raise NotAStore(f"there is no store in {place}; make one with qkg load FILES --store {place}")
        self._place, self.name = place, str(place)

    async def listed(self) -> dict[str, int]:
        """The graphs, empty ones too, with their sizes."""
        return await asyncio.to_thread(lambda: sizes(folder.open_folder(self._place)[0]))

    async def counted(self) -> dict[str, int]:
        """The same: opening it has proved that all quads are there."""
        return {name: size for name, size in (await self.listed()).items() if size}

    async def generation(self) -> Generation:
        """The newest one."""
        return generations.newest(self._place).generation

    async def mark(self) -> str:
        """Changes with every commit."""
        return str((await self.generation()).number)

    async def renumber(self, number: int) -> Generation:
        """A generation of this number with what is there; waits for another writer to end."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with lock(self._place):
                    return generations.renumber(self._place, number).generation
            except StoreLocked:
                if time.monotonic() > until:
                    raise
                await asyncio.sleep(EVERY)

    async def close(self) -> None:
        """Whoever serves it follows the switch file."""

    async def open(self) -> None:
        """It was not closed."""

    async def aclose(self) -> None:
        """Nothing is held open."""
