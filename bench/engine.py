"""What a driver of an engine can do. A remote one fits as well: ``load`` may send, ``command`` may wait."""

from pathlib import Path
from typing import Protocol

from bench.server import Command


class Engine(Protocol):
    """One system under measurement."""

    name: str
    title: str
    stores: bool
    """Whether loading is a step of its own; otherwise the file is read at every start."""

    def install(self) -> str:
        """Fetch what is missing into the cache; the version. Skipped when that cannot be."""
        ...

    def load(self, data: Path, place: Path) -> None:
        """Fill an empty folder from an N-Quads file."""
        ...

    def command(self, data: Path, place: Path) -> Command:
        """How to serve what was loaded, on the loopback and a free port, with the union as default graph."""
        ...
