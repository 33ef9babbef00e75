"""What a description of the dataset is made of: where it is published, its state, its sizes, its files."""

from dataclasses import dataclass
from datetime import datetime

from qkg.dataset.dumps import Dump, files
from qkg.dataset.inventory import Inventory, Measured
from qkg.dataset.statistics import Statistics, count
from qkg.store.view import View


@dataclass(frozen=True)
class File:
    """A dump of the whole dataset and what was measured of it so far."""

    dump: Dump
    measured: Measured | None


@dataclass(frozen=True)
class Publication:
    """One state of the dataset at a public address (without a slash at the end)."""

    base: str
    generation: int
    modified: datetime
    statistics: Statistics
    graphs: dict[str, int]
    files: tuple[File, ...]

    def at(self, path: str) -> str:
        """The address of a path."""
        return self.base + path


async def publication(view: View, base: str, inventory: Inventory) -> Publication:
    """The state of a view; digests that are not known yet are measured in the background."""
    state = view.generation
    return Publication(
        base,
        state.number,
        state.time,
        await count(view),
        await view.store.graphs(state.number),
        tuple(
            File(one, inventory.known(state, one)) for dump in files(None) for one in (dump, dump.as_packed())
        ),
    )
