"""The dataset described for machines: ``/.well-known/void``, ``/datapackage.json``, ``/croissant.json``."""

import hashlib
import json
from typing import Final

import pyoxigraph as ox

from qkg.dataset import catalogue, croissant, cube, datapackage
from qkg.dataset.inventory import Inventory
from qkg.dataset.publication import Publication, publication
from qkg.errors import UnknownFormat
from qkg.media import GRAPH_FORMATS, ROW_FORMATS, Format, Kind
from qkg.store.view import View
from qkg.web.place import Data, Place
from qkg.web.visit import Visit

JSON: Final = Format("package", "application/json", "package", Kind.ROWS, None)
JSON_LD: Final = Format(
    "croissant", "application/ld+json", "croissant", Kind.ROWS, None, ("application/json",)
)
_CSV = next(one for one in ROW_FORMATS if one.name == "csv")


class Descriptions:
    """The places; digests of dumps come from the inventory as soon as they are known."""

    def __init__(self, inventory: Inventory) -> None:
        self._inventory = inventory

    def places(self) -> tuple[Place, ...]:
        """Every place."""
        return (
            Place(
                catalogue.PATH, "The dataset (VoID, DCAT)", data=self._void, twins=GRAPH_FORMATS, kept=False
            ),
            Place("/datapackage.json", "The data package", data=self._package, twins=(JSON,), kept=False),
            Place("/croissant.json", "The figures (Croissant)", data=self._croissant, twins=(JSON_LD,)),
        )

    async def _published(self, visit: Visit) -> Publication:
        return await publication(visit.view, visit.base, self._inventory)

    async def _void(self, visit: Visit, format: Format) -> Data:
        if not isinstance(format.engine, ox.RdfFormat):
            raise UnknownFormat(f"{format.name} does not hold triples")
        triples = catalogue.describe(await self._published(visit))
        return Data(ox.serialize(triples, format=format.engine, prefixes=catalogue.KNOWN_PREFIXES) or b"")

    async def _package(self, visit: Visit, _format: Format) -> Data:
        return _json(datapackage.package(await self._published(visit)))

    async def _croissant(self, visit: Visit, _format: Format) -> Data:
        digest = await _digest(visit.view, visit.settings.export_seconds)
        return _json(croissant.description(await self._published(visit), digest))


async def _digest(view: View, seconds: float) -> str:
    """SHA-256 of the figures as CSV."""
    total = hashlib.sha256()
    answer = await cube.rows(view.store, _CSV, view.generation.number, seconds)
    try:
        async for block in answer:
            total.update(block)
    finally:
        await answer.aclose()
    return total.hexdigest()


def _json(content: dict[str, object]) -> Data:
    return Data(json.dumps(content, ensure_ascii=False, indent=1).encode())
