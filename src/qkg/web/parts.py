"""What the endpoints share, made once: store, limits, cache, register, log, figures, rights."""

import asyncio
from dataclasses import dataclass, field

from qkg.dataset.inventory import Inventory
from qkg.search.keeper import Keeper
from qkg.settings import Settings
from qkg.store.contract import Store
from qkg.store.remembered import Remembered
from qkg.web.access import Guard
from qkg.web.evaluating import Evaluations
from qkg.web.journal import Journal, open_log
from qkg.web.metrics import Metrics
from qkg.web.results import Results
from qkg.web.running import Register


@dataclass(frozen=True)
class Parts:
    """The parts.

    ``writing`` lets one write at a time check its preconditions and write; ``turns`` lets as many questions
    of pages through at once as there are workers; ``remembered`` holds what pages of a generation ask alike.
    """

    store: Store
    settings: Settings
    results: Results
    evaluations: Evaluations
    journal: Journal
    writer: Guard
    operator: Guard
    keeper: Keeper
    inventory: Inventory
    metrics: Metrics
    turns: asyncio.Semaphore
    register: Register
    remembered: Remembered = field(default_factory=Remembered)
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def strict(self) -> bool:
        """Whether the default graph is the unnamed one."""
        return self.settings.strict_default_graph

    async def open(self) -> None:
        """Wait until queries can be answered, and begin to index their words."""
        await self.store.has_graph(None)
        self.keeper.start()

    async def aclose(self) -> None:
        """End all that runs."""
        await self.keeper.aclose()
        await self.store.aclose()

    def seconds(self, asked: float | None) -> float:
        """The deadline: what was asked for, up to the cap."""
        if asked is None:
            return self.settings.query_seconds
        return min(asked, self.settings.max_query_seconds)


def assemble(store: Store, settings: Settings) -> Parts:
    """The parts over a store."""
    metrics, results, register = Metrics(), Results(settings.cache_bytes), Register()
    return Parts(
        store,
        settings,
        results,
        Evaluations(store, results, settings.cache_answer_bytes),
        Journal(open_log(settings.query_log), settings.slow_seconds),
        Guard(settings.write_token, "Writing", "QKG_WRITE_TOKEN"),
        Guard(settings.admin_token, "Operating", "QKG_ADMIN_TOKEN"),
        Keeper(store, metrics.indexed),
        Inventory(store),
        metrics,
        asyncio.Semaphore(settings.workers),
        register,
    )
