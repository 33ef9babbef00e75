"""qkg itself, from this checkout or by another command."""

import sys
from pathlib import Path

from bench.cache import run
from bench.server import Command, free_port

FIRST_FILL = [sys.executable, "-m", "bench.fill"]
"""Stands in until the program has ``load``."""


class Qkg:
    """The system that all this is about."""

    name, title, stores = "qkg", "qkg serve", True

    def __init__(self, words: list[str]) -> None:
        self._words = words

    def install(self) -> str:
        """Nothing to fetch; whether ``load`` exists is asked once."""
        self._loads = "load" in {
            row.split()[0] for row in run([*self._words, "--help"]).splitlines() if row.split()
        }
        return run([*self._words, "--version"]).split()[-1]

    def load(self, data: Path, place: Path) -> None:
        """``qkg load``, or the first fill."""
        command = [*self._words, "load", str(data), "--store"] if self._loads else [*FIRST_FILL, str(data)]
        run([*command, str(place / "store")])

    def command(self, data: Path, place: Path) -> Command:
        """The server over the store."""
        port = free_port()
        return Command(
            [*self._words, "serve", "--quiet", "--port", str(port), "--store", str(place / "store")], port
        )
