"""The places of exports and of the descriptions of the dataset, in one table. Must hold no logic."""

from qkg.dataset.inventory import Inventory
from qkg.web.cube import CSV_METADATA
from qkg.web.descriptions import Descriptions
from qkg.web.fragments import FRAGMENTS
from qkg.web.holdings import Holdings
from qkg.web.place import Place


def export_places(inventory: Inventory) -> tuple[Place, ...]:
    """Every place."""
    return (CSV_METADATA, FRAGMENTS, Holdings(inventory).place(), *Descriptions(inventory).places())
