"""rdflib-endpoint: a SPARQL endpoint over rdflib's graph in memory."""

from pathlib import Path

from bench.cache import python_packages, run
from bench.server import Command, free_port


class RdflibEndpoint:
    """As its documentation starts it: one process, rdflib's own store, the file read at start."""

    name, title, stores = "rdflib-endpoint", "rdflib-endpoint", False

    def install(self) -> str:
        """The package with its command line; the version that pip reports."""
        programs = python_packages("rdflib-endpoint", "rdflib-endpoint[cli]==0.6.3", "uvicorn[standard]")
        self._program = str(programs / "rdflib-endpoint")
        shown = run([str(programs / "python"), "-m", "pip", "show", "rdflib-endpoint"])
        return next(row.split()[1] for row in shown.splitlines() if row.startswith("Version:"))

    def load(self, data: Path, place: Path) -> None:
        """There is no step of its own."""

    def command(self, data: Path, place: Path) -> Command:
        """The server over the file; its default graph is the union."""
        port = free_port()
        words = [self._program, "serve", "--host", "127.0.0.1", "--port", str(port), str(data)]
        return Command(words, port, "/")
