"""Comunica: its HTTP endpoint over the same file, read into memory by the first query."""

from pathlib import Path

from bench.cache import npm_package, tool
from bench.server import Command, free_port

VERSION = "5.3.0"
PACKAGE = "@comunica/query-sparql-file"
OVERRIDES = {"undici": "7.10.0"}
"""Later ones need Node 22; so does nothing else here."""
HEAP_MB = 6144
BLANK = "\\ "
"""How NODE_OPTIONS wants a blank in a path."""
LOOPBACK = Path(__file__).with_name("loopback.cjs")


class Comunica:
    """One worker, as is its default; the union of the named graphs as default graph."""

    name, title, stores = "comunica", "Comunica (file)", False

    def install(self) -> str:
        """Node must be there."""
        self._node = tool("node")
        programs = npm_package("comunica", PACKAGE, VERSION, OVERRIDES)
        self._program = str((programs / "comunica-sparql-file-http").resolve())
        return VERSION

    def load(self, data: Path, place: Path) -> None:
        """There is no step of its own."""

    def command(self, data: Path, place: Path) -> Command:
        """The endpoint over the file."""
        port = free_port()
        options = f"--max-old-space-size={HEAP_MB} --require={str(LOOPBACK).replace(' ', BLANK)}"
        words = [self._node, self._program, "--port", str(port), "--timeout", "600"]
        return Command(
            [*words, "--unionDefaultGraph", str(data)], port, env={"NODE_OPTIONS": options}, cwd=place
        )
