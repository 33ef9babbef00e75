"""Where queries and pictures that readers share are kept. Must not know requests."""

from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from qkg.settings import Settings
from qkg.sparql.shelf import Shelf

FILE: Final = "shared-queries.db"


def place(settings: Settings) -> Path:
    """The file: in the folder of one's own store, else in the cache folder."""
    return (settings.store or settings.cache or user_cache_path("qkg")) / FILE


def shelf(settings: Settings) -> Shelf:
    """The shelf with the room that the settings give it."""
    return Shelf(place(settings), settings.share_bytes)
