"""``oxigraph serve``: the PyPI package carries the server's binary."""

import sys
from pathlib import Path

from bench.cache import python_packages, run
from bench.server import Command, free_port


class Oxigraph:
    """The engine inside qkg behind its own server: what all ratios refer to."""

    name, title, stores = "oxigraph", "oxigraph serve", True

    def install(self) -> str:
        """The package, unless this very environment has it; then what the program says of itself."""
        here = Path(sys.executable).parent / "oxigraph"
        there = here if here.exists() else python_packages("oxigraph", "oxigraph==0.5.13") / "oxigraph"
        self._program = str(there)
        return run([self._program, "--version"]).split()[-1]

    def load(self, data: Path, place: Path) -> None:
        """Its own bulk loader."""
        run([self._program, "load", "--location", str(place), "--file", str(data)])

    def command(self, data: Path, place: Path) -> Command:
        """The server over the folder."""
        port = free_port()
        words = [self._program, "serve", "--location", str(place), "--bind", f"127.0.0.1:{port}"]
        return Command([*words, "--union-default-graph"], port, "/query")
